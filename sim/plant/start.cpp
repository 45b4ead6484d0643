// Placing every unit somewhere in its cycle at time 0, as if it had always been running.
#include <algorithm>

#include "sim/plant/casting_well.h"
#include "sim/plant/furnace.h"
#include "sim/plant/laws.h"
#include "sim/plant/rope_hoist.h"
#include "sim/plant/site.h"

namespace fengsui::plant {

namespace {

using WellPhase = casting_well::Phase;

template <class Phase>
std::size_t place(Phase phase) {
  return static_cast<std::size_t>(phase);
}

struct Position {
  std::size_t phase = 0;
  double elapsed_s = 0.0;
};

double mode_seconds(const Site& site, UnitId unit, std::size_t phase) {
  return site.spec.phases[site.phase_number(unit, phase)].mode_s;
}

// From the first preparation of a well to the end of its metal [s], at modal durations.
double cast_seconds(const Site& site, UnitId well) {
  double total_s = 0.0;
  for (std::size_t phase = place(WellPhase::preset); phase <= place(WellPhase::steady); ++phase)
    total_s += mode_seconds(site, well, phase);
  return total_s;
}

// How long the cast that a well is in has lasted [s].
double cast_elapsed(const Site& site, UnitId well, Position position) {
  double total_s = position.elapsed_s;
  for (std::size_t phase = place(WellPhase::preset); phase < position.phase; ++phase)
    total_s += mode_seconds(site, well, phase);
  return total_s;
}

Position well_position(const Site& site, UnitId well, double elapsed_s) {
  std::size_t phase = place(WellPhase::preset);
  while (phase < place(WellPhase::steady) && elapsed_s >= mode_seconds(site, well, phase))
    elapsed_s -= mode_seconds(site, well, phase++);
  return {phase, elapsed_s};
}

bool casts(std::size_t well_phase) {
  return well_phase >= place(WellPhase::preset) && well_phase <= place(WellPhase::steady);
}

// A moment of a furnace's cycle drawn uniformly, so that a district does not beat in step.
Position random_position(const Site& site, UnitId furnace) {
  const std::array cycle = {FurnacePhase::charge, FurnacePhase::melt, FurnacePhase::refine,
                            FurnacePhase::settle, FurnacePhase::cast, FurnacePhase::clean};
  const auto seconds = [&](FurnacePhase phase) {
    return phase == FurnacePhase::cast ? cast_seconds(site, site.line_of(furnace).well)
                                       : mode_seconds(site, furnace, place(phase));
  };
  double total_s = 0.0;
  for (const FurnacePhase phase : cycle) total_s += seconds(phase);
  double moment_s =
      total_s * site.ctx.stream(Draw::phase_duration, furnace.index).uniform(std::uint64_t{1} << 32);
  for (const FurnacePhase phase : cycle) {
    if (moment_s < seconds(phase)) return {place(phase), moment_s};
    moment_s -= seconds(phase);
  }
  return {place(FurnacePhase::clean), 0.0};
}

void put(const Site& site, UnitId unit, Position position) {
  UnitState& state = site.unit(unit);
  state.phase = static_cast<std::uint8_t>(position.phase);
  const Duration elapsed = from_seconds(position.elapsed_s);
  state.phase_start = site.ctx.now - elapsed;
  state.phase_seconds = draw_phase_seconds(site, unit, position.phase);
  site.ctx.note(LogKind::phase_started, unit.index, site.phase_number(unit, position.phase));
  if (state.phase_seconds > 0.0)
    site.plan(std::max(site.ctx.now, state.phase_start + from_seconds(state.phase_seconds)),
              PlantEvent::phase_end, unit.index, state.phase_stamp);
}

std::optional<Position> wanted(const Site& site, UnitId unit) {
  const UnitSpec& spec = site.unit_spec(unit);
  if (!spec.initial_phase) return {};
  return Position{*spec.initial_phase, to_seconds(spec.initial_elapsed)};
}

// Furnaces decide; a well that is told where to be takes its first free furnace along.
void place_line(const Site& site, std::uint32_t line_index) {
  const LineSpec& line = site.spec.lines[line_index];
  std::optional<Position> well = wanted(site, line.well);
  UnitId& feeding = site.state.feeding[line_index];

  for (const UnitId furnace : line.furnaces) {
    const auto position = wanted(site, furnace);
    if (position && position->phase == place(FurnacePhase::cast) && !feeding.valid()) feeding = furnace;
  }
  if (well && casts(well->phase) && !feeding.valid() && !line.furnaces.empty()) {
    const auto free = std::ranges::find_if(
        line.furnaces, [&](UnitId furnace) { return !site.unit_spec(furnace).initial_phase; });
    feeding = free == line.furnaces.end() ? line.furnaces.front() : *free;
  }
  const bool feeding_decided = feeding.valid();
  for (const UnitId furnace : line.furnaces) {
    Position position = wanted(site, furnace).value_or(random_position(site, furnace));
    const bool cast = position.phase == place(FurnacePhase::cast);
    if (furnace == feeding && well)
      position = {place(FurnacePhase::cast), cast_elapsed(site, line.well, *well)};
    else if (cast && !well && (!feeding_decided || furnace == feeding) &&
             (!feeding.valid() || furnace == feeding)) {
      feeding = furnace;
      well = well_position(site, line.well, position.elapsed_s);
    } else if (cast)
      position = {place(FurnacePhase::wait), 0.0};
    put(site, furnace, position);
  }
  put(site, line.well, well.value_or(Position{place(WellPhase::idle), 0.0}));
  if (line.hoist.valid()) put(site, line.hoist, wanted(site, line.hoist).value_or(Position{}));
}

// Runs a unit once round its cycle by the end values of each phase's laws, up to its present phase.
std::vector<double> settled_values(const Site& site, UnitId unit) {
  const UnitSpec& spec = site.unit_spec(unit);
  Scene scene = scene_of(site, unit);
  UnitView& own = is_furnace(spec.unit_class)                  ? scene.furnace
                  : spec.unit_class == UnitClass::casting_well ? scene.well
                                                               : scene.hoist;
  const UnitState here = own.state;
  const std::size_t phases = spec.unit_class == UnitClass::rope_hoist     ? 1
                             : spec.unit_class == UnitClass::casting_well ? place(WellPhase::lift_out) + 1
                                                                          : place(FurnacePhase::clean) + 1;
  std::vector<double> values(spec.signal_count, 0.0);
  Laws laws(spec.signal_count);
  for (std::size_t step = 1; step <= phases; ++step) {
    const std::size_t phase = (here.phase + step) % phases;
    if (phase == here.phase && phases > 1) break;
    own.state.phase = static_cast<std::uint8_t>(phase);
    own.state.phase_seconds = std::max(1.0, mode_seconds(site, unit, phase));
    if (is_furnace(spec.unit_class)) {
      scene.connected = phase == place(FurnacePhase::cast);
      scene.well.state.phase =
          static_cast<std::uint8_t>(scene.connected ? WellPhase::steady : WellPhase::idle);
    } else if (spec.unit_class == UnitClass::rope_hoist) {
      scene.well.state.phase = static_cast<std::uint8_t>(WellPhase::idle);
    }
    laws_of(spec.unit_class, scene, laws);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = settled(laws[i], values[i]);
  }
  return values;
}

// When the laws of the present phase began: for what moves with the metal, when the metal came.
Time laws_began(const Site& site, UnitId unit) {
  const UnitState& well = site.unit(site.line_of(unit).well);
  const UnitClass unit_class = site.unit_spec(unit).unit_class;
  const auto phase = static_cast<WellPhase>(well.phase);
  const bool pours = phase == WellPhase::start || phase == WellPhase::steady;
  if (unit_class == UnitClass::casting_well) return well.phase_start;
  const bool moved_by_metal =
      unit_class == UnitClass::rope_hoist || site.unit(unit).phase == place(FurnacePhase::cast);
  if (!moved_by_metal || !pours)
    return unit_class == UnitClass::rope_hoist ? site.ctx.now : site.unit(unit).phase_start;
  double before_s = 0.0;
  if (phase == WellPhase::steady)
    before_s += mode_seconds(site, site.line_of(unit).well, place(WellPhase::start));
  return well.phase_start - from_seconds(before_s);
}

void begin_signals(const Site& site, UnitId unit) {
  const UnitSpec& spec = site.unit_spec(unit);
  const std::vector<double> values = settled_values(site, unit);
  const Time began = laws_began(site, unit);
  Laws laws(spec.signal_count);
  laws_of(spec.unit_class, scene_of(site, unit), laws);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const SignalId signal = signal_of(site.spec, unit, i);
    site.state.laws[signal.index] = laws[i];
    // what began before time 0 goes on from its value now
    Segment segment = segment_of(laws[i], began, values[i]);
    segment.from = value(segment, site.ctx.now);
    segment.start = site.ctx.now;
    site.state.segments[signal.index] = segment;
    site.state.changed.push_back(signal);
  }
}

}  // namespace

void start(const Context& ctx, const PlantSpec& spec, PlantState& state, bool random_faults) {
  state = {};
  state.random_faults = random_faults;
  state.segments.resize(spec.signals.size());
  state.laws.resize(spec.signals.size());
  state.units.resize(spec.units.size());
  state.guards.resize(spec.guards.size());
  state.interlocks.resize(spec.interlocks.size());
  state.feeding.resize(spec.lines.size());
  for (std::size_t i = 0; i < spec.guards.size(); ++i) state.guards[i].level = spec.guards[i].level;
  for (std::size_t i = 0; i < spec.interlocks.size(); ++i)
    state.interlocks[i].bypassed = spec.interlocks[i].bypassed;

  const Site site{ctx, spec, state};
  for (std::size_t i = 0; i < spec.units.size(); ++i) {
    state.units[i].people = spec.units[i].people_near;
    draw_thresholds(site, UnitId{i});
  }
  for (std::uint32_t line = 0; line < spec.lines.size(); ++line) {
    place_line(site, line);
    for (const UnitId unit : units_of(spec.lines[line])) begin_signals(site, unit);
    plan_guards(site, line);
    // a furnace placed at its well's door starts at once
    begin_waiting_cast(site, line);
    update_line(site, line);
  }
  if (!random_faults) return;
  for (std::size_t i = 0; i < spec.units.size(); ++i)
    for (std::size_t fault = 0; fault < vocabulary(spec.units[i].unit_class).faults.size(); ++fault)
      plan_onset(site, UnitId{i}, fault);
}

}  // namespace fengsui::plant
