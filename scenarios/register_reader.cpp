#include "scenarios/register_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <span>

#include "scenarios/csv.h"
#include "scenarios/register_form.h"
#include "sim/base/error.h"
#include "sim/base/text.h"
#include "sim/base/utf8.h"

namespace fengsui {

namespace {

namespace column = register_column;

// Spreadsheets leave blanks, also ideographic ones, around a cell's text.
std::string trimmed(std::string text) {
  constexpr std::string_view wide = "\u3000";
  const auto blank_at_end = [&] { return text.ends_with(' ') || text.ends_with('\t'); };
  for (;;) {
    if (text.starts_with(' ') || text.starts_with('\t'))
      text.erase(0, 1);
    else if (text.starts_with(wide))
      text.erase(0, wide.size());
    else if (blank_at_end())
      text.pop_back();
    else if (text.ends_with(wide))
      text.resize(text.size() - wide.size());
    else
      return text;
  }
}

std::string at_line(std::size_t line) { return "line " + std::to_string(line); }

const RegisterForm& form_of(const CsvRow& header, const std::string& file) {
  // the form that shares most headings; equipment decides, for all forms begin alike
  const RegisterForm* best = nullptr;
  std::ptrdiff_t most = 0;
  for (const RegisterForm& form : register_forms()) {
    const auto shared = std::ranges::count_if(form.equipment, [&](const EquipmentColumn& entry) {
      return std::ranges::find(header.cells, entry.chinese) != header.cells.end();
    });
    if (shared <= most) continue;
    most = shared;
    best = &form;
  }
  if (best) return *best;

  std::string known;
  for (const RegisterForm& form : register_forms())
    known += (known.empty() ? "" : " or ") + form.chinese + " (" + form.equipment.front().chinese + " …)";
  throw InputError(file, at_line(header.line), "a header of no known form", "the headings of " + known);
}

// Where each heading of the form stands in the header.
std::map<std::string, std::size_t> positions_of(const CsvRow& header, const RegisterForm& form,
                                                const std::string& file) {
  const std::vector<std::string> columns = form.columns();
  std::map<std::string, std::size_t> positions;
  std::vector<std::string> unknown;
  for (std::size_t index = 0; index < header.cells.size(); ++index) {
    const std::string& heading = header.cells[index];
    if (std::ranges::find(columns, heading) == columns.end())
      unknown.push_back(heading);
    else if (!positions.emplace(heading, index).second)
      throw InputError(file, at_line(header.line), "the column \"" + heading + "\" twice",
                       "each column once");
  }

  // a misspelt heading is both unknown and missing: name it with what it should be
  std::vector<std::string> missing;
  for (const std::string& heading : columns)
    if (!positions.contains(heading)) missing.push_back(heading);
  if (!unknown.empty()) {
    const auto suggestion = nearest(unknown.front(), missing);
    throw InputError(file, at_line(header.line),
                     "the unknown column \"" + shortened(unknown.front(), 40) + "\"",
                     suggestion ? "\"" + *suggestion + "\" perhaps" : "only the columns of " + form.chinese);
  }
  if (!missing.empty())
    throw InputError(file, at_line(header.line), "no column \"" + missing.front() + "\"",
                     "all columns of " + form.chinese);
  return positions;
}

// One row with its headings.
class Cells {
 public:
  Cells(const CsvRow& row, const std::map<std::string, std::size_t>& positions, const std::string& file)
      : row_(row), positions_(positions), file_(file) {
    if (row.cells.size() != positions.size())
      throw InputError(file, at_line(row.line), std::to_string(row.cells.size()) + " cells",
                       std::to_string(positions.size()) + ", as in the header");
  }

  std::string text(const std::string& heading) const { return row_.cells[positions_.at(heading)]; }

  std::string filled(const std::string& heading) const {
    if (text(heading).empty()) throw error(heading, "a text that is not empty");
    return text(heading);
  }

  std::uint32_t whole(const std::string& heading, std::uint32_t most) const {
    const std::string cell = text(heading);
    std::uint32_t value = 0;
    const auto [end, problem] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (problem != std::errc{} || end != cell.data() + cell.size() || value > most)
      throw error(heading, "a whole number from 0 to " + std::to_string(most));
    return value;
  }

  double amount(const std::string& heading) const {
    const std::string cell = text(heading);
    double value = 0.0;
    const auto [end, problem] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (problem != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(value) || value < 0)
      throw error(heading, "a number that is not negative");
    return value;
  }

 private:
  InputError error(const std::string& heading, std::string expected) const {
    const std::string cell = text(heading);
    return InputError(file_, at_line(row_.line) + ", column " + heading,
                      cell.empty() ? "an empty cell" : "\"" + shortened(cell, 40) + "\"",
                      std::move(expected));
  }

  const CsvRow& row_;
  const std::map<std::string, std::size_t>& positions_;
  const std::string& file_;
};

RegisterRow row_of(const CsvRow& csv, const Cells& cells, const RegisterForm& form) {
  cells.whole(column::number, 1000000);
  RegisterRow row;
  row.line = csv.line;
  row.district = cells.filled(column::district);
  row.street = cells.text(column::street);
  row.name = cells.filled(column::name);
  row.address = cells.text(column::address);
  row.capacity = cells.amount(column::capacity);
  for (const EquipmentColumn& entry : form.equipment) row.counts.push_back(cells.whole(entry.chinese, 1000));
  return row;
}

}  // namespace

Register read_register(std::string_view text, const std::string& file) {
  std::vector<CsvRow> table = read_csv(text, file);
  for (CsvRow& row : table)
    for (std::string& cell : row.cells) cell = trimmed(std::move(cell));
  if (table.empty()) throw InputError(file, "", "an empty table", "a header and at least one enterprise");

  const RegisterForm& form = form_of(table.front(), file);
  const auto positions = positions_of(table.front(), form, file);
  Register result{form.sector, form.equipment, {}, {}};
  std::map<std::string, std::size_t> line_of_name;
  for (const CsvRow& csv : std::span(table).subspan(1)) {
    RegisterRow row = row_of(csv, Cells(csv, positions, file), form);
    const auto [first, added] = line_of_name.emplace(row.name, csv.line);
    if (!added)
      throw InputError(file, at_line(csv.line) + ", column " + column::name,
                       "\"" + shortened(row.name, 40) + "\" again",
                       "each enterprise once (the first is in line " + std::to_string(first->second) + ")");
    result.rows.push_back(std::move(row));
  }
  if (result.rows.empty()) throw InputError(file, "", "a header without rows", "at least one enterprise");

  // rows that cannot come to life yet are announced, never dropped
  if (std::ranges::all_of(form.equipment, &std::string::empty, &EquipmentColumn::unit_class))
    result.notices.push_back({file + ": " + std::to_string(result.rows.size()) +
                                  " enterprises of the form \"" + form.english +
                                  "\" are kept but their equipment is not yet simulated",
                              file + "：" + form.chinese + "中的" + std::to_string(result.rows.size()) +
                                  "家企业已保留，其设备尚未仿真"});
  return result;
}

std::uint32_t Register::count(const RegisterRow& row, std::string_view unit_class) const {
  for (std::size_t index = 0; index < equipment.size(); ++index)
    if (equipment[index].unit_class == unit_class) return row.counts[index];
  return 0;
}

std::vector<std::string> Register::districts() const {
  std::vector<std::string> districts;
  for (const RegisterRow& row : rows)
    if (std::ranges::find(districts, row.district) == districts.end()) districts.push_back(row.district);
  return districts;
}

std::vector<std::string> Register::names() const {
  std::vector<std::string> names;
  for (const RegisterRow& row : rows) names.push_back(row.name);
  return names;
}

}  // namespace fengsui
