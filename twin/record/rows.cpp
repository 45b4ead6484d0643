#include "twin/record/rows.h"

#include <array>

#include "sim/port/words.h"

namespace fengsui {

namespace {

using F = FieldType;

constexpr std::array log_fields = {
    RowField{"time", offsetof(LogEntry, time), F::i64, "us", "when it happened"},
    RowField{"kind", offsetof(LogEntry, kind), F::u16, "", "what happened"},
    RowField{"subject", offsetof(LogEntry, subject), F::u32, "", "index, as the kind says"},
    RowField{"detail", offsetof(LogEntry, detail), F::u32, "", "index, as the kind says"},
    RowField{"other", offsetof(LogEntry, other), F::u32, "", "index, as the kind says"},
    RowField{"value", offsetof(LogEntry, value), F::f64, "", "number, as the kind says"},
};
constexpr std::array segment_fields = {
    RowField{"time", offsetof(SegmentRow, time), F::i64, "us", "when the signal took this course"},
    RowField{"signal", offsetof(SegmentRow, signal), F::u32, "", "index into names.signals"},
    RowField{"shape", offsetof(SegmentRow, shape), F::u8, "", "course"},
    RowField{"start", offsetof(SegmentRow, start), F::i64, "us", "time of `from`"},
    RowField{"from", offsetof(SegmentRow, from), F::f64, "of the signal", "value at `start`"},
    RowField{"target", offsetof(SegmentRow, target), F::f64, "of the signal", "value it goes to"},
    RowField{"pace", offsetof(SegmentRow, pace), F::f64, "of the signal per s, or s",
             "ramp: slope; lag: time constant"},
};
constexpr std::array reading_fields = {
    RowField{"received", offsetof(ReadingRow, received), F::i64, "us", "when the platform had it"},
    RowField{"time", offsetof(ReadingRow, time), F::i64, "us", "stamp of the gateway's clock"},
    RowField{"value", offsetof(ReadingRow, value), F::f64, "of the point", "reading"},
    RowField{"point", offsetof(ReadingRow, point), F::u32, "", "index into names.points"},
    RowField{"quality", offsetof(ReadingRow, quality), F::u8, "", "quality"},
};
constexpr std::array alarm_fields = {
    RowField{"time", offsetof(AlarmRow, time), F::i64, "us", "event time as the engine gives it"},
    RowField{"id", offsetof(AlarmRow, id), F::u32, "", "the engine's number of the alarm"},
    RowField{"point", offsetof(AlarmRow, point), F::u32, "", "index into names.points"},
    RowField{"gateway", offsetof(AlarmRow, gateway), F::u32, "", "index into names.gateways"},
    RowField{"enterprise", offsetof(AlarmRow, enterprise), F::u32, "", "index into names.enterprises"},
    RowField{"event", offsetof(AlarmRow, event), F::u8, "", "what became of it"},
    RowField{"condition", offsetof(AlarmRow, condition), F::u8, "", "condition"},
    RowField{"priority", offsetof(AlarmRow, priority), F::u8, "", "1 highest .. 4 lowest"},
    RowField{"value", offsetof(AlarmRow, value), F::f64, "of the point", "the reading that decided"},
    RowField{"limit", offsetof(AlarmRow, limit), F::f64, "of the point", "limit"},
};
constexpr std::array warning_fields = {
    RowField{"time", offsetof(WarningRow, time), F::i64, "us", "event time as the engine gives it"},
    RowField{"id", offsetof(WarningRow, id), F::u32, "", "the engine's number of the warning"},
    RowField{"enterprise", offsetof(WarningRow, enterprise), F::u32, "", "index into names.enterprises"},
    RowField{"event", offsetof(WarningRow, event), F::u8, "", "what became of it"},
    RowField{"colour", offsetof(WarningRow, colour), F::u8, "", "colour"},
    RowField{"score", offsetof(WarningRow, score), F::f64, "points, 0..100", "composite risk"},
    RowField{"inherent", offsetof(WarningRow, inherent), F::f64, "points, 0..100", "its inherent part"},
    RowField{"alarms", offsetof(WarningRow, alarms), F::f64, "points, 0..100", "its alarm part"},
    RowField{"handling", offsetof(WarningRow, handling), F::f64, "points, 0..100", "its handling part"},
    RowField{"management", offsetof(WarningRow, management), F::f64, "points, 0..100", "its management part"},
    RowField{"reason_start", offsetof(WarningRow, reason_start), F::u64, "bytes",
             "in /warning_reasons, UTF-8"},
    RowField{"reason_length", offsetof(WarningRow, reason_length), F::u32, "bytes", "in /warning_reasons"},
    RowField{"because_start", offsetof(WarningRow, because_start), F::u64, "rows", "in /warning_because"},
    RowField{"because_count", offsetof(WarningRow, because_count), F::u32, "rows", "in /warning_because"},
};

}  // namespace

namespace column {
const Column log{"/log", sizeof(LogEntry), 4096, log_fields, F::u8};
const Column segments{"/segments", sizeof(SegmentRow), 4096, segment_fields, F::u8};
const Column readings{"/readings", sizeof(ReadingRow), 4096, reading_fields, F::u8};
const Column alarms{"/alarms", sizeof(AlarmRow), 1024, alarm_fields, F::u8};
const Column warnings{"/warnings", sizeof(WarningRow), 512, warning_fields, F::u8};
const Column warning_reasons{"/warning_reasons", 1, 65536, {}, F::u8};
const Column warning_because{"/warning_because", 4, 4096, {}, F::u32};
}  // namespace column

hid_t memory_type(FieldType type) {
  switch (type) {
    case F::i64:
      return H5T_NATIVE_INT64;
    case F::f64:
      return H5T_NATIVE_DOUBLE;
    case F::u64:
      return H5T_NATIVE_UINT64;
    case F::u32:
      return H5T_NATIVE_UINT32;
    case F::u16:
      return H5T_NATIVE_UINT16;
    case F::u8:
      return H5T_NATIVE_UINT8;
  }
  return H5I_INVALID_HID;
}

std::size_t stored_size(FieldType type) {
  switch (type) {
    case F::i64:
    case F::f64:
    case F::u64:
      return 8;
    case F::u32:
      return 4;
    case F::u16:
      return 2;
    case F::u8:
      return 1;
  }
  return 0;
}

namespace {

hid_t file_type(FieldType type) {
  switch (type) {
    case F::i64:
      return H5T_STD_I64LE;
    case F::f64:
      return H5T_IEEE_F64LE;
    case F::u64:
      return H5T_STD_U64LE;
    case F::u32:
      return H5T_STD_U32LE;
    case F::u16:
      return H5T_STD_U16LE;
    case F::u8:
      return H5T_STD_U8LE;
  }
  return H5I_INVALID_HID;
}

}  // namespace

std::size_t stored_row_size(const Column& column) {
  if (column.fields.empty()) return stored_size(column.plain);
  std::size_t size = 0;
  for (const RowField& field : column.fields) size += stored_size(field.type);
  return size;
}

Hdf5Handle row_type(const Column& column, RowLayout layout) {
  const bool memory = layout == RowLayout::memory;
  if (column.fields.empty())
    return {H5Tcopy(memory ? memory_type(column.plain) : file_type(column.plain)), H5Tclose};
  Hdf5Handle type(H5Tcreate(H5T_COMPOUND, memory ? column.row_size : stored_row_size(column)), H5Tclose);
  std::size_t offset = 0;
  for (const RowField& field : column.fields) {
    H5Tinsert(type.id(), field.name, memory ? field.offset : offset,
              memory ? memory_type(field.type) : file_type(field.type));
    offset += stored_size(field.type);
  }
  return type;
}

std::string field_values(const Column& column, const RowField& field) {
  const std::string_view path = column.path, name = field.name;
  std::string text;
  const auto add = [&text](std::size_t number, std::string_view key) {
    if (!text.empty()) text += ", ";
    text.append(std::to_string(number)).append(" ").append(key);
  };
  const auto words = [&](std::span<const PortWord> of_enum) {
    for (std::size_t i = 0; i < of_enum.size(); ++i) add(i, of_enum[i].key);
  };
  if (name == "kind")
    for (const LogKindInfo& kind : log_kinds()) add(static_cast<std::size_t>(kind.kind), kind.key);
  if (name == "shape") text = "0 hold, 1 ramp, 2 lag";
  if (name == "quality") words(words_for<Quality>());
  if (name == "event" && path == "/alarms") words(words_for<AlarmEvent>());
  if (name == "event" && path == "/warnings") words(words_for<WarningEvent>());
  if (name == "condition") words(words_for<AlarmCondition>());
  if (name == "colour") words(words_for<Colour>());
  return text;
}

namespace {

std::int64_t ticks(Time time) { return time.time_since_epoch().count(); }

}  // namespace

SegmentRow to_row(const SegmentEntry& entry) {
  const Segment& segment = entry.segment;
  return {ticks(entry.time),
          ticks(segment.start),
          segment.from,
          segment.target,
          segment.pace,
          entry.signal.index,
          static_cast<std::uint8_t>(segment.shape)};
}

ReadingRow to_row(const ReadingEntry& entry) {
  const Reading& reading = entry.reading;
  return {ticks(entry.received), ticks(reading.time), reading.value, reading.point.index,
          static_cast<std::uint8_t>(reading.quality)};
}

AlarmRow to_row(const Alarm& alarm) {
  return {ticks(alarm.time),
          alarm.value,
          alarm.limit,
          alarm.id.index,
          alarm.point.index,
          alarm.gateway.index,
          alarm.enterprise.index,
          static_cast<std::uint8_t>(alarm.event),
          static_cast<std::uint8_t>(alarm.condition),
          alarm.priority};
}

WarningRow to_row(const Warning& warning, std::uint64_t reason_start, std::uint64_t because_start) {
  return {ticks(warning.time),
          warning.score,
          warning.inherent,
          warning.alarms,
          warning.handling,
          warning.management,
          reason_start,
          because_start,
          static_cast<std::uint32_t>(warning.reason.size()),
          static_cast<std::uint32_t>(warning.because.size()),
          warning.id.index,
          warning.enterprise.index,
          static_cast<std::uint8_t>(warning.event),
          static_cast<std::uint8_t>(warning.colour)};
}

}  // namespace fengsui
