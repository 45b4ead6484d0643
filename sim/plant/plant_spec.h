// The plants of a city as immutable flat tables, assembled from the catalogue and the official registers.
//
// Indices: UnitId, SignalId, InterlockId into the tables here; faults, phases and accidents are numbered
// over all classes (the numbers that the log carries), `first_…` of a class maps its enums to them.
#pragma once

#include <map>

#include "sim/plant/catalogue.h"
#include "sim/plant/scene.h"

namespace fengsui {

namespace plant {

// What a scenario changes on one unit, or on all units of a class.
struct InterlockOverride {
  std::string key;
  std::optional<bool> fitted, bypassed;
  std::optional<double> probability_of_failure;
  std::optional<double> level;  // [unit of its signal]
  std::optional<Duration> delay;
};
struct UnitOverride {
  UnitClass unit_class{};
  unsigned number = 0;  // 1-based; 0: all of the class
  std::vector<std::string> absent_points;
  std::map<std::string, Limits> limits;      // by tag; replaces what it names [unit of the point]
  std::map<std::string, double> parameters;  // by key [unit of the parameter]
  std::vector<InterlockOverride> interlocks;
  std::optional<double> people_near;
  std::optional<std::string> phase;  // at time 0, begun `elapsed` earlier
  Duration elapsed{};
  std::optional<unsigned> feeds_well;  // furnaces: the well's number; else they take turns
  std::string file, pointer;           // where it was written, for errors
};

struct EnterpriseEquipment {
  EnterpriseId enterprise;
  std::string name;
  unsigned fixed_furnaces = 0, tilting_furnaces = 0, casting_wells = 0, rope_hoists = 0;
  std::vector<UnitOverride> overrides;
};

}  // namespace plant

struct UnitSpec {
  UnitClass unit_class{};
  unsigned number = 0;  // within enterprise and class, 1-based
  std::string english, chinese;
  EnterpriseId enterprise;
  std::uint32_t line = 0;
  SignalId first_signal;
  std::uint32_t signal_count = 0;
  std::uint32_t first_guard = 0, guard_count = 0;
  double people_near = 0.0;
  std::vector<double> parameters;  // in the order of the class's enum
  std::optional<std::uint8_t> initial_phase;
  Duration initial_elapsed{};
};

struct SignalSpec {
  UnitId unit;
  std::uint32_t place = 0;  // within the unit: the class's enum
  std::string_view key, measure;
};

// One casting well with the furnaces that feed it and, if any, its hoist.
struct LineSpec {
  UnitId well, hoist;  // the hoist may be invalid
  std::vector<UnitId> furnaces;
};

struct InterlockSpec {
  std::string key, english, chinese;
  UnitId unit;
  SignalId signal, armed_signal;       // the latter invalid: always armed
  std::optional<std::uint32_t> point;  // index into `points`; nothing: the instrument is not installed
  Direction direction = Direction::up;
  double level = 0.0;
  Duration delay{}, response{};
  double probability_of_failure = 0.0;
  std::vector<PlantAction> actions;
  bool fitted = true;
  bool bypassed = false;  // at the start
};

enum class GuardKind : std::uint8_t { condition, interlock, point_of_no_return, accident };

// A crossing that something waits for.
struct GuardSpec {
  GuardKind kind{};
  UnitId unit;
  SignalId signal;
  Direction direction = Direction::up;
  double level = 0.0;
  std::uint32_t index = 0;  // flag, InterlockId, or accident of the class
  bool sets = true;         // conditions: sets or clears its flag
};

// An installed measuring point, for the sensing room and the directory.
struct PointSite {
  std::string tag, english, chinese;
  UnitId unit;
  SignalId signal;
  std::string measure;
  double range_low = 0.0, range_high = 0.0;
  double lag_s = 0.0, noise_sigma = 0.0, resolution = 0.0;  // [unit of the point]
  Limits limits;
  Duration period{};
};

struct PlantFault : plant::CatalogueFault {
  UnitClass unit_class{};
};
struct PlantPhase : plant::CataloguePhase {
  UnitClass unit_class{};
};
struct PlantAccident : plant::CatalogueAccident {
  UnitClass unit_class{};
};

struct PlantSpec {
  std::vector<UnitSpec> units;
  std::vector<SignalSpec> signals;
  std::vector<LineSpec> lines;
  std::vector<InterlockSpec> interlocks;
  std::vector<GuardSpec> guards;
  std::vector<PointSite> points;
  std::vector<PlantFault> faults;
  std::vector<PlantPhase> phases;
  std::vector<PlantAccident> accidents;
  std::array<std::uint32_t, unit_class_count> first_fault{}, first_phase{}, first_accident{};

  const UnitSpec& of(UnitId unit) const { return units[unit.index]; }
};

namespace plant {

// Throws InputError for equipment that cannot form lines and for overrides that name what does not exist.
PlantSpec assemble(const Catalogue& catalogue, const std::vector<EnterpriseEquipment>& equipment);

// Looking things up by name; nothing when there is none.
std::optional<UnitId> find_unit(const PlantSpec& spec, EnterpriseId enterprise, UnitClass unit_class,
                                unsigned number);
std::optional<std::uint32_t> fault_index(const PlantSpec& spec, UnitClass unit_class, std::string_view key);
std::optional<std::uint32_t> accident_index(const PlantSpec& spec, UnitClass unit_class,
                                            std::string_view key);
std::optional<InterlockId> find_interlock(const PlantSpec& spec, UnitId unit, std::string_view key);
std::optional<std::uint32_t> find_point(const PlantSpec& spec, UnitId unit, std::string_view tag);
SignalId signal_of(const PlantSpec& spec, UnitId unit, std::size_t place);

}  // namespace plant
}  // namespace fengsui
