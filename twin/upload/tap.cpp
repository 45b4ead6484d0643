#include "twin/upload/tap.h"

#include <algorithm>
#include <numeric>

#include "twin/upload/levels.h"

namespace fengsui::upload {

Attention both(const Attention& a, const Attention& b) {
  Attention sum = a;
  sum.levels.insert(sum.levels.end(), b.levels.begin(), b.levels.end());
  put_in_order(sum.levels);
  if (a.longest_gap == forever || b.longest_gap == forever)
    sum.longest_gap = std::min(a.longest_gap, b.longest_gap);
  else
    sum.longest_gap = Duration{std::gcd(a.longest_gap.count(), b.longest_gap.count())};
  sum.every_sample = a.every_sample || b.every_sample;
  // the other one looks whether the gate is open or not
  sum.gate.reset();
  return sum;
}

Tap::Tap(std::unique_ptr<Engine> engine, const EdgeFacts& facts, Send send)
    : engine_(std::move(engine)), facts_(facts), send_(std::move(send)) {
  for (std::size_t i = 0; i < facts.directory.gateways.size(); ++i)
    gateways_.emplace_back(facts_, GatewayId(i));
  arrived_.resize(gateways_.size());
}

std::vector<Attention> Tap::begin(const Directory& directory, Time start) {
  std::vector<Attention> attention = engine_->begin(directory, start);
  attention.resize(directory.points.size());
  for (std::size_t i = 0; i < attention.size(); ++i) {
    Attention ours;
    ours.levels = gateways_[directory.points[i].gateway.index].levels(PointId(i));
    ours.longest_gap = facts_.settings.period;
    attention[i] = both(attention[i], ours);
  }
  return attention;
}

void Tap::exchange(const EngineInput& input, EngineOutput& output) {
  engine_->exchange(input, output);

  const auto send = [&](GatewayId gateway, Posting posting) {
    send_(gateway, std::move(posting), input.now);
  };
  for (const Reading& reading : input.readings)
    arrived_[facts_.directory.points[reading.point.index].gateway.index].push_back(reading);
  for (std::size_t i = 0; i < gateways_.size(); ++i) {
    if (!arrived_[i].empty()) gateways_[i].take(input.now, arrived_[i], send);
    arrived_[i].clear();
    gateways_[i].tick(input.now, send);
    output.wake = std::min(output.wake, gateways_[i].wake());
  }
}

void Tap::finish(Time now) {
  for (EdgeGateway& gateway : gateways_)
    gateway.finish([&](GatewayId id, Posting posting) { send_(id, std::move(posting), now); });
}

}  // namespace fengsui::upload
