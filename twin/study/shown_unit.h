// The unit in which people are told a number: long times in minutes or hours.
#pragma once

#include <string>

namespace fengsui {

struct ShownUnit {
  double scale = 1.0;  // so many of the number's own unit
  std::string unit;
};

// For numbers of about this size.
inline ShownUnit shown_unit(double size, const std::string& unit) {
  if (unit != "s" || size < 300.0) return {1.0, unit};
  return size >= 7200.0 ? ShownUnit{3600.0, "h"} : ShownUnit{60.0, "min"};
}

}  // namespace fengsui
