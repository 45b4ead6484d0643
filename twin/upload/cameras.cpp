#include "twin/upload/cameras.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "sim/base/inversion.h"
#include "sim/base/random.h"

namespace fengsui::upload {

namespace {

constexpr std::size_t no_camera = static_cast<std::size_t>(-1);

}  // namespace

Cameras::Cameras(const std::vector<Camera>& cameras, const CameraSettings& settings, std::uint64_t seed)
    : cameras_(cameras), settings_(settings), seed_(seed), sights_(cameras.size()) {
  for (std::size_t i = 0; i < cameras.size(); ++i) {
    const std::uint32_t unit = cameras[i].unit.index;
    if (unit >= camera_of_.size()) camera_of_.resize(unit + std::size_t{1}, no_camera);
    camera_of_[unit] = i;
  }
}

void Cameras::take(const LogEntry& entry) {
  const bool accident = entry.kind == LogKind::accident;
  const bool ends = entry.kind == LogKind::fault_ended;
  if (!accident && !ends && entry.kind != LogKind::fault_witnessed) return;
  if (entry.subject >= camera_of_.size() || camera_of_[entry.subject] == no_camera) return;
  const std::size_t camera = camera_of_[entry.subject];
  if (ends) {
    for (Pending& pending : pending_)
      if (pending.alarm.camera == camera && !pending.accident && pending.number == entry.detail)
        pending.ends = std::min(pending.ends, entry.time);
    return;
  }
  for (const KnownSight& known : cameras_[camera].sees)
    if (known.accident == accident && known.number == entry.detail)
      begin(camera, known, entry.time, accident ? after(entry.time, settings_.accident_visible) : never);
}

void Cameras::begin(std::size_t camera, const KnownSight& known, Time time, Time ends) {
  const double uniform =
      Stream{seed_, Draw::camera, static_cast<std::uint32_t>(camera)}.uniform(sights_[camera]++);
  const double missed = geometric_quantile(uniform, settings_.recognised);
  const Duration since_start = time - scenario_start;
  const std::int64_t next = since_start / settings_.look_every + 1;
  // by then the longest run is over
  constexpr double most_looks = 1e9;
  const auto looks = static_cast<std::int64_t>(std::min(missed, most_looks));
  const Time seen = scenario_start + (next + looks) * settings_.look_every;
  pending_.push_back({{camera, &known.sight, seen}, ends, known.accident, known.number});
}

void Cameras::look(Time time, const std::function<bool(GatewayId)>& reachable,
                   const std::function<void(const VideoAlarm&)>& send) {
  if (pending_.empty() && waiting_.empty()) return;
  std::erase_if(pending_, [&](const Pending& pending) {
    if (pending.alarm.seen > time && pending.ends > time) return false;
    if (pending.alarm.seen < pending.ends) waiting_.push_back(pending);
    return true;
  });
  std::ranges::sort(waiting_, {}, [](const Pending& pending) {
    return std::tuple(pending.alarm.seen, pending.alarm.camera, pending.accident, pending.number);
  });
  std::erase_if(waiting_, [&](const Pending& pending) {
    if (!reachable(cameras_[pending.alarm.camera].gateway)) return false;
    send(pending.alarm);
    return true;
  });
}

}  // namespace fengsui::upload
