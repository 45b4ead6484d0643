// The picture of a video alarm. The simulation has no light: it is a test card that says so, with a few lines
// of text.
#pragma once

#include <span>
#include <string>

namespace fengsui::upload {

// The bytes of a JPEG of 480 × 270 pixels, grey with a striped border; ASCII only, about 60 letters a line.
std::string still_of(std::span<const std::string> lines);

}  // namespace fengsui::upload
