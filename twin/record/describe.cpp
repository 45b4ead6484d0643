#include "twin/record/describe.h"

#include <algorithm>

#include "twin/record/references.h"
#include "twin/record/value_in_words.h"

namespace fengsui {

Time reached(const Record& record) {
  const Time latest = record.log.empty() ? scenario_start : record.log.back().time;
  return record.run.outcome == Outcome::finished ? std::max(latest, scenario_start + record.run.duration)
                                                 : latest;
}

std::string describe_reference(const Record& record, const LogEntry& entry, Refers refers,
                               std::uint32_t index, Language language) {
  if (refers == Refers::nothing || index == UnitId::none_index) return {};
  if (refers == Refers::count) return std::to_string(index);
  const auto bound = reference_bound(record.names, entry, refers);
  if (!bound || index >= *bound) return "#" + std::to_string(index);
  return reference_name(record.names, entry, refers, index, language);
}

std::string describe_entry(const Record& record, const LogEntry& entry, Language language) {
  const LogKindInfo& kind = describe(entry.kind);
  const bool english = language == Language::english;
  const auto part = [&](Refers refers, std::uint32_t index) {
    return describe_reference(record, entry, refers, index, language);
  };
  std::vector<std::string> rest;
  std::string subject = part(kind.subject, entry.subject), what(english ? kind.english : kind.chinese);

  // an alarm or warning is known by where it is, not by its number
  if (kind.subject == Refers::alarm || kind.subject == Refers::warning) {
    subject = part(kind.detail, entry.detail);
    const std::string kind_of_it = part(kind.other, entry.other);
    if (entry.kind == LogKind::warning_ended)
      rest.push_back({});
    else
      what = kind_of_it + (english ? " " : "") + what;
  } else {
    rest.push_back(part(kind.detail, entry.detail));
    std::string other = part(kind.other, entry.other);
    // of an accident the count is of people
    if (entry.kind == LogKind::accident && !other.empty())
      other = english ? other + " people exposed" : "暴露" + other + "人";
    // the signal that passed its point of no return only lends its unit
    if (entry.kind == LogKind::point_of_no_return) other.clear();
    // an officer's name begins with that of the office
    if (kind.other == Refers::officer && other.starts_with(rest.back())) rest.back().clear();
    rest.push_back(std::move(other));
  }
  if (kind.subject == Refers::case_item && !subject.empty()) subject = (english ? "case " : "事项") + subject;

  std::string text = subject.empty() ? what : subject + (english ? ": " : "：") + what;
  for (const std::string& more : rest)
    if (!more.empty()) text += (english ? ", " : "，") + more;
  const std::string value = value_in_words(record, entry, language);
  return value.empty() ? text : text + " (" + value + ")";
}

namespace {

// the office of a workflow entry, or none
OfficeId office_of(const Record& record, const LogEntry& entry) {
  const LogKindInfo& kind = describe(entry.kind);
  if (kind.detail == Refers::office) return OfficeId(entry.detail);
  if (kind.detail == Refers::officer && entry.detail < record.names.officers.size())
    return record.names.officers[entry.detail];
  return {};
}

}  // namespace

Lane lane_of(const Record& record, const LogEntry& entry) {
  const Lane lane = describe(entry.kind).lane;
  const OfficeId office = office_of(record, entry);
  if (lane != Lane::workflow || office.index >= record.names.offices.size()) return lane;
  // lowest, middle and highest level; trees of four levels share the middle lane
  const std::uint32_t level = record.names.offices[office.index].level;
  if (level == 0) return Lane::enterprise;
  return level + 1 >= record.names.levels.size() ? Lane::city : Lane::district;
}

EnterpriseId enterprise_of(const Record& record, const LogEntry& entry) {
  const Names& names = record.names;
  const auto of_unit = [&](UnitId unit) {
    return unit.index < names.units.size() ? names.units[unit.index].enterprise : EnterpriseId{};
  };
  const auto of = [&](Refers refers, std::uint32_t index) -> EnterpriseId {
    if (refers == Refers::enterprise) return EnterpriseId(index);
    if (refers == Refers::unit) return of_unit(UnitId(index));
    if (refers == Refers::point && index < names.points.size()) return of_unit(names.points[index].unit);
    if (refers == Refers::gateway && index < names.gateways.size()) return names.gateways[index].enterprise;
    return {};
  };
  const LogKindInfo& kind = describe(entry.kind);
  const std::pair<Refers, std::uint32_t> fields[] = {
      {kind.subject, entry.subject}, {kind.detail, entry.detail}, {kind.other, entry.other}};
  for (const auto& [refers, index] : fields)
    if (const EnterpriseId enterprise = of(refers, index); enterprise.index < names.enterprises.size())
      return enterprise;
  const OfficeId office = office_of(record, entry);
  return office.index < names.offices.size() ? names.offices[office.index].enterprise : EnterpriseId{};
}

std::string clock_time(const Record& record, Time time) {
  // of "2022-04-03T11:10:32+08:00" the eight characters after the T, with the day before them where it
  // matters
  const std::string text = format_wall_time(record.run.start, time);
  const auto position = text.find('T');
  if (position == std::string::npos || position < 5) return text;
  const std::string clock = text.substr(position + 1, 8);
  return record.run.duration > std::chrono::hours(24) ? text.substr(position - 5, 5) + " " + clock : clock;
}

}  // namespace fengsui
