#include "twin/study/divergence.h"

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>

#include "twin/record/describe.h"
#include "twin/study/row_in_words.h"

namespace fengsui {

namespace {

// not a number is equal to itself here, and 0 differs from -0, as in the digest
std::uint64_t bits(double value) { return std::bit_cast<std::uint64_t>(value); }

auto fields(const LogEntry& e) {
  return std::tuple(e.time, e.kind, e.subject, e.detail, e.other, bits(e.value));
}
auto fields(const SegmentEntry& e) {
  const Segment& s = e.segment;
  return std::tuple(e.time, e.signal, s.start, bits(s.from), bits(s.target), bits(s.pace), s.shape);
}
auto fields(const ReadingEntry& e) {
  return std::tuple(e.received, e.reading.time, bits(e.reading.value), e.reading.point, e.reading.quality);
}
auto fields(const Alarm& e) {
  return std::tuple(e.id, e.point, e.gateway, e.enterprise, e.event, e.condition, e.priority, e.time,
                    bits(e.value), bits(e.limit));
}
auto fields(const Warning& e) {
  return std::tuple_cat(std::tuple(e.id, e.enterprise, e.event, e.colour, e.time, bits(e.score),
                                   bits(e.inherent), bits(e.alarms), bits(e.handling), bits(e.management)),
                        std::tie(e.because, e.reason));
}

Time time_of(const LogEntry& entry) { return entry.time; }
Time time_of(const SegmentEntry& entry) { return entry.time; }
Time time_of(const ReadingEntry& entry) { return entry.received; }
Time time_of(const Alarm& alarm) { return alarm.time; }
Time time_of(const Warning& warning) { return warning.time; }

template <class Row>
void look(RecordColumn column, const Record& a, const std::vector<Row>& rows_a, const Record& b,
          const std::vector<Row>& rows_b, std::vector<Divergence>& found) {
  const auto [in_a, in_b] = std::ranges::mismatch(
      rows_a, rows_b, [](const Row& one, const Row& other) { return fields(one) == fields(other); });
  if (in_a == rows_a.end() && in_b == rows_b.end()) return;
  Divergence divergence;
  divergence.column = column;
  divergence.row = static_cast<std::size_t>(in_a - rows_a.begin());
  divergence.time = never;
  const auto note = [&](const Record& record, const Row& row, std::optional<DivergentRow>& side) {
    side = {time_of(row), row_in_words(record, row)};
    divergence.time = std::min(divergence.time, side->time);
  };
  if (in_a != rows_a.end()) note(a, *in_a, divergence.a);
  if (in_b != rows_b.end()) note(b, *in_b, divergence.b);
  found.push_back(std::move(divergence));
}

// At one instant the plant moves before readings tell of it, and people act after the engine has spoken.
int place_in_chain(const Divergence& divergence, const Record& a, const Record& b) {
  if (divergence.column != RecordColumn::log) return 1 + static_cast<int>(divergence.column);
  const Record& record = divergence.row < a.log.size() ? a : b;
  const Lane lane = describe(record.log[divergence.row].kind).lane;
  return lane < Lane::engine ? 0 : 1 + static_cast<int>(RecordColumn::warnings) + 1;
}

}  // namespace

const KeyedName& column_name(RecordColumn column) {
  static const std::array<KeyedName, 5> names = {{{"log", {"log of the truth", "真值日志"}},
                                                  {"segments", {"true signals", "真实信号"}},
                                                  {"readings", {"readings received", "收到的读数"}},
                                                  {"alarms", {"alarms", "报警"}},
                                                  {"warnings", {"warnings", "预警"}}}};
  return names[static_cast<std::size_t>(column)];
}

std::vector<Divergence> divergences(const Record& a, const Record& b) {
  std::vector<Divergence> found;
  look(RecordColumn::log, a, a.log, b, b.log, found);
  look(RecordColumn::segments, a, a.segments, b, b.segments, found);
  look(RecordColumn::readings, a, a.readings, b, b.readings, found);
  look(RecordColumn::alarms, a, a.alarms, b, b.alarms, found);
  look(RecordColumn::warnings, a, a.warnings, b, b.warnings, found);
  std::ranges::stable_sort(found, [&](const Divergence& one, const Divergence& other) {
    return std::pair(one.time, place_in_chain(one, a, b)) <
           std::pair(other.time, place_in_chain(other, a, b));
  });
  return found;
}

}  // namespace fengsui
