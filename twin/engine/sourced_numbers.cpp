#include "twin/engine/sourced_numbers.h"

#include <algorithm>
#include <array>
#include <limits>

#include "sim/base/text.h"
#include "sim/port/words.h"

namespace fengsui::engine {

SourcedNumbers::SourcedNumbers(const JsonValue& sources) {
  for (const auto& [key, title] : sources.map().members()) {
    if (title.text().empty()) throw title.error("\"\"", "the title and where it was published");
    keys_.push_back(key);
  }
}

double SourcedNumbers::number(const JsonValue& value, std::string_view unit, double low, double high) const {
  const Sourced sourced = value.sourced(unit);
  const bool known = std::ranges::find(keys_, sourced.source) != keys_.end();
  if (!known && !sourced.source.starts_with("estimate: ")) {
    const auto suggestion = nearest(sourced.source, keys_);
    throw value.object({"value", "source"})["source"].error(
        "\"" + sourced.source + "\"", suggestion ? "\"" + *suggestion + "\" perhaps, a key of /sources"
                                                 : "a key of /sources, or \"estimate: why\"");
  }
  if (sourced.value < low || sourced.value > high) {
    const bool open = high == std::numeric_limits<double>::infinity();
    throw value.error(format_number(sourced.value),
                      open ? "at least " + format_number(low)
                           : "a number from " + format_number(low) + " to " + format_number(high));
  }
  return sourced.value;
}

Duration SourcedNumbers::duration(const JsonValue& value) const {
  constexpr double century_s = 3.2e9;
  return from_seconds(number(value, "s", 0.0, century_s));
}

Duration SourcedNumbers::positive_duration(const JsonValue& value) const {
  const Duration duration = this->duration(value);
  if (duration <= Duration::zero()) throw value.error("no time at all", "a duration longer than zero");
  return duration;
}

AlarmCondition condition_of(const JsonValue& value, std::string_view name) {
  const auto condition = named<AlarmCondition>(name);
  if (condition && *condition != AlarmCondition::offline) return *condition;
  std::string known;
  for (const PortWord& word : words_for<AlarmCondition>())
    if (word.key != word_of(AlarmCondition::offline).key)
      known += (known.empty() ? "" : ", ") + std::string(word.key);
  throw value.error("\"" + std::string(name) + "\"", "one of " + known);
}

}  // namespace fengsui::engine
