// The chain behind an alarm or a case: fault → reading → alarm → warning → case → people, with times.
//
// Links are found by what they are about and when: the fault of the same unit (or its sensor) that was
// active, the reading that decided, the warning that names the alarm, the case that the warning opened.
#pragma once

#include <vector>

#include "viz/model/run_view.h"

namespace fengsui::viz {

enum class Stage : std::uint8_t { fault, effect, reading, alarm, interlock, warning, item, people, outcome };
inline constexpr std::size_t stage_count = 9;

struct CauseLink {
  Time time{};
  Stage stage = Stage::fault;
  std::optional<std::uint32_t> entry;  // in the log
  // of a reading instead:
  PointId point;
  double value = 0.0;  // [unit of the point]
  Time received{};
};

// In order of time; empty for numbers that the run does not have.
std::vector<CauseLink> chain_of(const RunView& run, AlarmId alarm);
std::vector<CauseLink> chain_of(const RunView& run, CaseId item);

}  // namespace fengsui::viz
