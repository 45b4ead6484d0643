// A quantity as a scenario writes it, "1.72 kg/s", before anybody knows which unit is due: that stands in the
// catalogue, beside the fault, point or parameter it belongs to.
#pragma once

#include <string>
#include <string_view>

#include "sim/base/strict_json.h"

namespace fengsui {

struct WrittenQuantity {
  std::string text;     // "1.72 kg/s"; a bare number for counts, shares and states
  std::string pointer;  // where it is written, "/events/0/size"

  // The value in `unit`. Throws InputError when the written unit is of another dimension.
  double in(std::string_view unit, const std::string& file) const;
};

// Throws InputError when the value is not a number with a known unit.
WrittenQuantity read_written_quantity(const JsonValue& value);

}  // namespace fengsui
