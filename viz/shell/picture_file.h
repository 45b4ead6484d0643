// A picture of the screen as a PNG file.
#pragma once

#include <filesystem>

#include "viz/shell/screen.h"

namespace fengsui::viz {

// Writes the whole picture or nothing. Throws InputError when the place cannot be written.
void write_png(const std::filesystem::path& file, const Picture& picture);

}  // namespace fengsui::viz
