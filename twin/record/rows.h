// The rows of a run file: flat structs, and the table that says for each field its name, type, unit and
// meaning.
#pragma once

#include <hdf5.h>

#include <cstddef>
#include <span>
#include <string>

#include "twin/record/hdf5_handle.h"
#include "twin/record/record.h"

namespace fengsui {

struct SegmentRow {
  std::int64_t time, start;
  double from, target, pace;
  std::uint32_t signal;
  std::uint8_t shape;
};

struct ReadingRow {
  std::int64_t received, time;
  double value;
  std::uint32_t point;
  std::uint8_t quality;
};

struct AlarmRow {
  std::int64_t time;
  double value, limit;
  std::uint32_t id, point, gateway, enterprise;
  std::uint8_t event, condition, priority;
};

// Texts and lists of a warning stand in two datasets of their own, because rows have a fixed size.
struct WarningRow {
  std::int64_t time;
  double score, inherent, alarms, handling, management;
  std::uint64_t reason_start, because_start;
  std::uint32_t reason_length, because_count;
  std::uint32_t id, enterprise;
  std::uint8_t event, colour;
};

enum class FieldType { i64, f64, u64, u32, u16, u8 };

struct RowField {
  const char* name;
  std::size_t offset;
  FieldType type;
  const char* unit;     // "us", "" for numbers without unit
  const char* meaning;  // for people who open the file with other tools
};

struct Column {
  const char* path;      // "/log"
  std::size_t row_size;  // of the struct in memory
  hsize_t chunk_rows;
  std::span<const RowField> fields;  // empty: a column of plain numbers of `plain`
  FieldType plain;
};

namespace column {
extern const Column log, segments, readings, alarms, warnings, warning_reasons, warning_because;
}

hid_t memory_type(FieldType type);  // one of HDF5's own, never to be closed
std::size_t stored_size(FieldType type);

// The type of a row in memory (padded as the compiler does) or in the file (packed, little endian).
enum class RowLayout { memory, file };
Hdf5Handle row_type(const Column& column, RowLayout layout);
std::size_t stored_row_size(const Column& column);

// What the numbers of a coded field mean, "1 scenario_started, 2 scenario_ended, …"; "" for other fields.
std::string field_values(const Column& column, const RowField& field);

SegmentRow to_row(const SegmentEntry& entry);
ReadingRow to_row(const ReadingEntry& entry);
AlarmRow to_row(const Alarm& alarm);
WarningRow to_row(const Warning& warning, std::uint64_t reason_start, std::uint64_t because_start);

}  // namespace fengsui
