// Names and RunInfo as JSON text, the form in which they stand in a run file.
#pragma once

#include <string>
#include <string_view>

#include "twin/record/record.h"

namespace fengsui {

std::string names_to_json(const Names& names);
// Throws InputError naming `file` when the text is not what names_to_json writes.
Names names_from_json(std::string_view text, const std::string& file);

// All of RunInfo but the texts of the inputs, which are datasets of their own.
std::string run_to_json(const RunInfo& run);
RunInfo run_from_json(std::string_view text, const std::string& file);

}  // namespace fengsui
