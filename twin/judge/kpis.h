// The score sheet: what regulators, ISA-18.2 and this testbed count, one number per row.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "twin/record/record.h"

namespace fengsui {

// One number of the score sheet. `value` is absent when there was nothing to measure.
struct Kpi {
  std::string key;
  Label name;
  std::optional<double> value;
  std::string unit;  // "s", "%", "1/h", "" for counts
};

struct Judgement;

// Of a judgement that is complete but for its KPIs.
std::vector<Kpi> score_sheet(const Record& record, const Judgement& judgement);

}  // namespace fengsui
