// The catalogue: what the equipment of one sector is like, as read from data/catalogue/*.json.
//
// Values only. Parameters, phases, faults and accidents stand in the order of the class's enums; points
// and interlocks in the order of the file. Every number has a source or is marked "estimate: why".
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/delay.h"
#include "sim/base/strict_json.h"
#include "sim/plant/vocabulary.h"
#include "sim/port/directory.h"
#include "sim/signal/segment.h"

namespace fengsui::plant {

struct CatalogueParameter {
  std::string key, unit;
  Sourced value;  // [unit]
};

struct CataloguePhase {
  std::string key, english, chinese;
  double low_s = 0.0, mode_s = 0.0, high_s = 0.0;  // triangular; all 0: ends by an event, not by time
  std::string source;
};

// How an instrument of one kind behaves, in parts of its span.
struct SensorKind {
  std::string key;
  double lag_s = 0.0, noise_of_span = 0.0, resolution_of_span = 0.0;
  std::string source;
};

struct CataloguePoint {
  std::string tag, english, chinese;
  std::size_t signal = 0;  // of the class
  std::string measure;     // unit of measurement
  double range_low = 0.0, range_high = 0.0;
  double normal_low = 0.0, normal_high = 0.0;
  Limits limits;
  SensorKind sensor;
  Duration period{};
  std::string source;
};

struct CatalogueFault {
  std::string key, english, chinese, size_unit;
  double rate_per_s = 0.0;
  double size = 0.0;                        // [size_unit]
  Delay repair;                             // from the first effect until mended
  std::optional<Delay> notice;              // until a present operator sees it; absent: not to be seen
  std::optional<UnitClass> leads_to_class;  // whose accident it can become
  std::size_t leads_to = 0;
  std::string source;
};

struct CatalogueInterlock {
  std::string key, english, chinese;
  std::size_t signal = 0;
  Direction direction = Direction::up;
  double level = 0.0;                       // [unit of the signal]
  Duration delay{}, response{};             // on-delay of the trip; logic and actuators after it
  double probability_of_failure = 0.0;      // on demand
  std::optional<std::size_t> armed_signal;  // a 0/1 signal of the class; absent: always armed
  std::string point;                        // the instrument it looks through
  std::vector<PlantAction> actions;
  bool fitted = true;
  bool customary = true;  // plants of this kind have it, so its absence is worth a word in the log
  std::string source;
};

struct CatalogueAccident {
  std::string key, english, chinese;
  std::size_t signal = 0;
  Direction direction = Direction::up;
  double level = 0.0;  // [unit of the signal]; with a shape: the scale of P(m) = 1 - exp(-(m/level)^shape)
  std::optional<double> shape;
  double point_of_no_return = 0.0;  // [unit of the signal]; with a shape: at the scale, moving with the draw
  std::string source;
};

struct ClassCatalogue {
  std::vector<CatalogueParameter> parameters;
  std::vector<CataloguePhase> phases;
  std::vector<CataloguePoint> points;
  std::vector<CatalogueFault> faults;
  std::vector<CatalogueInterlock> interlocks;
  std::vector<CatalogueAccident> accidents;
};

// What the base data of an enterprise says about its risk, in points of 0..100.
struct BaseRisk {
  Sourced any_enterprise;                          // every enterprise of the sector has at least this
  std::array<Sourced, unit_class_count> per_unit;  // added for each registered unit, by class
  Sourced management;                              // site-management shortfall where no inspection tells
};

struct Catalogue {
  std::string sector;
  BaseRisk base_risk;
  std::map<std::string, std::string> sources;  // citation key -> title and where it was published
  std::array<ClassCatalogue, unit_class_count> classes;

  const ClassCatalogue& of(UnitClass unit_class) const {
    return classes[static_cast<std::size_t>(unit_class)];
  }
};

}  // namespace fengsui::plant
