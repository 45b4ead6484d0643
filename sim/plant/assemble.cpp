#include <algorithm>
#include <cassert>
#include <cmath>

#include "sim/base/text.h"
#include "sim/plant/laws.h"
#include "sim/plant/plant_spec.h"

namespace fengsui::plant {

namespace {

InputError unknown(const UnitOverride& change, const char* what, const std::string& name,
                   const std::vector<std::string>& candidates) {
  const auto suggestion = nearest(name, candidates);
  std::string expected = std::string("the name of ") + what;
  if (suggestion) expected = "\"" + *suggestion + "\" perhaps";
  return InputError(change.file, change.pointer, std::string(what) + " \"" + name + "\"", expected);
}

template <class Row, class Key>
Row& find_or_throw(std::vector<Row>& rows, Key key, const std::string& name, const UnitOverride& change,
                   const char* what) {
  const auto row = std::ranges::find(rows, name, key);
  if (row != rows.end()) return *row;
  std::vector<std::string> candidates;
  for (const Row& each : rows) candidates.push_back(each.*key);
  throw unknown(change, what, name, candidates);
}

void merge(Limits& limits, const Limits& change) {
  if (change.low_low) limits.low_low = change.low_low;
  if (change.low) limits.low = change.low;
  if (change.high) limits.high = change.high;
  if (change.high_high) limits.high_high = change.high_high;
}

void check_order(const Limits& limits, const UnitOverride& change, const std::string& tag) {
  double last = -INFINITY;
  for (const auto& limit : {limits.low_low, limits.low, limits.high, limits.high_high}) {
    if (!limit) continue;
    if (*limit < last)
      throw InputError(change.file, change.pointer, "limits of " + tag + " out of order",
                       "low_low <= low <= high <= high_high");
    last = *limit;
  }
}

// The class as one unit has it: catalogue, then the overrides that name this unit, in file order.
struct Fitted {
  ClassCatalogue catalogue;
  std::vector<std::string> absent;
  std::map<std::string, bool> bypassed;
  std::optional<double> people_near;
  std::optional<std::uint8_t> phase;
  Duration elapsed{};
  std::optional<unsigned> feeds_well;
};

Fitted fitted(const Catalogue& catalogue, const EnterpriseEquipment& firm, UnitClass unit_class,
              unsigned number) {
  Fitted result{catalogue.of(unit_class), {}, {}, {}, {}, {}, {}};
  for (const UnitOverride& change : firm.overrides) {
    if (change.unit_class != unit_class || (change.number != 0 && change.number != number)) continue;
    for (const std::string& tag : change.absent_points) {
      find_or_throw(result.catalogue.points, &CataloguePoint::tag, tag, change, "a point");
      result.absent.push_back(tag);
    }
    for (const auto& [tag, limits] : change.limits) {
      auto& point = find_or_throw(result.catalogue.points, &CataloguePoint::tag, tag, change, "a point");
      merge(point.limits, limits);
      check_order(point.limits, change, tag);
    }
    for (const auto& [key, value] : change.parameters)
      find_or_throw(result.catalogue.parameters, &CatalogueParameter::key, key, change, "a parameter")
          .value.value = value;
    for (const InterlockOverride& wanted : change.interlocks) {
      auto& interlock = find_or_throw(result.catalogue.interlocks, &CatalogueInterlock::key, wanted.key,
                                      change, "an interlock");
      if (wanted.fitted) interlock.fitted = *wanted.fitted;
      if (wanted.bypassed) result.bypassed[wanted.key] = *wanted.bypassed;
      if (wanted.probability_of_failure) interlock.probability_of_failure = *wanted.probability_of_failure;
      if (wanted.level) interlock.level = *wanted.level;
      if (wanted.delay) interlock.delay = *wanted.delay;
    }
    if (change.people_near) result.people_near = change.people_near;
    if (change.phase) {
      const Vocabulary& words = vocabulary(unit_class);
      const auto phase = position(words.phases, *change.phase);
      if (!phase) throw unknown(change, "a phase", *change.phase, keys(words.phases));
      result.phase = static_cast<std::uint8_t>(*phase);
      result.elapsed = change.elapsed;
    }
    if (change.feeds_well) {
      if (*change.feeds_well < 1 || *change.feeds_well > firm.casting_wells)
        throw InputError(change.file, change.pointer, "well " + std::to_string(*change.feeds_well),
                         "a well from 1 to " + std::to_string(firm.casting_wells));
      result.feeds_well = change.feeds_well;
    }
  }
  return result;
}

void add_points(PlantSpec& spec, UnitId unit, const Fitted& fit) {
  for (const CataloguePoint& point : fit.catalogue.points) {
    if (std::ranges::find(fit.absent, point.tag) != fit.absent.end()) continue;
    const double span = point.range_high - point.range_low;
    spec.points.push_back({point.tag, point.english, point.chinese, unit, signal_of(spec, unit, point.signal),
                           point.measure, point.range_low, point.range_high, point.sensor.lag_s,
                           point.sensor.noise_of_span * span, point.sensor.resolution_of_span * span,
                           point.limits, point.period});
  }
}

void add_guards(PlantSpec& spec, UnitId unit, const Fitted& fit) {
  UnitSpec& row = spec.units[unit.index];
  row.first_guard = static_cast<std::uint32_t>(spec.guards.size());
  for (const Condition& condition : conditions_of(row.unit_class, row.parameters))
    spec.guards.push_back({GuardKind::condition, unit, signal_of(spec, unit, condition.signal),
                           condition.direction, condition.level, static_cast<std::uint32_t>(condition.flag),
                           condition.sets});
  for (const CatalogueInterlock& interlock : fit.catalogue.interlocks) {
    InterlockSpec fitted_one{
        interlock.key,
        interlock.english,
        interlock.chinese,
        unit,
        signal_of(spec, unit, interlock.signal),
        interlock.armed_signal ? signal_of(spec, unit, *interlock.armed_signal) : SignalId{},
        find_point(spec, unit, interlock.point),
        interlock.direction,
        interlock.level,
        interlock.delay,
        interlock.response,
        interlock.probability_of_failure,
        interlock.actions,
        interlock.fitted,
        false};
    if (const auto bypass = fit.bypassed.find(interlock.key); bypass != fit.bypassed.end())
      fitted_one.bypassed = bypass->second;
    // what neither stands there nor is expected to watches nothing
    if (interlock.fitted || interlock.customary)
      spec.guards.push_back({GuardKind::interlock, unit, fitted_one.signal, fitted_one.direction,
                             fitted_one.level, static_cast<std::uint32_t>(spec.interlocks.size()), true});
    spec.interlocks.push_back(std::move(fitted_one));
  }
  for (std::size_t i = 0; i < fit.catalogue.accidents.size(); ++i) {
    const CatalogueAccident& accident = fit.catalogue.accidents[i];
    const SignalId signal = signal_of(spec, unit, accident.signal);
    const auto index = static_cast<std::uint32_t>(i);
    spec.guards.push_back({GuardKind::point_of_no_return, unit, signal, accident.direction,
                           accident.point_of_no_return, index, true});
    spec.guards.push_back(
        {GuardKind::accident, unit, signal, accident.direction, accident.level, index, true});
  }
  row.guard_count = static_cast<std::uint32_t>(spec.guards.size()) - row.first_guard;
}

UnitId add_unit(PlantSpec& spec, const EnterpriseEquipment& firm, UnitClass unit_class, unsigned number,
                std::uint32_t line, const Fitted& fit) {
  const Vocabulary& words = vocabulary(unit_class);
  const UnitId unit{spec.units.size()};
  UnitSpec row;
  row.unit_class = unit_class;
  row.number = number;
  row.english = std::string(words.english) + " " + std::to_string(number);
  row.chinese = std::to_string(number) + "号" + std::string(words.chinese);
  row.enterprise = firm.enterprise;
  row.line = line;
  row.first_signal = SignalId{spec.signals.size()};
  row.signal_count = static_cast<std::uint32_t>(words.signals.size());
  for (const CatalogueParameter& parameter : fit.catalogue.parameters)
    row.parameters.push_back(parameter.value.value);
  if (const auto people = position(words.parameters, "people_near"))
    row.people_near = row.parameters[*people];
  if (fit.people_near) row.people_near = *fit.people_near;
  row.initial_phase = fit.phase;
  row.initial_elapsed = fit.elapsed;
  spec.units.push_back(std::move(row));
  for (std::size_t i = 0; i < words.signals.size(); ++i)
    spec.signals.push_back(
        {unit, static_cast<std::uint32_t>(i), words.signals[i].key, words.signals[i].unit});
  add_points(spec, unit, fit);
  add_guards(spec, unit, fit);
  return unit;
}

void check_numbers(const EnterpriseEquipment& firm) {
  const auto count = [&](UnitClass unit_class) {
    switch (unit_class) {
      case UnitClass::fixed_furnace:
        return firm.fixed_furnaces;
      case UnitClass::tilting_furnace:
        return firm.tilting_furnaces;
      case UnitClass::casting_well:
        return firm.casting_wells;
      case UnitClass::rope_hoist:
        return firm.rope_hoists;
    }
    return 0u;
  };
  for (const UnitOverride& change : firm.overrides)
    if (change.number > count(change.unit_class))
      throw InputError(
          change.file, change.pointer,
          std::string(vocabulary(change.unit_class).key) + " " + std::to_string(change.number),
          "a number from 1 to " + std::to_string(count(change.unit_class)) + " (" + firm.name + ")");
  if (firm.casting_wells == 0 && firm.fixed_furnaces + firm.tilting_furnaces > 0)
    throw InputError("", firm.name, "furnaces but no casting well", "at least one casting well");
  if (firm.rope_hoists > firm.casting_wells)
    throw InputError("", firm.name, std::to_string(firm.rope_hoists) + " rope hoists",
                     "at most one per casting well (" + std::to_string(firm.casting_wells) + ")");
}

// Furnaces first, then wells, then hoists: the order in which laws are recomputed is the line's own.
void add_enterprise(PlantSpec& spec, const Catalogue& catalogue, const EnterpriseEquipment& firm) {
  check_numbers(firm);
  const std::size_t first_line = spec.lines.size();
  spec.lines.resize(first_line + firm.casting_wells);
  unsigned position_of_furnace = 0;
  const auto add_furnaces = [&](UnitClass unit_class, unsigned count) {
    for (unsigned number = 1; number <= count; ++number, ++position_of_furnace) {
      const Fitted fit = fitted(catalogue, firm, unit_class, number);
      const unsigned well = fit.feeds_well ? *fit.feeds_well - 1 : position_of_furnace % firm.casting_wells;
      const std::size_t line = first_line + well;
      spec.lines[line].furnaces.push_back(
          add_unit(spec, firm, unit_class, number, static_cast<std::uint32_t>(line), fit));
    }
  };
  add_furnaces(UnitClass::fixed_furnace, firm.fixed_furnaces);
  add_furnaces(UnitClass::tilting_furnace, firm.tilting_furnaces);
  for (unsigned number = 1; number <= firm.casting_wells; ++number) {
    const std::size_t line = first_line + number - 1;
    const Fitted fit = fitted(catalogue, firm, UnitClass::casting_well, number);
    spec.lines[line].well =
        add_unit(spec, firm, UnitClass::casting_well, number, static_cast<std::uint32_t>(line), fit);
  }
  for (unsigned number = 1; number <= firm.rope_hoists; ++number) {
    const std::size_t line = first_line + number - 1;
    const Fitted fit = fitted(catalogue, firm, UnitClass::rope_hoist, number);
    spec.lines[line].hoist =
        add_unit(spec, firm, UnitClass::rope_hoist, number, static_cast<std::uint32_t>(line), fit);
  }
}

}  // namespace

PlantSpec assemble(const Catalogue& catalogue, const std::vector<EnterpriseEquipment>& equipment) {
  PlantSpec spec;
  for (const UnitClass unit_class : all_unit_classes) {
    const auto place = static_cast<std::size_t>(unit_class);
    const ClassCatalogue& rows = catalogue.of(unit_class);
    spec.first_fault[place] = static_cast<std::uint32_t>(spec.faults.size());
    spec.first_phase[place] = static_cast<std::uint32_t>(spec.phases.size());
    spec.first_accident[place] = static_cast<std::uint32_t>(spec.accidents.size());
    for (const auto& fault : rows.faults) spec.faults.push_back({fault, unit_class});
    for (const auto& phase : rows.phases) spec.phases.push_back({phase, unit_class});
    for (const auto& accident : rows.accidents) spec.accidents.push_back({accident, unit_class});
  }
  for (const EnterpriseEquipment& firm : equipment) add_enterprise(spec, catalogue, firm);
  return spec;
}

SignalId signal_of(const PlantSpec& spec, UnitId unit, std::size_t place) {
  assert(place < spec.of(unit).signal_count);
  return SignalId{spec.of(unit).first_signal.index + place};
}

std::optional<UnitId> find_unit(const PlantSpec& spec, EnterpriseId enterprise, UnitClass unit_class,
                                unsigned number) {
  for (std::size_t i = 0; i < spec.units.size(); ++i)
    if (spec.units[i].enterprise == enterprise && spec.units[i].unit_class == unit_class &&
        spec.units[i].number == number)
      return UnitId{i};
  return {};
}

namespace {

template <class Rows>
std::optional<std::uint32_t> index_of(const Rows& rows, UnitClass unit_class, std::string_view key) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].unit_class == unit_class && rows[i].key == key) return static_cast<std::uint32_t>(i);
  return {};
}

}  // namespace

std::optional<std::uint32_t> fault_index(const PlantSpec& spec, UnitClass unit_class, std::string_view key) {
  return index_of(spec.faults, unit_class, key);
}

std::optional<std::uint32_t> accident_index(const PlantSpec& spec, UnitClass unit_class,
                                            std::string_view key) {
  return index_of(spec.accidents, unit_class, key);
}

std::optional<InterlockId> find_interlock(const PlantSpec& spec, UnitId unit, std::string_view key) {
  for (std::size_t i = 0; i < spec.interlocks.size(); ++i)
    if (spec.interlocks[i].unit == unit && spec.interlocks[i].key == key) return InterlockId{i};
  return {};
}

std::optional<std::uint32_t> find_point(const PlantSpec& spec, UnitId unit, std::string_view tag) {
  for (std::size_t i = 0; i < spec.points.size(); ++i)
    if (spec.points[i].unit == unit && spec.points[i].tag == tag) return static_cast<std::uint32_t>(i);
  return {};
}

}  // namespace fengsui::plant
