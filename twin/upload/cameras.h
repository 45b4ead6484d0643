// The AI cameras of the plants: they look at what really happens, and make video alarms of it.
//
// In:  entries of the log in their order, and time. Out: one alarm of each sight that is recognised while it
// lasts. A camera looks at the multiples of `look_every` after the sight began, and recognises it in each
// picture with the same probability: the number of pictures is geometric, drawn by inversion from (seed,
// camera, number of the sight). The world does not know of cameras: they change nothing in it. An alarm
// leaves when the plant's gateway is up and its links are; until then it waits. False alarms are not
// simulated. Throws nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/base/id.h"
#include "sim/base/log.h"
#include "twin/upload/settings.h"

namespace fengsui::upload {

// A sight with the numbers that the log has for it.
struct KnownSight {
  bool accident = false;     // else a fault
  std::uint32_t number = 0;  // of the fault or accident, as the log counts them
  Sight sight;
};

struct Camera {
  UnitId unit;
  GatewayId gateway;
  std::string code;   // 20 digits
  std::string label;  // of the unit, for people
  std::vector<KnownSight> sees;
};

struct VideoAlarm {
  std::size_t camera = 0;  // position in the list
  const Sight* sight = nullptr;
  Time seen{};  // when it was recognised
};

class Cameras {
 public:
  // Units have one camera at most. The list must live as long.
  Cameras(const std::vector<Camera>& cameras, const CameraSettings& settings, std::uint64_t seed);

  void take(const LogEntry& entry);

  // Everything that is recognised up to and including `time`, and whatever waited, in the order in which it
  // was seen; `reachable` tells whether the alarms of a gateway can leave now.
  void look(Time time, const std::function<bool(GatewayId)>& reachable,
            const std::function<void(const VideoAlarm&)>& send);

 private:
  struct Pending {
    VideoAlarm alarm;
    Time ends{};  // of the sight
    bool accident = false;
    std::uint32_t number = 0;
  };

  void begin(std::size_t camera, const KnownSight& known, Time time, Time ends);

  const std::vector<Camera>& cameras_;
  CameraSettings settings_;
  std::uint64_t seed_;
  std::vector<std::size_t> camera_of_;      // by unit
  std::vector<std::uint64_t> sights_;       // of each camera so far
  std::vector<Pending> pending_, waiting_;  // not recognised yet; recognised
};

}  // namespace fengsui::upload
