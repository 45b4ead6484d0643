// docs/verification.md promises that every known answer is checked, and by a check that can fail: each row of
// its table names a file that exists and a wrong variant.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace {

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  for (std::size_t start = line.find('|'); start != std::string::npos;) {
    const std::size_t end = line.find('|', start + 1);
    if (end == std::string::npos) break;
    const std::string cell = line.substr(start + 1, end - start - 1);
    const std::size_t first = cell.find_first_not_of(' '), last = cell.find_last_not_of(' ');
    cells.push_back(first == std::string::npos ? "" : cell.substr(first, last - first + 1));
    start = end;
  }
  return cells;
}

// The rows of the first table below a heading.
std::vector<std::vector<std::string>> table_below(const std::string& heading, const std::string& file) {
  std::ifstream text(file);
  std::vector<std::vector<std::string>> rows;
  bool inside = false;
  for (std::string line; std::getline(text, line);) {
    if (line == heading) inside = true;
    if (!inside || line.empty()) continue;
    if (line.front() == '|')
      rows.push_back(cells_of(line));
    else if (!rows.empty())
      break;
  }
  return rows;
}

// What is wrong with one row; empty: nothing.
std::string fault_of(const std::vector<std::string>& row) {
  if (row.size() != 5) return "five cells";
  for (const std::string& cell : row)
    if (cell.empty()) return "a cell is empty";
  const std::string& where = row[3];
  if (where == "same") return "";
  const std::size_t first = where.find('`'), last = where.rfind('`');
  if (first == last) return "no file is named";
  const std::string file = where.substr(first + 1, last - first - 1);
  return std::filesystem::exists(std::filesystem::path(FENGSUI_SOURCE_DIR) / file) ? "" : "no file " + file;
}

TEST(KnownAnswers, NameTheirTestAndTheWrongVariantThatItRejects) {
  const auto rows = table_below("## Known answers", FENGSUI_SOURCE_DIR "/docs/verification.md");
  ASSERT_GT(rows.size(), 20u);
  for (std::size_t i = 2; i < rows.size(); ++i) EXPECT_EQ(fault_of(rows[i]), "") << rows[i].front();

  EXPECT_EQ(fault_of({"part", "answer", "kind", "`tests/house/known_answers_test.cpp`", ""}),
            "a cell is empty");
  EXPECT_NE(fault_of({"part", "answer", "kind", "`tests/nowhere.cpp`", "wrong"}), "");
}

}  // namespace
