// A sentence in two languages, picked at the place where it is said.
#pragma once

#include "twin/record/label.h"

namespace fengsui {

// Both may be formats of printf: the compiler then checks both.
[[gnu::format_arg(2), gnu::format_arg(3)]] inline const char* say(Language language, const char* english,
                                                                  const char* chinese) {
  return language == Language::chinese ? chinese : english;
}

}  // namespace fengsui
