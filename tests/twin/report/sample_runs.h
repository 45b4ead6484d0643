// Two small hand-made runs of one leak: as it happened, and with the monitoring that the code requires.
#pragma once

#include "twin/report/report.h"

namespace fengsui::sample {

struct Run {
  Record record;
  Judgement judgement;
  std::string label;
  ReportInput input() const { return {&record, &judgement, label}; }
};

Run as_it_happened(Language language);
Run with_monitoring(Language language);

// A run of a month in which `alarms` alarms were raised and `readings` arrived.
Run busy_month(std::size_t alarms, std::size_t readings);

}  // namespace fengsui::sample
