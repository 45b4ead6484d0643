#include "twin/study/factor.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "sim/base/text.h"
#include "sim/base/utf8.h"
#include "twin/study/design.h"

namespace fengsui {

namespace {

using Json = nlohmann::ordered_json;

Json parsed(const InputFile& file) {
  std::string_view text = file.text;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return Json::parse(text, nullptr, /*allow_exceptions=*/true, /*ignore_comments=*/true);
}

// The unit of "15 s" or "00:35:00"; nothing when the text is no quantity.
std::optional<std::string> unit_of(const std::string& text) {
  const auto digits = text.find_first_not_of("+-.0123456789eE ");
  if (digits != std::string::npos && text[digits] == ':')
    return parse_duration(text) ? std::optional<std::string>("s") : std::nullopt;
  // an exponent may run into a unit that begins with e: none of ours does
  const std::string unit = digits == std::string::npos ? "" : text.substr(digits);
  return known_unit(unit) && parse_quantity(text, unit) ? std::optional(unit) : std::nullopt;
}

// The number of a text that has such a unit.
double amount_of(const std::string& text, const std::string& unit) {
  if (const auto quantity = parse_quantity(text, unit)) return tidy(*quantity);
  return to_seconds(*parse_duration(text));
}

const InputFile& file_of(const std::vector<InputFile>& inputs, const std::string& role) {
  return *std::ranges::find(inputs, role, &InputFile::role);
}

}  // namespace

void resolve(Factor& factor, const std::vector<InputFile>& inputs, const JsonValue& where) {
  const InputFile& file = file_of(inputs, factor.role);
  const Json document = parsed(file);
  std::optional<Json::json_pointer> place;
  try {
    place.emplace(factor.pointer);
  } catch (const nlohmann::json::exception&) {
    throw where.error("\"" + factor.pointer + "\"", "a JSON pointer such as \"/kinds/flow/on_delay/value\"");
  }
  if (!document.contains(*place)) {
    // how far the pointer leads, to mend it from there
    Json::json_pointer known = *place;
    while (!known.empty() && !document.contains(known)) known.pop_back();
    throw where.error("\"" + factor.pointer + "\", which is not in " + file.path,
                      known.empty() ? "a place in this file" : "a place below " + known.to_string());
  }
  const Json& value = document.at(*place);
  if (value.is_number()) {
    factor.unit.clear();
    factor.whole = value.is_number_integer();
    factor.today = value.get<double>();
    return;
  }
  const auto unit = value.is_string() ? unit_of(value.get<std::string>()) : std::nullopt;
  if (!unit)
    throw where.error(
        "\"" + factor.pointer + "\", where " + file.path + " has " + shortened(value.dump(), 60),
        value.is_object() && value.contains("value") ? "a number; \"" + factor.pointer + "/value\" perhaps"
                                                     : "the place of a number");
  factor.unit = *unit;
  factor.whole = false;
  factor.today = amount_of(value.get<std::string>(), *unit);
}

std::vector<InputFile> with_values(std::vector<InputFile> inputs, const std::vector<Factor>& factors,
                                   std::span<const double> values, const std::string& study) {
  for (InputFile& file : inputs) {
    if (std::ranges::find(factors, file.role, &Factor::role) == factors.end()) continue;
    Json document = parsed(file);
    for (std::size_t i = 0; i < factors.size(); ++i) {
      const Factor& factor = factors[i];
      if (factor.role != file.role) continue;
      const Json::json_pointer place(factor.pointer);
      Json& value = document.at(place);
      if (factor.whole)
        value = static_cast<std::int64_t>(std::llround(values[i]));
      else if (value.is_number())
        value = values[i];
      else
        value = format_number(values[i]) + (factor.unit.empty() ? "" : " " + factor.unit);
      Json& around = document.at(place.parent_pointer());
      if (place.back() == "value" && around.is_object() && around.contains("source"))
        around["source"] = "estimate: set by the study " + study;
    }
    file.text = document.dump(2) + "\n";
  }
  return inputs;
}

}  // namespace fengsui
