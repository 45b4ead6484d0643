// The words and codes that a warning gets as a CAP alert: data/cap/alerts.json.
#pragma once

#include <array>
#include <string>

#include "sim/port/messages.h"

namespace fengsui {

// Text in both languages.
struct BothLanguages {
  std::string english, chinese;
};

// CAP's codes for one colour.
struct CapCodes {
  std::string urgency, severity, certainty;
};

struct CapWords {
  std::string sender, category, restriction, note;
  BothLanguages sender_name, event;
  std::array<CapCodes, 5> colours;  // by Colour; that of `none` is empty
  CapCodes ended;                   // severity is that of the last colour
};

// Throws InputError for what is no such file, or has a code that CAP 1.2 does not know.
CapWords read_cap_words(const std::string& text, const std::string& file);

}  // namespace fengsui
