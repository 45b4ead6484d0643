// A name in a scenario that refers to something defined elsewhere, and the error when nothing has that name.
//
// The readers of scenarios know no catalogue, register or policy; whoever does resolves the names and throws
// unknown_reference for those that do not exist.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/error.h"

namespace fengsui {

struct Reference {
  std::string name;     // as written; empty: not given
  std::string pointer;  // where it is written, "/events/3/fault"

  bool given() const { return !name.empty(); }
};

// A unit by class and 1-based number within its enterprise: "casting_well 9", or "casting_well *" for all.
struct UnitReference {
  static constexpr unsigned all = 0;

  std::string unit_class;
  unsigned number = all;
  std::string pointer;

  bool given() const { return !unit_class.empty(); }
};

// The error for a name that nothing has. `what` is what was looked for ("an enterprise of the register");
// the message suggests the nearest of `candidates`.
InputError unknown_reference(std::string_view pointer, std::string_view file, std::string_view what,
                             std::string_view name, const std::vector<std::string>& candidates);

}  // namespace fengsui
