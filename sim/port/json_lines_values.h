// What the readers and writers of json_lines share: times, indices and words of the port as JSON values.
#pragma once

#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "sim/base/id.h"
#include "sim/base/strict_json.h"
#include "sim/base/time.h"
#include "sim/port/words.h"

namespace fengsui::json_lines {

// Times may lie before the start (a slow clock) and are never beyond this.
inline constexpr std::int64_t furthest_us = std::int64_t{1} << 60;

inline std::int64_t to_json(Time time) { return time.time_since_epoch().count(); }
inline std::int64_t to_json(Duration duration) { return duration.count(); }

inline Time read_time(const JsonValue& value) {
  return Time{Duration{value.integer(-furthest_us, furthest_us)}};
}
inline Duration read_duration(const JsonValue& value) { return Duration{value.integer(0, furthest_us)}; }

template <class Tag>
Id<Tag> read_id(const JsonValue& value, std::size_t count) {
  if (count == 0) throw value.error(value.json().dump(), "nothing: there is none");
  return Id<Tag>(static_cast<std::size_t>(value.integer(0, static_cast<std::int64_t>(count) - 1)));
}

// A number that the engine gives itself.
template <class Tag>
Id<Tag> read_number(const JsonValue& value) {
  return Id<Tag>(static_cast<std::size_t>(value.integer(0, Id<Tag>::none_index - 1)));
}

template <class Enum>
std::string to_json(Enum value) {
  return std::string(word_of(value).key);
}

template <class Enum>
Enum read_word(const JsonValue& value) {
  const std::string text = value.text();
  if (const auto found = named<Enum>(text)) return *found;
  std::string known;
  for (const PortWord& word : words_for<Enum>()) known += (known.empty() ? "" : ", ") + std::string(word.key);
  throw value.error("\"" + text + "\"", "one of " + known);
}

// JSON has no NaN: a value that is none is null.
inline nlohmann::json number_or_null(double value) {
  return std::isfinite(value) ? nlohmann::json(value) : nlohmann::json();
}
inline double read_number_or_null(const JsonValue& value) {
  return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.number();
}

inline std::string line_of(const nlohmann::ordered_json& message) {
  return message.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace fengsui::json_lines
