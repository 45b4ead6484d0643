// Walking over UTF-8 that may be broken.
#pragma once

#include <cstddef>
#include <string_view>

namespace fengsui {

inline constexpr char32_t broken_code_point = 0x110000;  // beyond Unicode
inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

struct CodePoint {
  char32_t value = broken_code_point;
  std::size_t bytes = 1;
};

// The first code point of a text that is not empty; a byte that begins none is broken and one byte long.
constexpr CodePoint next_code_point(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return {};
  char32_t value = lead & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    value = value << 6 | (byte(i) & 0x3Fu);
  }
  // overlong forms, surrogates and what lies beyond Unicode are broken too
  const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  if (overlong || (value >= 0xD800 && value <= 0xDFFF) || value > 0x10FFFF) return {};
  return {value, size};
}

}  // namespace fengsui
