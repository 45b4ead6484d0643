// A study of a rare accident, as read from its file (docs/rare-events.md): which accident, the levels on the
// way there, how much effort. Strict: an unknown key, levels that do not rise, an accident that does not
// exist are InputErrors with file and JSON pointer.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "sim/plant/vocabulary.h"
#include "twin/record/label.h"

namespace fengsui {

struct RareStudy {
  std::string id;
  Label title;
  std::filesystem::path scenario;
  std::uint64_t seed = 1;
  UnitClass unit_class{};
  std::size_t accident = 0;  // of the class
  std::string accident_key;
  std::vector<double> levels;  // of nearness, ascending, between 0 and 1; the accident itself follows
  std::uint32_t effort = 200, replications = 10;
  std::uint64_t plain_runs = 0;  // for comparison; 0: none
  std::string file, text;        // as it was read
};

// Relative paths start at the file.
RareStudy read_rare_study(std::string_view text, const std::filesystem::path& file);

}  // namespace fengsui
