// Where two records first say something different.
#pragma once

#include <optional>

#include "twin/record/record.h"

namespace fengsui {

// The columns of a record, in the order in which one causes the next at one and the same instant.
enum class RecordColumn : std::uint8_t { log, segments, readings, alarms, warnings };

const KeyedName& column_name(RecordColumn column);

// What one of the two records has in the row.
struct DivergentRow {
  Time time{};
  Label words;
};

struct Divergence {
  RecordColumn column = RecordColumn::log;
  std::size_t row = 0;               // 0-based, as in the run file
  Time time{};                       // the earlier of both rows
  std::optional<DivergentRow> a, b;  // absent: that record's column ends before
};

// The first row that differs, of each column that has one; the earliest first. Rows are equal when every
// field has the same bits. Indices mean the same in both only when the records have equal names.
std::vector<Divergence> divergences(const Record& a, const Record& b);

}  // namespace fengsui
