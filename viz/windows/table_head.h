// The heads of a table's columns: named for whoever drives the console from outside, and explained.
#pragma once

#include <span>
#include <string>

#include "viz/windows/desk.h"

namespace fengsui::viz {

struct Head {
  std::string words, meaning;
};

// One of columns() (viz/model/columns.h).
Head head_of(const Desk& desk, Text title);

// The row of heads of the table that was begun and set up: "TABLE.column.<number>". A column whose head is
// empty has none.
void draw_heads(Desk& desk, const char* table, std::span<const Head> heads);

}  // namespace fengsui::viz
