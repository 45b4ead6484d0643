// What an engine is told before the run: which enterprises, units, points and gateways exist.
// The same facts a platform has from the base-data forms; nothing of faults or physics.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/base/id.h"
#include "sim/base/time.h"

namespace fengsui {

struct Limits {
  std::optional<double> low_low, low, high, high_high;  // [unit of the point]
};

struct PointEntry {
  std::string tag;         // "DW_LM_DIST"
  std::string unit_class;  // "casting_well"
  std::string unit_name;   // "well 9"
  std::string measure;     // unit of measurement, "mm"
  EnterpriseId enterprise;
  UnitId unit;
  GatewayId gateway;
  double range_low = 0.0, range_high = 0.0;
  Limits limits;      // the enterprise's own settings
  Duration period{};  // of the samples
};

struct GatewayEntry {
  EnterpriseId enterprise;
  Duration heartbeat{};
};

struct EnterpriseEntry {
  std::string name;
  std::string sector;       // "aluminium"
  double inherent = 0.0;    // inherent risk, 0..100, from base data
  double management = 0.0;  // site-management shortfall, 0..100, as last inspected
};

struct Directory {
  std::vector<EnterpriseEntry> enterprises;
  std::vector<GatewayEntry> gateways;
  std::vector<PointEntry> points;
};

// A value at which some rule changes its mind. `equal_is_above`: a sample equal to it counts as above it.
struct Level {
  double value = 0.0;  // [unit of the point]
  bool equal_is_above = true;

  bool below(double sample) const { return equal_is_above ? sample >= value : sample > value; }
};

// Changes between neighbouring samples of a grid that some rule looks at: both samples matter, and the one
// after them, when they may differ by `least` or more. So does the first sample of every stretch of the grid
// from which any other is sent.
struct Steps {
  Duration gap = forever;  // the grid: the first sample stamped at or after each multiple
  double least = 0.0;      // [unit of the point]
};

// A point of the same gateway whose latest reading must be beyond the level, or must not be: the latest that
// was taken or the latest that arrived. A message that is lost or late leaves the gate open, because the
// engine, too, still acts on what it heard last.
struct Gate {
  PointId point;
  Level level;
  bool beyond = true;
};

// Which samples of a point can matter to the engine: those that leave the zone between two neighbouring
// levels, and, while the gate is open, one at each multiple of `longest_gap` and the steps.
// A gateway that sends by exception may skip all others.
struct Attention {
  std::vector<Level> levels;  // ascending
  Duration longest_gap = forever;
  bool every_sample = false;
  Steps steps;
  std::optional<Gate> gate;  // none: open for ever
};

}  // namespace fengsui
