// Numbers of a rule file: each with a unit and a source that the file declares.
#pragma once

#include <string>
#include <vector>

#include "sim/base/strict_json.h"
#include "sim/port/messages.h"

namespace fengsui::engine {

class SourcedNumbers {
 public:
  // `sources`: the file's map from citation key to title and place of publication.
  explicit SourcedNumbers(const JsonValue& sources);

  // A number in [low, high]. Throws InputError for a source that is neither declared nor an estimate.
  double number(const JsonValue& value, std::string_view unit, double low, double high) const;
  Duration duration(const JsonValue& value) const;           // not negative
  Duration positive_duration(const JsonValue& value) const;  // longer than nothing

 private:
  std::vector<std::string> keys_;
};

// The condition that a key names; `offline` belongs to gateways and is not among them.
AlarmCondition condition_of(const JsonValue& value, std::string_view name);

}  // namespace fengsui::engine
