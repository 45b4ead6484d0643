// Checks one file for what it is: a run by its extension, a register by its extension, and JSON by the keys
// that only its kind has (a catalogue its classes, a policy its colours, …); any other JSON is a scenario,
// checked with everything it refers to.
#pragma once

#include <filesystem>
#include <vector>

#include "twin/points/points_file.h"
#include "twin/record/label.h"

namespace fengsui {

struct FileCheck {
  struct Finding {
    std::string place;  // file and JSON pointer
    Label words;
  };
  std::vector<Label> notes;       // what whoever uses the file should know although it is good
  std::vector<Finding> findings;  // what is wrong with rules although they can be read
  bool is_rules = false;
};

// `points`: what rules are checked against; null: what they show themselves. Throws InputError.
FileCheck check_file(const std::filesystem::path& file, const PointsFile* points = nullptr);

}  // namespace fengsui
