// A run, prepared to be looked at: the record and the books that say what is shown at any time.
//
// The record of a finished run never changes after opening; that of a live run grows, and the books with it,
// at a cost that goes with what is new. Judging may take longer than people like to wait: it goes on in a
// thread of its own, on a copy while the record grows, and is asked for when it is there.
#pragma once

#include <filesystem>
#include <future>
#include <memory>
#include <optional>

#include "sim/network/topology.h"
#include "twin/judge/drill_score.h"
#include "twin/judge/judgement.h"
#include "viz/model/alarm_book.h"
#include "viz/model/case_book.h"
#include "viz/model/condition_book.h"
#include "viz/model/curves.h"
#include "viz/model/explainer.h"
#include "viz/model/phase_book.h"
#include "viz/model/queue_book.h"
#include "viz/model/warning_book.h"

namespace fengsui::viz {

// What takes a while to find out.
struct Findings {
  Judgement judgement;                   // with a reason and nothing else when the run cannot be judged
  std::optional<TopologySpec> topology;  // the network as the inputs of the run describe it
  std::vector<SinglePoint> single_points;
  DrillScore drill;                        // how people did at seats, beside nobody; empty when nobody sat
  std::vector<std::uint32_t> fault_class;  // the class of equipment that has each fault, by their numbers
  std::unique_ptr<Explainer> explainer;    // null when the rules of the run cannot be read
};

// The judge's word on a run as it stands, with the expectations of its scenario as embedded in it.
Judgement judge_run(const Record& record);

// Whether a record is finished or becomes longer.
enum class Growth { finished, grows };

class RunView {
 public:
  // Throws InputError when the file cannot be read (run_file.h).
  static std::unique_ptr<RunView> open(const std::filesystem::path& file);
  explicit RunView(Record record, std::filesystem::path file = {}, Growth growth = Growth::finished);
  RunView(const RunView&) = delete;
  RunView& operator=(const RunView&) = delete;

  std::filesystem::path file;
  Record record;
  Time end;                      // how far the run got
  std::optional<Policy> policy;  // as embedded in the run; none if it carries no readable one
  AlarmBook alarms;
  WarningBook warnings;
  CaseBook cases;
  ConditionBook conditions;
  PhaseBook phases;
  QueueBook queues;
  Curves curves;
  std::vector<Time> dangers;  // when something dangerous was logged

  // Brings the books up to a record whose columns have become longer.
  void grow();
  // Judges the run as it stands, on a copy and unless that is still going on; what was found before stays
  // until then.
  void renew_findings();

  // Null until they are there.
  const Findings* findings() const;
  // Waits for them.
  const Findings& wait_for_findings() const;

 private:
  using Finding = std::shared_future<std::shared_ptr<const Findings>>;

  std::size_t dangers_seen_ = 0;  // log entries
  mutable Finding found_;         // complete, the latest
  Finding finding_out_;
};

}  // namespace fengsui::viz
