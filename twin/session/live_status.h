// How a live session stands: values that the screen copies a few times per second. Texts are in both
// languages.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/action.h"
#include "sim/workflow/seat.h"
#include "sim/workflow/workflow_state.h"
#include "twin/record/record.h"
#include "twin/session/live_request.h"

namespace fengsui::live {

enum class State : std::uint8_t { frozen, running, ended };

// Taken by name, or by itself now and then (the history ring).
struct SnapshotInfo {
  std::uint64_t number = 0;
  Time time{};
  std::string name;       // empty: of the ring
  std::size_t bytes = 0;  // about what it occupies
};

// An injection that waits for its time.
struct PlannedAction {
  std::uint64_t number = 0;
  Time at{};
  Action action;
};

// A running clock of a case at an office.
struct RunningClock {
  workflow::Clock clock = workflow::Clock::acknowledge;
  Time deadline{};   // at which it is overdue
  Duration limit{};  // how long it was when it began
};

// What a seat may do with a case now; `why_not` is empty when it may.
struct Offer {
  SeatAct act = SeatAct::acknowledge;
  Label why_not;
};

// An open case as a seat sees it.
struct SeatCase {
  CaseId case_id;
  EnterpriseId enterprise;
  WarningId warning;  // none: reported by telephone
  Time opened{};
  Colour colour = Colour::none;
  workflow::Stage stage = workflow::Stage::raised;
  workflow::Verdict verdict = workflow::Verdict::unknown;
  workflow::Role role = workflow::Role::none;  // of this office in the case
  bool told = false;                       // a notice has arrived here; before that the seat knows nothing
  bool acknowledged = false;               // by this office
  bool handled = false, feedback = false;  // by anybody
  bool condition_gone = false;             // the warning has ended, or the danger is over
  bool overdue = false;                    // some clock has expired
  std::vector<RunningClock> clocks;        // of this office, the soonest first
  std::vector<Offer> offers;               // the acts that belong to this seat
};

struct SeatView {
  SeatId seat;
  Label name;                   // "Jing'an district duty officer"
  std::vector<SeatCase> cases;  // open ones in which the office has a part and of which it was told
};

struct Status {
  State state = State::frozen;
  Time now{};          // simulated; between events it follows the pace
  Time next_event{};   // `never` at the end
  Time end{};          // planned end of the scenario
  double speed = 1.0;  // 0: as fast as possible
  std::optional<Time> running_until;
  // Of the wall clock, for whoever wonders whether the session still answers: an engine or a disk that keeps
  // it waiting lets this grow old. Otherwise it is a second old at most.
  std::chrono::steady_clock::time_point published{};
  Ticket answered = 0;             // the latest request that was dealt with
  std::uint64_t events = 0;        // of the world, handled so far
  std::uint32_t branch = 1;        // counts up with each going back
  std::filesystem::path run_file;  // of this branch; `.partial` is appended while it grows
  bool recording = true;           // false: the disk did not take it; run goes on in memory
  bool can_go_back = true;         // false: this engine cannot be copied
  Outcome outcome = Outcome::running;
  std::string complaint;                // what the engine did wrong when it ended the run
  std::vector<SnapshotInfo> snapshots;  // by time
  std::vector<PlannedAction> planned;   // by time
  std::vector<SeatView> seats;          // the seats that are taken
  std::vector<std::size_t> stored;      // readings in the store of each gateway
};

// One line for the person who asked, or about something that happened to the session.
struct Message {
  enum class Kind : std::uint8_t { done, refused, trouble };

  std::uint64_t number = 0;  // from 1, without gaps
  Ticket ticket = 0;         // of the request it answers; 0: none
  Kind kind = Kind::done;
  Time time{};  // simulated
  Label text;
};

// Something a person did to the world, as it goes into a saved scenario.
struct Deed {
  Time time{};
  Action action;
  std::string note;
  std::optional<Duration> lasts;  // undone by itself after that long
  bool refused = false;
};

}  // namespace fengsui::live
