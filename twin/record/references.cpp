#include "twin/record/references.h"

#include "sim/workflow/seat.h"
#include "sim/workflow/workflow.h"

namespace fengsui {

const UnitClassNames* unit_class_of(const Names& names, const LogEntry& entry) {
  if (describe(entry.kind).subject != Refers::unit || entry.subject >= names.units.size()) return nullptr;
  const std::uint32_t unit_class = names.units[entry.subject].unit_class;
  return unit_class < names.unit_classes.size() ? &names.unit_classes[unit_class] : nullptr;
}

namespace {

std::string in(Language language, const workflow::Word& word) {
  return std::string(language == Language::english ? word.english : word.chinese);
}

const std::vector<KeyedName>* keyed_table(const Names& names, const LogEntry& entry, Refers refers) {
  switch (refers) {
    case Refers::clock:
      return &names.clocks;
    case Refers::channel:
      return &names.channels;
    case Refers::measure:
      return &names.measures;
    case Refers::task:
      return &names.tasks;
    case Refers::verdict:
      return &names.verdicts;
    case Refers::fault:
      return describe(entry.kind).subject == Refers::point ? &names.sensor_faults : nullptr;
    case Refers::action:
      if (entry.kind == LogKind::instructor_action) return &names.instructor_actions;
      return entry.kind == LogKind::plant_action_done ? &names.plant_actions : nullptr;
    default:
      return nullptr;
  }
}

}  // namespace

std::optional<std::size_t> reference_bound(const Names& names, const LogEntry& entry, Refers refers) {
  if (const auto* table = keyed_table(names, entry, refers)) return table->size();
  const UnitClassNames* unit_class = unit_class_of(names, entry);
  switch (refers) {
    case Refers::enterprise:
      return names.enterprises.size();
    case Refers::unit:
      return names.units.size();
    case Refers::point:
      return names.points.size();
    case Refers::signal:
      return names.signals.size();
    case Refers::interlock:
      return names.interlocks.size();
    case Refers::gateway:
      return names.gateways.size();
    case Refers::link:
      return names.links.size();
    case Refers::office:
      return names.offices.size();
    case Refers::officer:
      return names.officers.size();
    case Refers::colour:
      return colour_count;
    case Refers::condition:
      return condition_count;
    case Refers::seat_role:
      return seat_role_count;
    case Refers::seat_act:
      return seat_act_count;
    case Refers::refusal:
      return workflow::refusal_count;
    case Refers::unit_class:
      return names.unit_classes.size();
    case Refers::action:
      return names.events.size();
    case Refers::phase:
      return unit_class ? unit_class->phases.size() : 0;
    case Refers::fault:
      return unit_class ? unit_class->faults.size() : 0;
    case Refers::accident:
      return unit_class ? unit_class->accidents.size() : 0;
    default:
      return {};
  }
}

std::string reference_name(const Names& names, const LogEntry& entry, Refers refers, std::uint32_t index,
                           Language language) {
  if (const auto* table = keyed_table(names, entry, refers)) return (*table)[index].name.in(language);
  switch (refers) {
    case Refers::enterprise:
      return names.enterprises[index].name;
    case Refers::unit: {
      // units are called by their number, "well 9", so their enterprise must stand before them
      const UnitName& unit = names.units[index];
      const bool known = unit.enterprise.index < names.enterprises.size();
      return (known ? names.enterprises[unit.enterprise.index].name + " " : std::string()) +
             unit.name.in(language);
    }
    case Refers::point: {
      const PointName& point = names.points[index];
      const bool known = point.unit.index < names.units.size();
      const std::string unit =
          known ? reference_name(names, entry, Refers::unit, point.unit.index, language) + " "
                : std::string();
      return unit + point.name.in(language) + " (" + point.tag + ")";
    }
    case Refers::signal:
      return names.signals[index].key;
    case Refers::interlock:
      return names.interlocks[index].name.in(language);
    case Refers::gateway:
      return names.gateways[index].name;
    case Refers::link:
      return names.links[index].name;
    case Refers::office:
      return names.offices[index].name.in(language);
    case Refers::officer: {
      const OfficeId office = names.officers[index];
      const std::string place =
          office.index < names.offices.size() ? names.offices[office.index].name.in(language) : "";
      return place + (language == Language::english ? " officer " : "值守员") + std::to_string(index + 1);
    }
    case Refers::colour:
      return colour_name(index).name.in(language);
    case Refers::condition:
      return condition_name(index).name.in(language);
    case Refers::seat_role:
      return in(language, workflow::seat_role_words()[index]);
    case Refers::seat_act:
      return in(language, workflow::seat_act_words()[index]);
    case Refers::refusal:
      return in(language, workflow::describe(static_cast<workflow::Refusal>(index)));
    case Refers::unit_class:
      return names.unit_classes[index].name.in(language);
    case Refers::action: {
      const EventName& event = names.events[index];
      const std::string& name = event.name.in(language);
      return name.empty() ? event.id : name;
    }
    case Refers::phase:
      return unit_class_of(names, entry)->phases[index].in(language);
    case Refers::fault:
      return unit_class_of(names, entry)->faults[index].name.in(language);
    case Refers::accident:
      return unit_class_of(names, entry)->accidents[index].name.in(language);
    default:
      return {};
  }
}

}  // namespace fengsui
