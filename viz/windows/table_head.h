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

// To be called before each head of a list whose heads stay in sight while its rows scroll. They are apart
// from the rows then, as a menu is: Alt leads there and back. While nothing is scrolled, arrows lead there,
// too.
void set_head_apart();

// In the first column of a row that can only be read: the keyboard reaches it, and so it comes into sight.
void row_to_read(const char* id);

// What the keyboard needs in such a list, after its heads.
class ListRows {
 public:
  // After the last head.
  ListRows();
  // After the item of each row: the keyboard enters the list at the preferred row, else at the first one in
  // sight, and a row that it has reached does not stay under the heads.
  void tend(bool preferred = false);

 private:
  float heads_end_;  // [pixels] of the screen
  bool met_ = false;
};

}  // namespace fengsui::viz
