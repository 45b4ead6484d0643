// What two runs were given differently: seed, engine, network, and the numbers in their files.
#pragma once

#include "twin/record/record.h"

namespace fengsui {

struct InputDifference {
  Label what;         // "seed", "rules"
  std::string place;  // JSON pointer or line in a file; empty for the run's own settings
  std::string a, b;   // as written, shortened; empty: not there
};

// In the order settings, files by role, places within a file. Paths of files do not count, comments neither.
std::vector<InputDifference> input_differences(const Record& a, const Record& b);

}  // namespace fengsui
