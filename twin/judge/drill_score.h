// How people did at their seats: every step they had to take on a case, against the policy's limit and
// against what simulated officers take for the same.
//
// A step belongs to the seat that took it, or that let its limit pass. The comparison is by level, colour and
// kind of step over all cases of the replications; a simulated step that never came counts as slower than
// any that did.
#pragma once

#include <array>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <tuple>
#include <vector>

#include "sim/workflow/policy.h"
#include "sim/workflow/seat.h"
#include "twin/record/record.h"

namespace fengsui {

// Counted from when the office became involved; review: from feedback to the reviewer's answer.
enum class DrillStepKind : std::uint8_t { acknowledge, verify, feedback, clear, review };
inline constexpr std::size_t drill_step_count = 5;
const Label& drill_step_name(DrillStepKind kind);

struct DrillStep {
  CaseId case_id;
  Colour colour = Colour::none;
  DrillStepKind kind = DrillStepKind::acknowledge;
  Time from{};
  std::optional<Time> done;  // none: the limit passed, or the drill ended, without it
  Duration limit = forever;  // of the policy, from `from`; forever: it has none
  bool in_time = true;       // done, or still to be done, within the limit
  std::optional<double>
      rank;  // share of simulated officers that were not faster, 0..1; none: nothing to compare
  std::size_t compared = 0;  // simulated steps of this kind
};

struct SeatScore {
  SeatId seat;
  Duration seated{};
  std::size_t acts = 0, refused = 0, notes = 0;
  std::size_t in_time = 0, late = 0;  // of the steps with a limit
  std::size_t overdue = 0;            // limits that passed at the office while the seat was taken
  std::size_t escalated = 0;          // cases that went up from the office meanwhile, by a limit or by hand
  std::optional<double> median_rank;  // of the steps that could be compared
  std::vector<DrillStep> steps;       // by time
};

struct DrillScore {
  std::vector<SeatScore> seats;  // in order of being taken; empty: nobody took a seat
  std::size_t replications = 0;  // runs of simulated officers behind the ranks
};

// Durations [s] of the steps of one run by level, colour and kind; infinity: it never came.
class StepTimes {
 public:
  using Key = std::tuple<std::uint32_t, Colour, DrillStepKind>;
  void add(const StepTimes& other);
  std::map<Key, std::vector<double>> seconds;
};
StepTimes step_times(const Record& record);

// `peers`: the steps of `replications` runs with nobody seated.
DrillScore score_drill(const Record& drill, const Policy& policy, const StepTimes& peers,
                       std::size_t replications);

nlohmann::ordered_json to_json(const DrillScore& score, const Names& names);

}  // namespace fengsui
