// A little shop for tests: one enterprise of given equipment, its events run to a given time.
#pragma once

#include <fstream>
#include <sstream>

#include "scenarios/catalogue_reader.h"
#include "sim/plant/casting_well.h"
#include "sim/plant/fixed_furnace.h"
#include "sim/plant/plant.h"
#include "sim/plant/rope_hoist.h"
#include "sim/plant/tilting_furnace.h"

namespace fengsui::plant {

inline std::string catalogue_text() {
  std::ifstream file(FENGSUI_SOURCE_DIR "/data/catalogue/aluminium.json");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline const Catalogue& aluminium() {
  static const Catalogue catalogue = read_catalogue(catalogue_text(), "aluminium.json");
  return catalogue;
}

inline UnitOverride casting(Duration elapsed = std::chrono::minutes{10}) {
  UnitOverride change;
  change.unit_class = UnitClass::casting_well;
  change.phase = "steady";
  change.elapsed = elapsed;
  return change;
}

// All interlocks of a class absent, so that nature takes its course.
inline UnitOverride unprotected(UnitClass unit_class) {
  UnitOverride change;
  change.unit_class = unit_class;
  for (const CatalogueInterlock& interlock : aluminium().of(unit_class).interlocks)
    change.interlocks.push_back({interlock.key, false, {}, {}, {}, {}});
  return change;
}

// One interlock of a class fitted, sure to act.
inline UnitOverride only(UnitClass unit_class, const std::string& key) {
  UnitOverride change = unprotected(unit_class);
  for (InterlockOverride& interlock : change.interlocks)
    if (interlock.key == key) {
      interlock.fitted = true;
      interlock.probability_of_failure = 0.0;
    }
  return change;
}

struct Shop {
  PlantSpec spec;
  PlantState state;
  Agenda agenda;
  Log log;
  std::uint64_t seed = 1;
  Time now{};
  std::uint64_t events = 0;

  explicit Shop(EnterpriseEquipment firm, std::uint64_t seed_ = 1, bool random_faults = false)
      : spec(assemble(aluminium(), {[&] {
                        firm.enterprise = EnterpriseId{0u};
                        return firm;
                      }()})),
        seed(seed_) {
    start(context(), spec, state, random_faults);
  }

  Context context() { return {now, seed, agenda, log}; }

  void run_until(Time time) {
    while (agenda.next_time() <= time) {
      const Event event = agenda.pop();
      now = event.time;
      handle(context(), spec, state, event);
      state.changed.clear();
      ++events;
    }
    now = time;
  }
  void run_for(Duration duration) { run_until(now + duration); }

  UnitId unit(UnitClass unit_class, unsigned number = 1) const {
    return *find_unit(spec, EnterpriseId{0u}, unit_class, number);
  }
  UnitId well(unsigned number = 1) const { return unit(UnitClass::casting_well, number); }

  void fault(UnitId broken, const char* key, std::optional<double> size = {},
             std::optional<double> threshold = {}) {
    start_fault(context(), spec, state, broken, *fault_index(spec, spec.of(broken).unit_class, key), size,
                threshold);
  }
  void operator_leaves(UnitId at) { set_operator(context(), spec, state, at, false); }

  template <class Signal>
  double read(UnitId from, Signal signal) const {
    return signal_value(state, signal_of(spec, from, static_cast<std::size_t>(signal)), now);
  }
  // The first entry of a kind about a unit at or after `since`; never when there is none.
  const LogEntry* first(LogKind kind, UnitId about) const {
    for (const LogEntry& entry : log)
      if (entry.kind == kind && entry.subject == about.index) return &entry;
    return nullptr;
  }
  std::size_t count(LogKind kind) const {
    std::size_t total = 0;
    for (const LogEntry& entry : log) total += entry.kind == kind;
    return total;
  }
  // Seconds from `since` until a signal is at or beyond a level; checks every 10 ms, as a test may.
  template <class Signal>
  double seconds_until(UnitId from, Signal signal, double level, Direction direction, double at_most_s) {
    const Time since = now;
    while (to_seconds(now - since) < at_most_s) {
      if (reached(read(from, signal), level, direction)) return to_seconds(now - since);
      run_for(std::chrono::milliseconds{10});
    }
    return at_most_s;
  }
};

inline double seconds_after(Time since, const LogEntry* entry) {
  return entry ? to_seconds(entry->time - since) : -1.0;
}

inline EnterpriseEquipment fixed_shop(std::vector<UnitOverride> overrides, unsigned hoists = 0) {
  return {EnterpriseId{0u}, "shop", 1, 0, 1, hoists, std::move(overrides)};
}
inline EnterpriseEquipment tilting_shop(std::vector<UnitOverride> overrides) {
  return {EnterpriseId{0u}, "shop", 0, 1, 1, 0, std::move(overrides)};
}

}  // namespace fengsui::plant
