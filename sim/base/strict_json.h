// Reading JSON strictly: every error names the file and the JSON pointer, unknown keys are errors that
// suggest the nearest known one, quantities carry units. Comments (// and /* */) are allowed.
//
//   const JsonDocument document = JsonDocument::parse(text, "leak.json");
//   const JsonObject scenario = document.root().object({"seed", "duration"});
//   const Duration duration = scenario["duration"].duration();
//   const auto seed = scenario.has("seed") ? scenario["seed"].integer(0, 1 << 30) : 1;
#pragma once

#include <initializer_list>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/delay.h"
#include "sim/base/error.h"
#include "sim/base/time.h"

namespace fengsui {

class JsonObject;

// A value with its source: a quotation of where the number comes from, or "estimate: why".
struct Sourced {
  double value = 0.0;
  std::string source;
  bool estimate() const { return source.starts_with("estimate"); }
};

// One value and where it stands. Cheap to copy; valid as long as its document.
class JsonValue {
 public:
  JsonValue(const nlohmann::json& value, std::string pointer, const std::string& file)
      : value_(&value), pointer_(std::move(pointer)), file_(&file) {}

  // The value as an object that has no keys but these.
  JsonObject object(std::initializer_list<std::string_view> allowed) const;
  JsonObject object(const std::vector<std::string>& allowed) const;
  // The value as an object with free keys (a map from names).
  JsonObject map() const;
  std::vector<JsonValue> array() const;

  std::string text() const;
  std::string text_of(std::initializer_list<std::string_view> choices) const;  // one of a fixed set
  bool boolean() const;
  std::int64_t integer(std::int64_t low, std::int64_t high) const;
  double number() const;                         // a finite bare number
  double quantity(std::string_view unit) const;  // "1.72 kg/s" converted to `unit`; bare numbers are errors
  Duration duration() const;                     // not negative
  Delay delay() const;                           // see docs/file-formats.md "delays"
  Sourced sourced(std::string_view unit) const;  // {"value": "1.72 kg/s", "source": "…"}

  bool is_text() const;
  bool is_object() const;
  bool is_array() const;
  bool is_number() const;
  bool is_null() const;
  const nlohmann::json& json() const { return *value_; }
  const std::string& pointer() const { return pointer_; }
  const std::string& file() const { return *file_; }

  // The error for this place: throw value.error("3 people", "a positive number of people").
  InputError error(std::string found, std::string expected) const;

 private:
  std::string shown() const;  // the value, shortened, for error messages

  const nlohmann::json* value_;
  std::string pointer_;
  const std::string* file_;
};

class JsonObject {
 public:
  explicit JsonObject(JsonValue value) : value_(std::move(value)) {}

  JsonValue operator[](std::string_view key) const;  // throws InputError when it is missing
  bool has(std::string_view key) const;
  std::vector<std::pair<std::string, JsonValue>> members() const;
  const JsonValue& value() const { return value_; }

 private:
  JsonValue value_;
};

class JsonDocument {
 public:
  // Throws InputError with line and column when the text is not JSON.
  static JsonDocument parse(std::string_view text, std::string file);

  JsonValue root() const { return {*json_, "", *file_}; }

 private:
  std::shared_ptr<const nlohmann::json> json_;
  std::shared_ptr<const std::string> file_;
};

}  // namespace fengsui
