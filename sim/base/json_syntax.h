// The first fault of a JSON text before anything is built from it: syntax, numbers that do not fit a double,
// nesting deeper than 64 levels (it would overflow recursive readers), and a key given twice in one object
// (most readers silently keep the last).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fengsui {

struct JsonSyntaxFault {
  std::string place;  // "line 3, column 7", or the JSON pointer of the object
  std::string found, expected;
};

// Nothing when the text is sound. Comments are allowed. Throws nothing.
std::optional<JsonSyntaxFault> json_syntax_fault(std::string_view text);

}  // namespace fengsui
