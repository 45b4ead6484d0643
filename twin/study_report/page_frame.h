// What every page about studies has around its sections: title, marks of an exercise, style. It needs no
// network and no scripts.
#pragma once

#include <string>
#include <string_view>

#include "twin/record/label.h"

namespace fengsui {

struct PageFrame {
  Label title;             // plain text
  Label product;           // what kind of report this is
  std::string_view style;  // what only this page has
};

// `sections` is HTML.
std::string framed_page(const PageFrame& frame, Language language, const std::string& sections);

}  // namespace fengsui
