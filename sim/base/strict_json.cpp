#include "sim/base/strict_json.h"

#include <algorithm>

#include "sim/base/text.h"

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

std::string line_and_column(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte, text.size()));
  const auto line = 1 + std::ranges::count(before, '\n');
  const auto column =
      before.size() - (before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1);
  return "line " + std::to_string(line) + ", column " + std::to_string(std::max<std::size_t>(1, column));
}

// Deep nesting would overflow the stack of any recursive reader: refuse it while parsing.
constexpr int deepest_nesting = 64;

}  // namespace

JsonDocument JsonDocument::parse(std::string_view text, std::string file) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  bool too_deep = false;
  const auto depth_guard = [&](int depth, nlohmann::json::parse_event_t, nlohmann::json&) {
    too_deep = too_deep || depth > deepest_nesting;
    return !too_deep;
  };
  JsonDocument document;
  try {
    document.json_ = std::make_shared<const nlohmann::json>(
        nlohmann::json::parse(text, depth_guard, /*allow_exceptions=*/true, /*ignore_comments=*/true));
  } catch (const nlohmann::json::parse_error& problem) {
    std::string what = problem.what();
    if (const std::size_t colon = what.rfind("; "); colon != std::string::npos) what = what.substr(0, colon);
    if (const std::size_t dash = what.find(" - "); dash != std::string::npos) what = what.substr(dash + 3);
    throw InputError(std::move(file), line_and_column(text, problem.byte), what, "valid JSON");
  } catch (const nlohmann::json::exception& problem) {
    throw InputError(std::move(file), "", problem.what(), "valid JSON");
  }
  if (too_deep) throw InputError(std::move(file), "", "nesting deeper than 64 levels", "a flatter document");
  document.file_ = std::make_shared<const std::string>(std::move(file));
  return document;
}

InputError JsonValue::error(std::string found, std::string expected) const {
  return InputError(*file_, pointer_.empty() ? "/" : pointer_, std::move(found), std::move(expected));
}

std::string JsonValue::shown() const {
  std::string text = value_->dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  if (text.size() > 60) text = text.substr(0, 57) + "...";
  return text;
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
    throw error("unknown key \"" + key + "\"",
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
  throw error("\"" + word + "\"", suggestion ? "\"" + *suggestion + "\" perhaps; one of " + listed(known)
                                             : "one of " + listed(known));
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
    branch.probability = object["probability"].number();
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
  };
  if (object.has("constant")) {
    branch.first = to_seconds(object["constant"].duration());
  } else if (object.has("exponential")) {
    branch.shape = Shape::exponential;
    branch.first = to_seconds(object["exponential"].duration());
  } else if (object.has("lognormal")) {
    numbers("lognormal", Shape::lognormal, "s", "1", "");
  } else if (object.has("weibull")) {
    numbers("weibull", Shape::weibull, "s", "1", "");
  } else if (object.has("triangular")) {
    numbers("triangular", Shape::triangular, "s", "s", "s");
  } else if (object.has("uniform")) {
    numbers("uniform", Shape::uniform, "s", "s", "");
  } else {
    throw value.error("no distribution",
                      "one of constant, exponential, lognormal, weibull, triangular, uniform");
  }
  return branch;
}

}  // namespace

Delay JsonValue::delay() const {
  if (is_text()) return Delay::constant(to_seconds(duration()));
  Delay delay;
  if (is_array()) {
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
