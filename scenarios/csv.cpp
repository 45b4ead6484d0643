#include "scenarios/csv.h"

#include <algorithm>

#include "sim/base/error.h"
#include "sim/base/utf8.h"

namespace fengsui {

namespace {

class Reader {
 public:
  Reader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  std::vector<CsvRow> rows() {
    std::vector<CsvRow> rows;
    while (!text_.empty()) {
      CsvRow row{line_, {}};
      do row.cells.push_back(cell());
      while (take(','));
      end_of_line();
      if (std::ranges::any_of(row.cells, [](const std::string& cell) { return !cell.empty(); }))
        rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  std::string cell() {
    if (take('"')) return quoted_cell();
    const std::string_view cell = text_.substr(0, text_.find_first_of(",\r\n"));
    if (cell.find('"') != std::string_view::npos)
      throw error("a quote inside \"" + shortened(cell, 40) + "\"",
                  "the whole cell in quotes, with \"\" for a quote");
    text_.remove_prefix(cell.size());
    return std::string(cell);
  }

  std::string quoted_cell() {
    const std::size_t opened = line_;
    std::string cell;
    while (!text_.empty()) {
      const char c = text_.front();
      text_.remove_prefix(1);
      if (c == '\n') ++line_;
      if (c != '"') {
        cell += c;
      } else if (take('"')) {
        cell += '"';
      } else {
        if (text_.empty() || text_.front() == ',' || text_.front() == '\r' || text_.front() == '\n')
          return cell;
        throw error("text after the closing quote of \"" + shortened(cell, 40) + "\"",
                    "a comma or the end of the line");
      }
    }
    line_ = opened;
    throw error("a quote that is never closed", "a closing \"");
  }

  void end_of_line() {
    if (text_.empty()) return;
    take('\r');
    if (!take('\n') && !text_.empty())
      throw error("a lone carriage return", "lines that end with LF or CRLF");
    ++line_;
  }

  bool take(char expected) {
    if (text_.empty() || text_.front() != expected) return false;
    text_.remove_prefix(1);
    return true;
  }

  InputError error(std::string found, std::string expected) const {
    return InputError(file_, "line " + std::to_string(line_), std::move(found), std::move(expected));
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t line_ = 1;
};

}  // namespace

std::vector<CsvRow> read_csv(std::string_view text, const std::string& file) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!valid_utf8(text) || text.find('\0') != std::string_view::npos)
    throw InputError(file, "", "text that is not UTF-8 (GBK or UTF-16 perhaps)",
                     "a table saved as \"CSV UTF-8\"");
  return Reader(text, file).rows();
}

}  // namespace fengsui
