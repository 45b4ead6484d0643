// Where on the way of an alarm something can break, and all the ways in which it can, as events that a
// scenario may have.
//
// Inputs: a city, the path of a warning in it, sizes of faults. Output: places, from the instruments to the
// people, each with its faults.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/city_builder.h"
#include "scenarios/fault_sizes.h"
#include "twin/weak/alarm_path.h"

namespace fengsui::weak {

enum class PlaceKind : std::uint8_t { sensor, gateway, link, server, officer, channel };
const KeyedName& place_kind_name(PlaceKind kind);
inline constexpr std::size_t place_kind_count = 6;

struct PathFault {
  std::string key;  // "stuck", "drift_up", "gateway_down", …
  Label name;
  std::vector<nlohmann::ordered_json> events;  // without "at"
  bool loss = false;                           // nothing passes the place any more
};

struct FaultPlace {
  PlaceKind kind = PlaceKind::sensor;
  std::uint32_t index = 0;  // point, gateway, link, office or channel
  Label name;
  std::vector<PathFault> faults;
};

std::vector<FaultPlace> fault_places(const BuiltCity& built, const Record& record, const AlarmPath& path,
                                     const FaultSizes& sizes);

// A fault of a place from a moment on, in numbers of the lists.
struct Injection {
  std::size_t place = 0, fault = 0, moment = 0;
  friend bool operator==(const Injection&, const Injection&) = default;
};

// The files of the scenario with some injections. `lasting`: what ends after this; absent: lasts to the end.
std::vector<InputFile> with_injections(const ScenarioFiles& files, const std::vector<FaultPlace>& places,
                                       const std::vector<Moment>& moments,
                                       const std::vector<Injection>& injections,
                                       std::optional<Duration> lasting);

// The events alone, as a scenario would have them.
nlohmann::ordered_json events_of(const std::vector<FaultPlace>& places, const std::vector<Moment>& moments,
                                 const Injection& injection, std::optional<Duration> lasting);

// "well 9 table level (DW_LM_DIST): stuck at the last value"
Label in_words(const FaultPlace& place, const PathFault& fault);

}  // namespace fengsui::weak
