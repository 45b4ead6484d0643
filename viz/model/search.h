// Searching as people type: each word, in any order, whatever the case of Latin letters.
#pragma once

#include <string_view>

namespace fengsui::viz {

bool contains_words(std::string_view text, std::string_view words);

}  // namespace fengsui::viz
