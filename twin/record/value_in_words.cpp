#include "twin/record/value_in_words.h"

#include <cmath>
#include <cstdio>
#include <optional>

#include "sim/port/messages.h"
#include "sim/workflow/seat.h"
#include "twin/record/references.h"

namespace fengsui {

namespace {

// A number as people want to read it: four digits, no tail of rounding.
std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

// The unit of a value that belongs to the equipment or the point the entry is about; nothing when unknown.
std::optional<std::string> measure_of(const Record& record, const LogEntry& entry) {
  const Names& names = record.names;
  const LogKindInfo& kind = describe(entry.kind);
  const auto row = [](const auto& table, std::uint32_t index) -> std::optional<std::string> {
    return index < table.size() ? std::optional(table[index].measure) : std::nullopt;
  };
  if (kind.subject == Refers::point) return row(names.points, entry.subject);
  if (kind.detail == Refers::point) return row(names.points, entry.detail);
  if (kind.other == Refers::signal) return row(names.signals, entry.other);
  if (kind.detail == Refers::interlock) return row(names.interlocks, entry.detail);
  const UnitClassNames* unit_class = unit_class_of(names, entry);
  if (!unit_class) return {};
  if (kind.detail == Refers::fault) return row(unit_class->faults, entry.detail);
  return kind.detail == Refers::accident ? row(unit_class->accidents, entry.detail) : std::nullopt;
}

// The unit of what an alarm compared with its limit, if the point has this unit; nothing where the value is
// no measurement (true or false), empty where it is a plain number.
std::optional<std::string> measure_of(AlarmCondition condition, const std::string& measure_of_point) {
  switch (condition) {
    case AlarmCondition::state:
    case AlarmCondition::mismatch:
      return {};
    case AlarmCondition::stuck:
    case AlarmCondition::offline:
    case AlarmCondition::absent:
      return "s";
    case AlarmCondition::rate:
      return measure_of_point + "/s";
    case AlarmCondition::vote:
    case AlarmCondition::repeated:
    case AlarmCondition::expression:
      return "1";
    default:
      return measure_of_point;
  }
}

std::string seconds_in_words(double value, Language language) {
  if (value >= 120.0) return format_duration(from_seconds(std::round(value)));
  return short_number(value) + (language == Language::english ? " s" : " 秒");
}

// What the value is, where its unit alone would not tell.
Label meaning_of_value(LogKind kind) {
  switch (kind) {
    case LogKind::warning_raised:
    case LogKind::warning_changed:
    case LogKind::warning_ended:
      return {"score ", "风险分 "};
    case LogKind::accident_averted:
      return {"margin left ", "余量 "};
    case LogKind::case_acknowledged:
    case LogKind::case_verified:
    case LogKind::case_handled:
    case LogKind::case_feedback:
    case LogKind::case_cleared:
      return {"after ", "历时 "};
    case LogKind::clock_expired:
      return {"limit ", "时限 "};
    default:
      return {};
  }
}

}  // namespace

std::string value_in_words(const Record& record, const LogEntry& entry, Language language) {
  const LogKindInfo& kind = describe(entry.kind);
  if (kind.value.empty()) return {};
  const std::string meaning = meaning_of_value(entry.kind).in(language);
  if (kind.subject == Refers::warning) return meaning + short_number(entry.value);
  if (kind.other == Refers::seat_act || kind.other == Refers::refusal) {
    // who of the office it was
    const auto roles = workflow::seat_role_words();
    const bool known = entry.value >= 0.0 && entry.value < static_cast<double>(roles.size());
    const auto& role = roles[known ? static_cast<std::size_t>(entry.value) : 0];
    return std::string(!known ? "" : language == Language::english ? role.english : role.chinese);
  }
  if (entry.kind == LogKind::accident_averted) return meaning + short_number(entry.value * 100.0) + " %";
  if (kind.value.find("[s]") != std::string_view::npos)
    return meaning + seconds_in_words(entry.value, language);

  // a fault without a size just is
  std::string measure = measure_of(record, entry).value_or("");
  if (kind.other == Refers::condition)
    measure = measure_of(static_cast<AlarmCondition>(entry.other), measure).value_or("");
  if (measure == "s") return seconds_in_words(entry.value, language);
  if (measure.empty()) return {};
  return short_number(entry.value) + (measure == "1" ? "" : " " + measure);
}

}  // namespace fengsui
