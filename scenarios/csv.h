// Comma-separated values as spreadsheets write them (RFC 4180): quoted fields may hold commas, quotes ("")
// and line breaks; lines end with LF or CRLF; a byte-order mark is allowed. The text must be UTF-8.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fengsui {

struct CsvRow {
  std::size_t line = 0;  // where the row starts, from 1
  std::vector<std::string> cells;
};

// Rows without any content are left out. Throws InputError with the line number.
std::vector<CsvRow> read_csv(std::string_view text, const std::string& file);

}  // namespace fengsui
