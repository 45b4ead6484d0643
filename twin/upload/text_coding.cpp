#include "twin/upload/text_coding.h"

#include <array>
#include <cstdint>

#include "sim/base/error.h"

namespace fengsui::upload {

namespace {

constexpr std::string_view base64_letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view hexadecimal_letters = "0123456789ABCDEF";

constexpr std::uint8_t no_digit = 0xFF;

constexpr std::array<std::uint8_t, 256> digits_of(std::string_view letters) {
  std::array<std::uint8_t, 256> table{};
  table.fill(no_digit);
  for (std::size_t i = 0; i < letters.size(); ++i)
    table[static_cast<unsigned char>(letters[i])] = static_cast<std::uint8_t>(i);
  return table;
}

constexpr auto base64_digits = digits_of(base64_letters);
constexpr auto hexadecimal_digits = digits_of(hexadecimal_letters);

// Control characters and bytes above ASCII are shown by their number.
std::string shown(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  if (byte > 0x20 && byte < 0x7F) return std::string("\"") + letter + "\"";
  return "byte " + std::to_string(byte);
}

std::string place(std::size_t index) { return "character " + std::to_string(index + 1); }

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t taken = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (k < taken ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) text += k <= taken ? base64_letters[group >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

std::string from_base64(std::string_view text) {
  if (text.size() % 4 != 0)
    throw InputError("Base64", "", std::to_string(text.size()) + " characters", "a multiple of 4");
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  for (std::size_t i = 0; i < text.size(); i += 4) {
    const bool last = i + 4 == text.size();
    const std::size_t padding = !last || text[i + 3] != '=' ? 0 : text[i + 2] != '=' ? 1 : 2;
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 4; ++k) {
      const auto digit = k >= 4 - padding ? 0 : base64_digits[static_cast<unsigned char>(text[i + k])];
      if (digit == no_digit)
        throw InputError("Base64", place(i + k), shown(text[i + k]), "a letter, a digit, \"+\" or \"/\"");
      group = group << 6 | digit;
    }
    // unused bits would make several texts of the same bytes
    if ((padding == 1 && (group & 0xFF)) || (padding == 2 && (group & 0xFFFF)))
      throw InputError("Base64", place(i + 3 - padding), "bits behind the last byte", "zeros there");
    for (std::size_t k = 0; k < 3 - padding; ++k) bytes += static_cast<char>(group >> (16 - 8 * k) & 0xFF);
  }
  return bytes;
}

std::string to_hexadecimal(std::string_view bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char each : bytes) {
    const auto byte = static_cast<unsigned char>(each);
    text.append({hexadecimal_letters[byte >> 4], hexadecimal_letters[byte & 15]});
  }
  return text;
}

std::string from_hexadecimal(std::string_view text) {
  if (text.size() % 2 != 0)
    throw InputError("hexadecimal", "", std::to_string(text.size()) + " digits", "an even number of digits");
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const auto high = hexadecimal_digits[static_cast<unsigned char>(text[i])];
    const auto low = hexadecimal_digits[static_cast<unsigned char>(text[i + 1])];
    if (high == no_digit || low == no_digit) {
      const std::size_t wrong = high == no_digit ? i : i + 1;
      throw InputError("hexadecimal", place(wrong), shown(text[wrong]), "0 to 9 or A to F");
    }
    bytes += static_cast<char>(high << 4 | low);
  }
  return bytes;
}

}  // namespace fengsui::upload
