// The points that rules are checked against, with the file they came from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/port/directory.h"
#include "twin/engine/lint.h"

namespace fengsui {

struct PointsFile {
  std::string file;
  Directory directory;
  std::vector<std::string> limits;  // per point: JSON pointer to the object that holds its limits
};

// Either the hello of docs/engine-protocol.md (the first line of the text, or all of it), or a catalogue: one
// unit of each class with the usual limits. Throws InputError.
PointsFile read_points(std::string_view text, const std::string& file);

// File and JSON pointer of a finding. `points` may be null when the finding was made without any.
std::string place_of(const engine::LintFinding& finding, const std::string& rule_file,
                     const PointsFile* points);

}  // namespace fengsui
