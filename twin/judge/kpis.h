// The score sheet: what regulators, ISA-18.2 and this testbed count, one number per row.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "twin/record/record.h"

namespace fengsui {

// Which part of a number of the score sheet this is: "clear_time" of red cases, perhaps of those of one
// level.
struct KpiPart {
  std::string of;  // key of the whole
  Colour colour = Colour::none;
  std::optional<std::uint32_t> level;  // index into Names::levels

  friend bool operator==(const KpiPart&, const KpiPart&) = default;
};

// One number of the score sheet. `value` is absent when there was nothing to measure.
struct Kpi {
  std::string key;
  Label name;
  std::optional<double> value;
  std::string unit;  // "s", "%", "1/h", "" for counts
  std::optional<KpiPart> part = {};
};

struct Judgement;

// Of a judgement that is complete but for its KPIs.
std::vector<Kpi> score_sheet(const Record& record, const Judgement& judgement);

}  // namespace fengsui
