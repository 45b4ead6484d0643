// Folders and files that commands write, and the verdict as text.
#pragma once

#include <filesystem>
#include <string>

#include "twin/cli/run_scenario.h"

namespace fengsui {

// Throws InputError when the folder can neither be found nor made.
void make_folder(const std::filesystem::path& folder);

// Writes the whole text or nothing: to a temporary file first, then renamed. Throws InputError.
void write_file(const std::filesystem::path& path, const std::string& text);

// Expectations, witnesses and the verdict on standard output.
void print_verdict(const RunResult& result, Language language);

}  // namespace fengsui
