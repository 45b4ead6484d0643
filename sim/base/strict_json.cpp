#include "sim/base/strict_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sim/base/json_syntax.h"
#include "sim/base/text.h"
#include "sim/base/utf8.h"

namespace fengsui {

namespace {

// JSON pointer escaping of one key (RFC 6901).
std::string escaped(std::string_view key) {
  std::string text;
  for (const char c : key) text += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return text;
}

std::string listed(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

}  // namespace

JsonDocument JsonDocument::parse(std::string_view text, std::string file) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (auto fault = json_syntax_fault(text))
    throw InputError(std::move(file), std::move(fault->place), std::move(fault->found),
                     std::move(fault->expected));
  JsonDocument document;
  document.json_ = std::make_shared<const nlohmann::json>(
      nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/true, /*ignore_comments=*/true));
  document.file_ = std::make_shared<const std::string>(std::move(file));
  return document;
}

bool JsonValue::is_text() const { return value_->is_string(); }
bool JsonValue::is_object() const { return value_->is_object(); }
bool JsonValue::is_array() const { return value_->is_array(); }
bool JsonValue::is_number() const { return value_->is_number(); }
bool JsonValue::is_null() const { return value_->is_null(); }

InputError JsonValue::error(std::string found, std::string expected) const {
  return InputError(*file_, pointer_.empty() ? "/" : pointer_, std::move(found), std::move(expected));
}

std::string JsonValue::shown() const {
  return shortened(value_->dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), 60);
}

JsonObject JsonValue::map() const {
  if (!value_->is_object()) throw error(shown(), "an object {…}");
  return JsonObject(*this);
}

JsonObject JsonValue::object(const std::vector<std::string>& allowed) const {
  const JsonObject result = map();
  for (const auto& [key, member] : value_->items()) {
    if (std::ranges::find(allowed, key) != allowed.end()) continue;
    const auto suggestion = nearest(key, allowed);
    throw error("unknown key \"" + shortened(key, 60) + "\"",
                suggestion ? "\"" + *suggestion + "\" perhaps; known keys: " + listed(allowed)
                           : "one of " + listed(allowed));
  }
  return result;
}

JsonObject JsonValue::object(std::initializer_list<std::string_view> allowed) const {
  return object(std::vector<std::string>(allowed.begin(), allowed.end()));
}

std::vector<JsonValue> JsonValue::array() const {
  if (!value_->is_array()) throw error(shown(), "a list […]");
  std::vector<JsonValue> values;
  values.reserve(value_->size());
  for (std::size_t i = 0; i < value_->size(); ++i)
    values.emplace_back((*value_)[i], pointer_ + "/" + std::to_string(i), *file_);
  return values;
}

std::string JsonValue::text() const {
  if (!value_->is_string()) throw error(shown(), "a text in quotes");
  return value_->get<std::string>();
}

std::string JsonValue::text_of(std::initializer_list<std::string_view> choices) const {
  const std::string word = text();
  if (std::ranges::find(choices, word) != choices.end()) return word;
  const std::vector<std::string> known(choices.begin(), choices.end());
  const auto suggestion = nearest(word, known);
  throw error(
      "\"" + shortened(word, 60) + "\"",
      suggestion ? "\"" + *suggestion + "\" perhaps; one of " + listed(known) : "one of " + listed(known));
}

bool JsonValue::boolean() const {
  if (!value_->is_boolean()) throw error(shown(), "true or false");
  return value_->get<bool>();
}

std::int64_t JsonValue::integer(std::int64_t low, std::int64_t high) const {
  const std::string range = "a whole number from " + std::to_string(low) + " to " + std::to_string(high);
  if (!value_->is_number_integer()) throw error(shown(), range);
  if (value_->is_number_unsigned() && value_->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
    throw error(shown(), range);
  const auto number = value_->get<std::int64_t>();
  if (number < low || number > high) throw error(shown(), range);
  return number;
}

double JsonValue::number() const {
  if (!value_->is_number()) throw error(shown(), "a number");
  const double number = value_->get<double>();
  if (!std::isfinite(number)) throw error(shown(), "a finite number");
  return number;
}

double JsonValue::quantity(std::string_view unit) const {
  const std::string expected =
      unit.empty() || unit == "1"
          ? "a number"
          : "a quantity in " + std::string(unit) + ", such as \"1.5 " + std::string(unit) + "\"";
  if (value_->is_number() && (unit.empty() || unit == "1")) return number();
  if (!value_->is_string()) throw error(shown(), expected);
  const auto value = parse_quantity(value_->get_ref<const std::string&>(), unit);
  if (!value) throw error(shown(), expected);
  return *value;
}

Duration JsonValue::duration() const {
  const auto duration =
      value_->is_string() ? parse_duration(value_->get_ref<const std::string&>()) : std::nullopt;
  if (!duration || *duration < Duration::zero())
    throw error(shown(), "a duration that is not negative, such as \"90s\", \"1.5 h\" or \"00:35:00\"");
  return *duration;
}

namespace {

DelayBranch branch_of(const JsonValue& value) {
  using Shape = DelayBranch::Shape;
  DelayBranch branch;
  const JsonObject object = value.object(
      {"probability", "constant", "exponential", "lognormal", "weibull", "triangular", "uniform", "source"});
  if (object.has("probability")) {
    branch.probability = object["probability"].quantity("1");
    if (branch.probability <= 0 || branch.probability > 1)
      throw object["probability"].error(format_number(branch.probability), "a probability in (0, 1]");
  }
  const auto numbers = [&](const char* key, Shape shape, std::string_view first, std::string_view second,
                           std::string_view third) {
    const auto parts = object[key].array();
    const std::size_t wanted = second.empty() ? 1 : third.empty() ? 2 : 3;
    if (parts.size() != wanted)
      throw object[key].error(std::to_string(parts.size()) + " values", std::to_string(wanted) + " values");
    branch.shape = shape;
    branch.first = parts[0].quantity(first);
    if (wanted > 1) branch.second = parts[1].quantity(second);
    if (wanted > 2) branch.third = parts[2].quantity(third);
    if (branch.first < 0)
      throw parts[0].error(format_number(branch.first) + " s", "a delay that is not negative");
    if (branch.second < 0) throw parts[1].error(format_number(branch.second), "a value that is not negative");
  };

  // a branch is one distribution, no more
  std::vector<std::string> shapes;
  for (const char* key : {"constant", "exponential", "lognormal", "weibull", "triangular", "uniform"})
    if (object.has(key)) shapes.push_back(key);
  if (shapes.size() != 1)
    throw value.error(shapes.empty() ? "no distribution" : listed(shapes) + " together",
                      "one of constant, exponential, lognormal, weibull, triangular, uniform");
  const std::string& shape = shapes.front();
  if (shape == "constant") branch.first = to_seconds(object[shape].duration());
  if (shape == "exponential") {
    branch.shape = Shape::exponential;
    branch.first = to_seconds(object[shape].duration());
  }
  if (shape == "lognormal") numbers("lognormal", Shape::lognormal, "s", "1", "");
  if (shape == "weibull") numbers("weibull", Shape::weibull, "s", "1", "");
  if (shape == "triangular") numbers("triangular", Shape::triangular, "s", "s", "s");
  if (shape == "uniform") numbers("uniform", Shape::uniform, "s", "s", "");

  if (branch.shape == Shape::weibull && branch.second <= 0)
    throw object[shape].error("shape 0", "a shape above 0");
  const bool ascending =
      branch.first <= branch.second && (branch.shape == Shape::uniform || branch.second <= branch.third);
  if ((branch.shape == Shape::triangular || branch.shape == Shape::uniform) && !ascending)
    throw object[shape].error("values out of order", "ascending values");
  return branch;
}

}  // namespace

Delay JsonValue::delay() const {
  if (is_text()) return Delay::constant(to_seconds(duration()));
  Delay delay;
  if (is_array()) {
    if (array().empty()) throw error("[]", "at least one branch; \"0s\" for no delay");
    double total = 0.0;
    for (const JsonValue& part : array()) {
      delay.branches.push_back(branch_of(part));
      total += delay.branches.back().probability;
    }
    if (total > 1.0 + 1e-9)
      throw error("probabilities that sum to " + format_number(total), "a sum of at most 1");
  } else {
    delay.branches.push_back(branch_of(*this));
  }
  return delay;
}

Sourced JsonValue::sourced(std::string_view unit) const {
  const JsonObject object = this->object({"value", "source"});
  const std::string source = object["source"].text();
  if (source.empty()) throw object["source"].error("\"\"", "a source, or \"estimate: why\"");
  return {object["value"].quantity(unit), source};
}

JsonValue JsonObject::operator[](std::string_view key) const {
  const auto& json = value_.json();
  const auto member = json.find(std::string(key));
  if (member == json.end()) throw value_.error("no \"" + std::string(key) + "\"", "this key to be given");
  return {*member, value_.pointer() + "/" + escaped(key), value_.file()};
}

bool JsonObject::has(std::string_view key) const { return value_.json().contains(std::string(key)); }

std::vector<std::pair<std::string, JsonValue>> JsonObject::members() const {
  std::vector<std::pair<std::string, JsonValue>> result;
  for (const auto& [key, member] : value_.json().items())
    result.emplace_back(key, JsonValue(member, value_.pointer() + "/" + escaped(key), value_.file()));
  return result;
}

}  // namespace fengsui
