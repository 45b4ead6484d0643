// Times, durations and quantities as people write them: "90s", "00:35:00", "1.5 h", "1.72 kg/s".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/time.h"

namespace fengsui {

// "90s", "1.5 h", "30 min", "250 ms", "2 d", "00:35:00", "00:35:00.250"; nothing if it is none of these.
std::optional<Duration> parse_duration(std::string_view text);

// Seconds since 1970 (UTC) of ISO-8601 with offset, "2022-04-03T11:10:00+08:00"; nothing if malformed.
struct WallTime {
  Duration since_epoch{};  // UTC
  Duration offset{};       // of the local clock from UTC
};
std::optional<WallTime> parse_wall_time(std::string_view text);
std::string format_wall_time(WallTime start, Time time);  // "2022-04-03T11:10:00+08:00"

std::string format_duration(Duration duration);  // "00:01:32.500"; fractions only when there are any
std::string format_number(double value);         // shortest text that reads back as the same double

// A number with a unit, "1.72 kg/s", converted to `unit`; nothing when malformed or of another dimension.
std::optional<double> parse_quantity(std::string_view text, std::string_view unit);

// Whether the table of units knows this one.
bool known_unit(std::string_view unit);

// The candidate closest to `word` by edit distance, or nothing when none is near (more than half its length).
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace fengsui
