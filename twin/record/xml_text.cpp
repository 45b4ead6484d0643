#include "twin/record/xml_text.h"

#include "twin/record/utf8.h"

namespace fengsui {

namespace {

bool allowed_in_xml(char32_t point) {
  return point == U'\t' || point == U'\n' || point == U'\r' || (point >= 0x20 && point <= 0xD7FF) ||
         (point >= 0xE000 && point <= 0xFFFD) || (point >= 0x10000 && point <= 0x10FFFF);
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  std::string xml;
  while (!text.empty()) {
    const auto [point, bytes] = next_code_point(text);
    switch (point) {
      case U'&':
        xml += "&amp;";
        break;
      case U'<':
        xml += "&lt;";
        break;
      case U'>':
        xml += "&gt;";
        break;
      case U'"':
        xml += "&quot;";
        break;
      case U'\'':
        xml += "&apos;";
        break;
      // parsers turn bare ones in attributes into spaces
      case U'\n':
        xml += "&#10;";
        break;
      case U'\r':
        xml += "&#13;";
        break;
      case U'\t':
        xml += "&#9;";
        break;
      default:
        xml += allowed_in_xml(point) ? text.substr(0, bytes) : replacement_character;
        break;
    }
    text.remove_prefix(bytes);
  }
  return xml;
}

}  // namespace fengsui
