// The story of a run as text: time, lane, words; one line per log entry.
#pragma once

#include <string>
#include <string_view>

#include "twin/record/record.h"

namespace fengsui {

struct TimelineOptions {
  Language language = Language::english;
  Severity at_least = Severity::info;
  bool wall_clock = false;  // "11:10:32" instead of time since the start
  bool colour = false;      // ANSI escapes
  std::size_t width = 0;    // columns at which lines are cut; 0: never
};

std::string render_timeline(const Record& record, const TimelineOptions& options);

// Columns a text takes on a terminal: 2 for East Asian wide characters, 0 for combining marks.
std::size_t display_width(std::string_view utf8);
// The text padded with spaces, or cut and ended by an ellipsis, to exactly `columns`.
std::string fitted(std::string_view utf8, std::size_t columns);

}  // namespace fengsui
