#include "scenarios/scenario_values.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "sim/base/utf8.h"

namespace fengsui {

namespace {

std::string in_quotes(std::string_view text) { return "\"" + shortened(text, 60) + "\""; }

constexpr std::uint64_t largest_exact_number = (std::uint64_t{1} << 53) - 1;

bool identifier_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool identifier(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, identifier_character);
}

}  // namespace

std::string read_filled_text(const JsonValue& value) {
  std::string text = value.text();
  if (text.find_first_not_of(" \t\r\n") == std::string::npos)
    throw value.error(in_quotes(text), "a text that is not empty");
  return text;
}

std::vector<std::string> read_texts(const JsonValue& value) {
  std::vector<std::string> texts;
  for (const JsonValue& entry : value.array()) texts.push_back(read_filled_text(entry));
  return texts;
}

std::string read_identifier(const JsonValue& value) {
  std::string text = value.text();
  if (!identifier(text))
    throw value.error(in_quotes(text), "1 to 64 lower-case letters, digits, _ or -, such as \"leak_well_9\"");
  return text;
}

Reference read_reference(const JsonValue& value) { return {read_filled_text(value), value.pointer()}; }

UnitReference read_unit_reference(const JsonValue& value, bool all_allowed) {
  const std::string text = value.text();
  const std::string expected = std::string("a unit class and number, such as \"casting_well 9\"") +
                               (all_allowed ? ", or \"casting_well *\" for all of the class" : "");
  const std::size_t blank = text.find(' ');
  if (blank == std::string::npos || !identifier(text.substr(0, blank)))
    throw value.error(in_quotes(text), expected);
  UnitReference unit{text.substr(0, blank), UnitReference::all, value.pointer()};

  const std::string number = text.substr(blank + 1);
  if (number == "*" && all_allowed) return unit;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), unit.number);
  if (error != std::errc{} || end != number.data() + number.size() || unit.number == 0)
    throw value.error(in_quotes(text), expected);
  return unit;
}

std::size_t read_word(const JsonValue& value, const std::vector<std::string>& words) {
  const std::string word = value.text();
  const auto found = std::ranges::find(words, word);
  if (found == words.end())
    throw unknown_reference(value.pointer(), value.file(), "one of the known words", word, words);
  return static_cast<std::size_t>(found - words.begin());
}

double read_probability(const JsonValue& value) {
  const double probability = value.quantity("1");
  if (probability < 0 || probability > 1)
    throw value.error(format_number(probability), "a probability from 0 to 1");
  return probability;
}

Duration read_moment(const JsonValue& value, const WallTime& start) {
  const std::string text = value.text();
  if (const auto wall = parse_wall_time(text)) {
    if (wall->since_epoch < start.since_epoch)
      throw value.error(in_quotes(text),
                        "a time not before the start, " + format_wall_time(start, scenario_start));
    return wall->since_epoch - start.since_epoch;
  }
  const auto duration = parse_duration(text);
  if (!duration || *duration < Duration::zero())
    throw value.error(
        in_quotes(text),
        "a time since the start, such as \"90s\" or \"00:35:00\", or a date with offset, such as "
        "\"2022-04-03T11:10:00+08:00\"");
  return *duration;
}

Duration read_signed_duration(const JsonValue& value) {
  const std::string text = value.text();
  const auto duration = parse_duration(text);
  if (!duration) throw value.error(in_quotes(text), "a duration, such as \"90s\" or \"-2 min\"");
  return *duration;
}

Duration read_positive_duration(const JsonValue& value) {
  const Duration duration = value.duration();
  if (duration == Duration::zero()) throw value.error(in_quotes(value.text()), "a duration above 0");
  return duration;
}

std::uint64_t read_seed(const JsonValue& value) {
  const auto expected = "a whole number from 0 to " + std::to_string(largest_exact_number) +
                        "; larger ones as text, up to \"18446744073709551615\"";
  if (value.is_text()) {
    const std::string digits = value.text();
    std::uint64_t seed = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), seed);
    if (problem != std::errc{} || end != digits.data() + digits.size())
      throw value.error(in_quotes(digits), expected);
    return seed;
  }
  const nlohmann::json& number = value.json();
  if (!number.is_number_unsigned() || number.get<std::uint64_t>() > largest_exact_number)
    throw value.error(shortened(number.dump(), 60), expected);
  return number.get<std::uint64_t>();
}

nlohmann::ordered_json written_seed(std::uint64_t seed) {
  if (seed > largest_exact_number) return std::to_string(seed);
  return seed;
}

}  // namespace fengsui
