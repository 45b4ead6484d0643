// Checks one file for what it is: a run by its extension, a register by its extension, and JSON by the keys
// that only its kind has (a catalogue its classes, a policy its colours, …); any other JSON is a scenario,
// checked with everything it refers to.
#pragma once

#include <filesystem>
#include <vector>

#include "twin/record/label.h"

namespace fengsui {

// What whoever uses the file should know although it is good. Throws InputError.
std::vector<Label> check_file(const std::filesystem::path& file);

}  // namespace fengsui
