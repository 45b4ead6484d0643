// Text for XML.
#pragma once

#include <string>
#include <string_view>

namespace fengsui {

// Text for an XML element or attribute: markup escaped, what XML 1.0 forbids and broken UTF-8 replaced by
// U+FFFD.
std::string xml_escaped(std::string_view text);

}  // namespace fengsui
