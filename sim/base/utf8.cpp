#include "sim/base/utf8.h"

#include <cstdint>

namespace fengsui {

namespace {

constexpr char32_t replacement = 0xFFFD;

struct Character {
  char32_t point = replacement;
  std::size_t bytes = 1;
  bool valid = false;
};

// The character at the front of `text`, which is not empty.
Character first_character(std::string_view text) {
  const auto byte = [&](std::size_t index) { return static_cast<std::uint8_t>(text[index]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};

  // the lead byte says how many follow; a smaller value than that length allows is overlong
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return {};
  char32_t point = lead & (0xFF >> (length + 1));
  for (std::size_t index = 1; index < length; ++index) {
    if ((byte(index) & 0xC0) != 0x80) return {};
    point = point << 6 | (byte(index) & 0x3F);
  }
  if (point < smallest[length] || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return {};
  return {point, length, true};
}

}  // namespace

bool valid_utf8(std::string_view text) {
  while (!text.empty()) {
    const Character character = first_character(text);
    if (!character.valid) return false;
    text.remove_prefix(character.bytes);
  }
  return true;
}

std::u32string code_points(std::string_view text) {
  std::u32string points;
  while (!text.empty()) {
    const Character character = first_character(text);
    points += character.point;
    text.remove_prefix(character.bytes);
  }
  return points;
}

std::string shortened(std::string_view text, std::size_t characters) {
  std::size_t count = 0, position = 0, cut = 0;
  while (position < text.size()) {
    if (++count == characters) cut = position;
    if (count > characters) return std::string(text.substr(0, cut)) + "…";
    position += first_character(text.substr(position)).bytes;
  }
  return std::string(text);
}

}  // namespace fengsui
