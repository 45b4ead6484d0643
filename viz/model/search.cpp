#include "viz/model/search.h"

#include <algorithm>
#include <cctype>

namespace fengsui::viz {

namespace {

char lowered(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte < 0x80 ? static_cast<char>(std::tolower(byte)) : letter;
}

}  // namespace

bool contains_words(std::string_view text, std::string_view words) {
  while (true) {
    const std::size_t begin = words.find_first_not_of(' ');
    if (begin == std::string_view::npos) return true;
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    const std::string_view word = words.substr(begin, end - begin);
    const auto same = [](char left, char right) { return lowered(left) == lowered(right); };
    if (std::search(text.begin(), text.end(), word.begin(), word.end(), same) == text.end()) return false;
    words.remove_prefix(end);
  }
}

}  // namespace fengsui::viz
