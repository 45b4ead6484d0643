#include "twin/record/validate.h"

#include <cmath>

#include "sim/base/error.h"
#include "sim/port/words.h"
#include "twin/record/references.h"

namespace fengsui {

namespace {

// refuses indices beyond their table, naming the place
class IndexCheck {
 public:
  IndexCheck(const std::string& file, std::string table) : file_(&file), table_(std::move(table)) {}

  void at(std::size_t row) { row_ = row; }
  void operator()(const char* field, std::uint32_t index, std::size_t size) const {
    if (index < size || index == UnitId::none_index) return;
    refuse(std::string(field) + " " + std::to_string(index), "an index below " + std::to_string(size));
  }
  template <class Tag>
  void operator()(const char* field, Id<Tag> id, std::size_t size) const {
    (*this)(field, id.index, size);
  }
  void code(const char* field, std::size_t value, std::size_t size) const {
    if (value >= size)
      refuse(std::string(field) + " " + std::to_string(value), "one below " + std::to_string(size));
  }
  [[noreturn]] void refuse(const std::string& found, const std::string& expected) const {
    throw InputError(*file_, table_ + " row " + std::to_string(row_), found, expected);
  }

 private:
  const std::string* file_;
  std::string table_;
  std::size_t row_ = 0;
};

template <class Row, class Action>
void each_row(const std::string& file, const char* table, const std::vector<Row>& rows, Action action) {
  IndexCheck check(file, table);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    check.at(i);
    action(check, rows[i]);
  }
}

void validate_names(const Names& names, const std::string& file) {
  each_row(file, "/names/enterprises", names.enterprises, [&](const auto& check, const EnterpriseName& row) {
    check("district", row.district, names.districts.size());
    check("office", row.office, names.offices.size());
  });
  each_row(file, "/names/units", names.units, [&](const auto& check, const UnitName& row) {
    check("unit_class", row.unit_class, names.unit_classes.size());
    check("enterprise", row.enterprise, names.enterprises.size());
  });
  each_row(file, "/names/points", names.points, [&](const auto& check, const PointName& row) {
    check("unit", row.unit, names.units.size());
    check("signal", row.signal, names.signals.size());
    check("gateway", row.gateway, names.gateways.size());
  });
  each_row(file, "/names/signals", names.signals,
           [&](const auto& check, const SignalName& row) { check("unit", row.unit, names.units.size()); });
  each_row(file, "/names/interlocks", names.interlocks,
           [&](const auto& check, const InterlockName& row) { check("unit", row.unit, names.units.size()); });
  each_row(file, "/names/gateways", names.gateways, [&](const auto& check, const GatewayName& row) {
    check("enterprise", row.enterprise, names.enterprises.size());
  });
  each_row(file, "/names/links", names.links, [&](const auto& check, const LinkName& row) {
    for (const GatewayId gateway : row.gateways) check("gateway", gateway, names.gateways.size());
  });
  each_row(file, "/names/offices", names.offices, [&](const auto& check, const OfficeName& row) {
    check.code("level", row.level, names.levels.size());
    check("parent", row.parent, names.offices.size());
    check("enterprise", row.enterprise, names.enterprises.size());
    check("district", row.district, names.districts.size());
  });
  each_row(file, "/names/officers", names.officers,
           [&](const auto& check, OfficeId office) { check("office", office, names.offices.size()); });
}

void validate_segment(const IndexCheck& check, const Segment& segment) {
  // what the closed forms take for granted
  check.code("shape", static_cast<std::size_t>(segment.shape), 3);
  const bool numbers =
      std::isfinite(segment.from) && !std::isnan(segment.target) && std::isfinite(segment.pace);
  if (!numbers) check.refuse("a value that is no number", "finite numbers");
  if (segment.shape == Segment::Shape::lag && !(segment.pace > 0.0 && std::isfinite(segment.target)))
    check.refuse("a lag with time constant " + format_number(segment.pace), "a positive one");
  if (segment.shape == Segment::Shape::ramp && (segment.target - segment.from) * segment.pace < 0.0)
    check.refuse("a ramp away from its target", "a ramp towards it");
}

void validate_time(const IndexCheck& check, Time time) {
  // a century either way leaves room for sums of times
  constexpr Duration century = std::chrono::hours(24 * 36525);
  const Duration since = time.time_since_epoch();
  if (since > century || since < -century) check.refuse("a time beyond a century", "a time within the run");
}

void validate_run(const RunInfo& run, const std::string& file) {
  constexpr Duration day = std::chrono::hours(24), longest = day * 36525;
  if (run.duration < Duration::zero() || run.duration > longest)
    throw InputError(file, "/run/duration", std::to_string(run.duration.count()) + " us",
                     "at most a century");
  const bool start = run.start.since_epoch >= -longest && run.start.since_epoch <= 4 * longest &&
                     run.start.offset >= -day && run.start.offset <= day;
  if (!start) throw InputError(file, "/run/start", "a time out of range", "a date between 1870 and 2370");
}

void validate_log(const Record& record, const std::string& file) {
  Time latest = Time::min();
  each_row(file, "/log", record.log, [&](const auto& check, const LogEntry& entry) {
    validate_time(check, entry.time);
    if (entry.time < latest) check.refuse("a time before the previous one", "times that never decrease");
    latest = entry.time;
    const LogKindInfo& kind = describe(entry.kind);
    const auto field = [&](const char* name, Refers refers, std::uint32_t index) {
      const auto bound = reference_bound(record.names, entry, refers);
      // 0 is what unused fields hold
      if (bound && index != 0) check(name, index, *bound);
    };
    field("subject", kind.subject, entry.subject);
    field("detail", kind.detail, entry.detail);
    field("other", kind.other, entry.other);
  });
}

}  // namespace

void validate(const Record& record, const std::string& file) {
  const Names& names = record.names;
  validate_run(record.run, file);
  validate_names(names, file);
  validate_log(record, file);
  each_row(file, "/segments", record.segments, [&](const auto& check, const SegmentEntry& entry) {
    validate_time(check, entry.time);
    validate_time(check, entry.segment.start);
    check("signal", entry.signal, names.signals.size());
    validate_segment(check, entry.segment);
  });
  each_row(file, "/readings", record.readings, [&](const auto& check, const ReadingEntry& entry) {
    validate_time(check, entry.received);
    validate_time(check, entry.reading.time);
    check("point", entry.reading.point, names.points.size());
    check.code("quality", static_cast<std::size_t>(entry.reading.quality), 2);
  });
  each_row(file, "/alarms", record.alarms, [&](const auto& check, const Alarm& alarm) {
    validate_time(check, alarm.time);
    check("point", alarm.point, names.points.size());
    check("gateway", alarm.gateway, names.gateways.size());
    check("enterprise", alarm.enterprise, names.enterprises.size());
    check.code("event", static_cast<std::size_t>(alarm.event), words_for<AlarmEvent>().size());
    check.code("condition", static_cast<std::size_t>(alarm.condition), condition_count);
  });
  each_row(file, "/warnings", record.warnings, [&](const auto& check, const Warning& warning) {
    validate_time(check, warning.time);
    check("enterprise", warning.enterprise, names.enterprises.size());
    check.code("event", static_cast<std::size_t>(warning.event), 3);
    check.code("colour", static_cast<std::size_t>(warning.colour), colour_count);
  });
}

}  // namespace fengsui
