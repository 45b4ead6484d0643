#include "sim/plant/laws.h"
#include "sim/plant/site.h"

namespace fengsui::plant {

std::vector<UnitId> units_of(const LineSpec& line) {
  std::vector<UnitId> units = line.furnaces;
  units.push_back(line.well);
  if (line.hoist.valid()) units.push_back(line.hoist);
  return units;
}

namespace {

UnitView view_of(const Site& site, UnitId unit) {
  if (!unit.valid()) return {};
  const UnitSpec& spec = site.unit_spec(unit);
  return {true, spec.unit_class, site.unit(unit), spec.parameters};
}

// What the laws would be if one fault of one unit were not there.
struct Without {
  UnitId unit;
  std::size_t fault = 0;
};

void remove(const Without& without, UnitId seen, UnitView& view) {
  if (without.unit.valid() && seen == without.unit) view.state.faults &= ~(1u << without.fault);
}

Scene scene_without(const Site& site, UnitId unit, const Without& without) {
  const UnitSpec& spec = site.unit_spec(unit);
  const LineSpec& line = site.spec.lines[spec.line];
  const UnitId feeding = site.state.feeding[spec.line];
  const UnitId furnace = is_furnace(spec.unit_class) ? unit : feeding;
  Scene scene{view_of(site, furnace), view_of(site, line.well), view_of(site, line.hoist),
              furnace.valid() && furnace == feeding};
  remove(without, furnace, scene.furnace);
  remove(without, line.well, scene.well);
  remove(without, line.hoist, scene.hoist);
  return scene;
}

Laws laws_without(const Site& site, UnitId unit, const Without& without) {
  const UnitSpec& spec = site.unit_spec(unit);
  Laws laws(spec.signal_count);
  laws_of(spec.unit_class, scene_without(site, unit, without), laws);
  return laws;
}

// A fault shows when some signal of its line would behave differently without it.
void look_for_witness(const Site& site, UnitId unit, std::size_t fault) {
  for (const UnitId other : units_of(site.line_of(unit))) {
    const Laws laws = laws_without(site, other, {unit, fault});
    for (std::size_t i = 0; i < laws.size(); ++i) {
      const SignalId signal = signal_of(site.spec, other, i);
      const Law& actual = site.state.laws[signal.index];
      if (actual == laws[i]) continue;
      const double level_change = actual.target - laws[i].target;
      const double change =
          level_change != 0.0 && std::isfinite(level_change) ? level_change : actual.pace - laws[i].pace;
      return witness(site, unit, fault, signal, change);
    }
  }
}

bool waits(const Site& site, const GuardSpec& guard, const GuardState& state) {
  switch (guard.kind) {
    case GuardKind::condition:
      return site.unit(guard.unit).is(static_cast<Flag>(guard.index)) != guard.sets;
    case GuardKind::interlock:
    case GuardKind::point_of_no_return:
    case GuardKind::accident:
      return !state.latched;
  }
  return false;
}

bool armed(const Site& site, const GuardSpec& guard) {
  if (guard.kind != GuardKind::interlock) return true;
  const SignalId arming = site.spec.interlocks[guard.index].armed_signal;
  return !arming.valid() || site.now_value(arming) >= 0.5;
}

}  // namespace

Scene scene_of(const Site& site, UnitId unit) { return scene_without(site, unit, {}); }

void plan_guards(const Site& site, std::uint32_t line) {
  for (const UnitId unit : units_of(site.spec.lines[line])) {
    const UnitSpec& spec = site.unit_spec(unit);
    const bool alive = in_service(site, unit);
    for (std::uint32_t i = spec.first_guard; i < spec.first_guard + spec.guard_count; ++i) {
      const GuardSpec& guard = site.spec.guards[i];
      GuardState& state = site.state.guards[i];
      const bool is_armed = alive && armed(site, guard);
      if (!is_armed && guard.kind == GuardKind::interlock) state.latched = false;
      const Time time = is_armed && waits(site, guard, state)
                            ? next_crossing(site.state.segments[guard.signal.index], site.ctx.now,
                                            state.level, guard.direction)
                            : never;
      // an unchanged plan keeps its event; any other plan makes the old event void
      if (time == state.planned) continue;
      state.planned = time;
      site.plan(time, PlantEvent::crossing, i, ++state.stamp);
    }
  }
}

void update_line(const Site& site, std::uint32_t line) {
  const std::vector<UnitId> units = units_of(site.spec.lines[line]);

  // new segments only where the law really changed
  for (const UnitId unit : units) {
    const Laws laws = laws_without(site, unit, {});
    for (std::size_t i = 0; i < laws.size(); ++i) {
      const SignalId signal = signal_of(site.spec, unit, i);
      Law& law = site.state.laws[signal.index];
      if (laws[i] == law) continue;
      law = laws[i];
      Segment& segment = site.state.segments[signal.index];
      const Segment next = segment_of(law, site.ctx.now, value(segment, site.ctx.now));
      const auto flat = [](const Segment& s) { return s.shape == Segment::Shape::hold; };
      if (flat(segment) && flat(next) && segment.from == next.from) continue;
      segment = next;
      site.state.changed.push_back(signal);
    }
  }

  // faults that have begun to show
  for (const UnitId unit : units) {
    const UnitState& state = site.unit(unit);
    for (std::size_t fault = 0; fault < most_faults; ++fault)
      if (state.has_fault(fault) && !(state.witnessed >> fault & 1u)) look_for_witness(site, unit, fault);
  }
  plan_guards(site, line);
}

}  // namespace fengsui::plant
