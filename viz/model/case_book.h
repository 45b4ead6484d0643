// Every case of a run as a story: which level had it when, what was done, which clocks ran.
//
// Inputs: the log, and the time limits of the policy the run was made with. A clock of a level begins when
// the level becomes involved and stops with the act it waits for, with the case, or when the level hands
// over.
#pragma once

#include <unordered_map>
#include <vector>

#include "sim/workflow/policy.h"
#include "twin/record/record.h"
#include "viz/model/interval_index.h"

namespace fengsui::viz {

struct CaseStep {
  Time time{};
  LogKind kind = LogKind::case_opened;
  std::uint32_t level = 0;
  std::uint32_t entry = 0;  // in the log
};

// One level's part in a case.
struct CasePart {
  std::uint32_t level = 0;
  OfficeId office;
  Stretch during;           // involved until it handed over or the case ended
  bool escalated = false;   // it came here because a lower level was late
  bool reported = false;    // by telephone: whoever picked it up works on it
  bool signed_for = false;  // since it is involved, or since it works on it
  bool followed_up = false;

  bool works() const { return level == 0 || escalated || reported; }
};

struct ClockRun {
  std::uint32_t level = 0;
  workflow::Clock clock = workflow::Clock::acknowledge;
  Time from{}, deadline{};
  Time stopped = never;

  bool runs_at(Time time) const { return from <= time && time < stopped; }
  bool overdue_at(Time time) const { return runs_at(time) && time >= deadline; }
};

struct CaseStory {
  CaseId id;
  EnterpriseId enterprise;
  Stretch during;  // opened until cleared
  std::vector<CaseStep> steps;
  std::vector<CasePart> parts;
  std::vector<ClockRun> clocks;
  std::vector<std::pair<Time, Colour>> colours;
  workflow::EquipmentSet equipment = 0;  // known where the policy has limits by class

  Colour colour_at(Time time) const;
  // The last step at or before `time`; the case is open then or was.
  const CaseStep& step_at(Time time) const;
};

class CaseBook {
 public:
  CaseBook() = default;
  // `policy` may be null: then there are no clocks.
  CaseBook(const Record& record, const Policy* policy);

  // Takes in what has been added to the record since the last time.
  void grow(const Record& record, const Policy* policy);

  const std::vector<CaseStory>& stories() const { return stories_; }  // by opening
  void open_at(Time time, std::vector<std::uint32_t>& found) const { index_.covering(time, found); }
  void within(Time from, Time to, std::vector<std::uint32_t>& found) const {
    index_.overlapping(from, to, found);
  }
  const CaseStory* find(CaseId id) const;

 private:
  std::vector<CaseStory> stories_;
  std::unordered_map<std::uint32_t, std::size_t> position_;  // of each story, by the number of its case
  IntervalIndex index_;
  std::size_t entries_seen_ = 0;
};

}  // namespace fengsui::viz
