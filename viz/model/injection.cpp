#include "viz/model/injection.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "sim/base/text.h"
#include "sim/port/words.h"
#include "twin/report/words.h"

namespace fengsui::viz {

namespace {

using K = ActionKind;

// Positions of the rows of a table that are wanted.
template <class Table, class Wanted>
std::vector<std::uint32_t> positions(const Table& table, Wanted wanted) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < table.size(); ++i)
    if (wanted(table[i])) found.push_back(i);
  return found;
}

EnterpriseId enterprise_of_unit(const Names& names, UnitId unit) {
  return unit.index < names.units.size() ? names.units[unit.index].enterprise : EnterpriseId{};
}

// Keeps the choice when it is among the possible ones, else takes the first.
template <class Id>
void keep_or_first(Id& chosen, const std::vector<std::uint32_t>& possible) {
  if (std::ranges::find(possible, chosen.index) != possible.end()) return;
  chosen = possible.empty() ? Id{} : Id(std::size_t{possible.front()});
}

std::optional<double> number_of(const std::string& words, const std::string& measure) {
  double value = 0.0;
  const auto [end, problem] = std::from_chars(words.data(), words.data() + words.size(), value);
  if (problem == std::errc() && end == words.data() + words.size() && std::isfinite(value)) return value;
  if (measure.empty()) return {};
  return parse_quantity(words, measure);
}

std::string_view trimmed(std::string_view words) {
  while (!words.empty() && words.front() == ' ') words.remove_prefix(1);
  while (!words.empty() && words.back() == ' ') words.remove_suffix(1);
  return words;
}

}  // namespace

InjectionFields fields_of(ActionKind kind) {
  InjectionFields f;
  switch (kind) {
    case K::start_fault:
      f.enterprise = f.unit = f.fault = f.size = f.can_end = true;
      break;
    case K::end_fault:
      f.enterprise = f.unit = f.fault = true;
      break;
    case K::sensor_fault:
      f.enterprise = f.unit = f.point = f.sensor_fault = f.size = f.can_end = true;
      break;
    case K::sensor_repair:
      f.enterprise = f.unit = f.point = true;
      break;
    case K::operator_leaves:
      f.enterprise = f.unit = f.can_end = true;
      break;
    case K::operator_returns:
      f.enterprise = f.unit = true;
      break;
    case K::bypass_interlock:
      f.enterprise = f.unit = f.interlock = f.can_end = true;
      break;
    case K::restore_interlock:
      f.enterprise = f.unit = f.interlock = true;
      break;
    case K::link_down:
      f.link = f.can_end = true;
      break;
    case K::link_up:
      f.link = true;
      break;
    case K::gateway_down:
      f.enterprise = f.gateway = f.can_end = true;
      break;
    case K::gateway_up:
    case K::messages_restored:
      f.enterprise = f.gateway = true;
      break;
    case K::gateway_clock:
      f.enterprise = f.gateway = f.duration = f.can_end = true;
      break;
    case K::duplicate_messages:
      f.enterprise = f.gateway = f.size = f.can_end = true;
      break;
    case K::late_messages:
      f.enterprise = f.gateway = f.size = f.duration = f.can_end = true;
      break;
    case K::phone_report:
      f.enterprise = f.office = f.colour = true;
      break;
    case K::officers_leave:
      f.enterprise = f.office = f.can_end = true;
      break;
    case K::channel_down:
      f.channel = f.can_end = true;
      break;
    case K::channel_up:
      f.channel = true;
      break;
    case K::officers_return:
      f.enterprise = f.office = true;
      break;
    case K::shelve_alarm:
      f.enterprise = f.unit = f.point = f.condition = f.duration = true;
      break;
    case K::acknowledge_alarm:
    case K::unshelve_alarm:
    case K::alarm_out_of_service:
    case K::alarm_in_service:
    case K::reset_alarm:
      f.enterprise = f.unit = f.point = f.condition = true;
      break;
    default:  // what a seat does is asked for at the seat
      break;
  }
  return f;
}

std::vector<std::uint32_t> units_for(const Names& names, EnterpriseId enterprise) {
  return positions(names.units, [&](const UnitName& unit) { return unit.enterprise == enterprise; });
}

std::vector<std::uint32_t> faults_for(const Names& names, const InjectionForm& form) {
  if (form.unit.index >= names.units.size()) return {};
  const std::uint32_t unit_class = names.units[form.unit.index].unit_class;
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < names.unit_classes[unit_class].faults.size(); ++i)
    if (i >= form.fault_class.size() || form.fault_class[i] == unit_class) found.push_back(i);
  return found;
}

std::vector<std::uint32_t> points_for(const Names& names, EnterpriseId enterprise, UnitId unit) {
  return positions(names.points, [&](const PointName& point) {
    return unit.valid() ? point.unit == unit : enterprise_of_unit(names, point.unit) == enterprise;
  });
}

std::vector<std::uint32_t> interlocks_for(const Names& names, EnterpriseId enterprise, UnitId unit) {
  return positions(names.interlocks, [&](const InterlockName& interlock) {
    return unit.valid() ? interlock.unit == unit : enterprise_of_unit(names, interlock.unit) == enterprise;
  });
}

std::vector<std::uint32_t> gateways_for(const Names& names, EnterpriseId enterprise) {
  return positions(names.gateways,
                   [&](const GatewayName& gateway) { return gateway.enterprise == enterprise; });
}

std::vector<std::uint32_t> offices_for(const Names& names, EnterpriseId enterprise) {
  if (enterprise.index >= names.enterprises.size()) return {};
  std::vector<std::uint32_t> line;
  OfficeId office = names.enterprises[enterprise.index].office;
  while (office.index < names.offices.size() && line.size() < names.offices.size()) {
    line.push_back(office.index);
    office = names.offices[office.index].parent;
  }
  return line;
}

std::string size_measure(const Names& names, const InjectionForm& form) {
  if (form.kind == K::start_fault && form.unit.index < names.units.size()) {
    const auto& faults = names.unit_classes[names.units[form.unit.index].unit_class].faults;
    return form.fault < faults.size() ? faults[form.fault].measure : "";
  }
  if (form.kind == K::sensor_fault && form.point.index < names.points.size())
    return names.points[form.point.index].measure;
  return {};
}

void tidy(const Names& names, InjectionForm& form) {
  const InjectionFields needed = fields_of(form.kind);
  if (needed.enterprise && form.enterprise.index >= names.enterprises.size() && !names.enterprises.empty())
    form.enterprise = EnterpriseId(std::size_t{0});
  if (needed.unit) {
    std::vector<std::uint32_t> units = units_for(names, form.enterprise);
    // units that have what is wanted come first
    std::stable_partition(units.begin(), units.end(), [&](std::uint32_t unit) {
      const UnitId id(std::size_t{unit});
      if (needed.point) return !points_for(names, form.enterprise, id).empty();
      if (needed.interlock) return !interlocks_for(names, form.enterprise, id).empty();
      return !needed.fault || !names.unit_classes[names.units[unit].unit_class].faults.empty();
    });
    keep_or_first(form.unit, units);
  }
  if (needed.fault) {
    const std::vector<std::uint32_t> faults = faults_for(names, form);
    if (!faults.empty() && std::ranges::find(faults, form.fault) == faults.end()) form.fault = faults.front();
  }
  if (needed.sensor_fault && form.fault >= names.sensor_faults.size()) form.fault = 0;
  if (needed.point) keep_or_first(form.point, points_for(names, form.enterprise, form.unit));
  if (needed.interlock) keep_or_first(form.interlock, interlocks_for(names, form.enterprise, form.unit));
  if (needed.gateway) keep_or_first(form.gateway, gateways_for(names, form.enterprise));
  if (needed.office) keep_or_first(form.office, offices_for(names, form.enterprise));
  if (needed.channel && form.channel >= names.channels.size()) form.channel = 0;
  if (needed.link && form.link.index >= names.links.size() && !names.links.empty())
    form.link = LinkId(std::size_t{0});
}

std::variant<live::Inject, Label> request_of(const Names& names, const InjectionForm& form, Time now) {
  const InjectionFields needed = fields_of(form.kind);
  live::Inject inject;
  Action& action = inject.action;
  action.kind = form.kind;
  const auto missing = [](const char* english, const char* chinese) {
    return Label{std::string("choose ") + english, std::string("请选择") + chinese};
  };
  if (needed.enterprise) action.enterprise = form.enterprise;
  if (needed.unit) action.unit = form.unit;
  if (needed.unit && !action.unit.valid()) return missing("a unit", "设备");
  if (needed.fault || needed.sensor_fault) action.fault = form.fault;
  if (needed.fault && names.unit_classes[names.units[form.unit.index].unit_class].faults.empty())
    return missing("a unit that has faults", "有故障类型的设备");
  if (needed.point) action.point = form.point;
  if (needed.point && !action.point.valid()) return missing("a point", "测点");
  if (needed.interlock) action.interlock = form.interlock;
  if (needed.interlock && !action.interlock.valid()) return missing("an interlock", "联锁");
  if (needed.gateway) action.gateway = form.gateway;
  if (needed.gateway && !action.gateway.valid()) return missing("a gateway", "网关");
  if (needed.office) action.office = form.office;
  if (needed.office && !action.office.valid()) return missing("an office", "机构");
  if (needed.channel) action.channel = static_cast<std::uint8_t>(form.channel);
  if (needed.link) action.link = form.link;
  if (needed.link && !action.link.valid()) return missing("a link", "链路");
  if (needed.condition) action.condition = form.condition;
  if (needed.colour) action.colour = form.colour;
  if (needed.size && !trimmed(form.size).empty()) {
    const auto size = number_of(std::string(trimmed(form.size)), size_measure(names, form));
    if (!size)
      return Label{"size: a number such as 1.5, or with its unit", "大小：请输入数字，例如 1.5，可带单位"};
    action.size = *size;
  }
  if (needed.duration) {
    const auto duration = parse_duration(trimmed(form.duration));
    if (!duration)
      return Label{"how long: a duration such as 90s or 5 min", "时长：请输入时长，例如 90s 或 5 min"};
    action.duration = *duration;
  }
  const std::string_view at = trimmed(form.at), lasts = trimmed(form.lasts);
  if (!at.empty()) {
    const bool from_now = at.front() == '+';
    const auto time = parse_duration(from_now ? trimmed(at.substr(1)) : at);
    if (!time)
      return Label{"when: a time since the start such as 00:12:30, or +5 min from now",
                   "何时：自开始起的时间，例如 00:12:30，或从现在起 +5 min"};
    inject.at = after(from_now ? now : scenario_start, *time);
    if (*inject.at <= now) return Label{"that time has passed", "该时间已过"};
  }
  if (needed.can_end && !lasts.empty()) {
    inject.lasts = parse_duration(lasts);
    if (!inject.lasts || *inject.lasts <= Duration{})
      return Label{"lasts: a duration such as 10 min", "持续：请输入时长，例如 10 min"};
  }
  return inject;
}

std::string action_words_of(const Names& names, const Action& action, Language language) {
  const ActionWord& word = describe(action.kind);
  std::string words(language == Language::english ? word.english : word.chinese);
  const auto add = [&](const std::string& part) {
    if (!part.empty()) words += " · " + part;
  };
  if (is_of_seats(action.kind)) {
    const auto say = [&](const auto& row) {
      add(std::string(language == Language::english ? row.english : row.chinese));
    };
    if (action.kind == K::seat_act) say(workflow::seat_act_words()[static_cast<std::size_t>(action.act)]);
    if (action.case_id.valid()) add("#" + std::to_string(action.case_id.index));
    if (action.office.index < names.offices.size()) {
      add(names.offices[action.office.index].name.in(language));
      say(workflow::seat_role_words()[static_cast<std::size_t>(action.seat)]);
    }
    return words;
  }
  EnterpriseId enterprise = action.enterprise;
  if (action.unit.index < names.units.size()) {
    const UnitName& unit = names.units[action.unit.index];
    const auto& faults = names.unit_classes[unit.unit_class].faults;
    if ((action.kind == K::start_fault || action.kind == K::end_fault) && action.fault < faults.size())
      add(faults[action.fault].name.in(language));
    add(unit.name.in(language));
    enterprise = unit.enterprise;
  }
  if (action.point.index < names.points.size()) {
    if (action.kind == K::sensor_fault && action.fault < names.sensor_faults.size())
      add(names.sensor_faults[action.fault].name.in(language));
    add(names.points[action.point.index].tag);
    enterprise = enterprise_of_unit(names, names.points[action.point.index].unit);
  }
  if (action.interlock.index < names.interlocks.size())
    add(names.interlocks[action.interlock.index].name.in(language));
  if (action.gateway.index < names.gateways.size()) add(names.gateways[action.gateway.index].name);
  if (action.link.index < names.links.size()) add(names.links[action.link.index].name);
  if (action.office.index < names.offices.size()) add(names.offices[action.office.index].name.in(language));
  if (fields_of(action.kind).channel && action.channel < names.channels.size())
    add(names.channels[action.channel].name.in(language));
  if (enterprise.index < names.enterprises.size() && !action.office.valid())
    add(names.enterprises[enterprise.index].name);
  if (std::isfinite(action.size)) add(number_words(action.size));
  return words;
}

}  // namespace fengsui::viz
