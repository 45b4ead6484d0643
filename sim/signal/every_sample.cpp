#include <cassert>

#include "sim/base/inversion.h"
#include "sim/signal/point_run.h"

namespace fengsui::sensing {

namespace {

// The tight loop: everything that does not change from sample to sample is in `law` or `mean_at`.
template <class MeanAt>
void draw_all(const SensorSpec& spec, double sigma, Stream stream, PointId id, SampleIndex begin,
              std::span<Reading> readings, MeanAt mean_at) {
  Time time = sample_time(spec, begin);
  auto index = static_cast<std::uint64_t>(begin);
  for (Reading& one : readings) {
    one.time = time;
    one.value = reading(spec, mean_at(time) + sigma * normal_quantile(stream.uniform(index)));
    one.point = id;
    time += spec.period;
    ++index;
  }
}

}  // namespace

void produce(const Context& ctx, Point point, SampleIndex end, std::vector<Reading>& out) {
  PointState& state = point.state;
  const SampleIndex begin = state.next;
  if (begin >= end) return;
  state.next = end;
  const SampleLaw law = point.law();
  if (law.kind == SampleLaw::Kind::silent) return;

  const SensorSpec& spec = point.spec.sensor;
  const std::size_t before = out.size();
  out.resize(before + static_cast<std::size_t>(end - begin));
  const std::span readings{out.begin() + static_cast<std::ptrdiff_t>(before), out.end()};
  if (law.kind == SampleLaw::Kind::constant) {
    for (SampleIndex index = begin; index < end; ++index)
      readings[static_cast<std::size_t>(index - begin)] = {sample_time(spec, index), law.constant_reading,
                                                           point.id};
  } else {
    const Stream stream = ctx.stream(Draw::sensor_noise, point.id.index);
    const double steady = mean(law, sample_time(spec, begin));
    if (is_constant(law.response) && law.drift_per_s == 0.0)
      draw_all(spec, law.sigma, stream, point.id, begin, readings, [steady](Time) { return steady; });
    else
      draw_all(spec, law.sigma, stream, point.id, begin, readings,
               [&law](Time time) { return mean(law, time); });
  }
  state.last = end - 1;
  state.last_value = out.back().value;
}

}  // namespace fengsui::sensing
