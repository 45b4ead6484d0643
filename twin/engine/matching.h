// Which rule speaks about which point, in which unit, with which limit.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "sim/port/directory.h"
#include "twin/engine/compiled.h"
#include "twin/engine/rules.h"

namespace fengsui::engine {

// Refers to the rules and the directory it was made from, which must outlive it.
class Matching {
 public:
  Matching(const Rules& rules, const Directory& directory);

  // The rule of the point's unit class and tag, else that of its tag alone, else null.
  const PointRule* rule_of(const PointEntry& point) const;

  // The point of a unit with this tag; invalid when the unit has none.
  PointId point_of(UnitId unit, const std::string& tag) const;

  // Factor from a unit of measurement to the point's; nothing when they do not convert.
  std::optional<double> scale(const std::string& measure, const PointEntry& point) const;

  // A combination seen from the point that its rule belongs to; nothing, and what is missing in words, when
  // the unit lacks a point or a unit of measurement does not convert.
  std::optional<CombinationSpec> resolve(const Combination& combination, const PointRule& rule,
                                         const PointEntry& point, std::string* missing = nullptr) const;

  // The limit in the unit of the point; nothing when neither rule nor enterprise gives one.
  std::optional<double> limit(const AlarmRule& alarm, const PointEntry& point, double scale) const;

 private:
  std::map<std::pair<std::string, std::string>, const PointRule*> rules_;  // by unit class and tag
  std::map<std::pair<UnitId, std::string>, PointId> points_;
  const Directory* directory_;
};

}  // namespace fengsui::engine
