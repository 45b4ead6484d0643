// What whoever runs a drill can ask of a live session. Plain values, posted to LiveSession::post().
//
// Requests wait in a queue and are answered in their order, between two events of the world. Freezing,
// pacing, stepping and looking change no byte of the record. Whatever is done to the world (faults, seats,
// acts, notes) is done at a moment of its own, when nothing else happens: after the latest event and before
// the next one, to the microsecond. So the same can be written into a scenario and gives the same log.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "sim/action.h"
#include "sim/base/time.h"
#include "sim/workflow/seat.h"

namespace fengsui::live {

// Number of a request, in the order of posting, from 1.
using Ticket = std::uint64_t;

// Simulated time stands still until asked to go on.
struct Freeze {};

// Goes on at the speed set last, to the end of the scenario.
struct Run {};

// Goes on and freezes at `until` [since the start]; refused when that has passed.
struct RunUntil {
  Time until{};
};

// Simulated seconds per real second, 0.01 to 100,000; 0: as fast as possible.
struct SetSpeed {
  double times = 1.0;
};

// Exactly one event, then frozen.
struct StepEvent {};

// On to the next entry of the log of severity notice or danger, then frozen.
struct StepToNote {};

// A snapshot with a name, kept until the session ends or an earlier moment is gone back to.
struct TakeSnapshot {
  std::string name;
};

// Back to a snapshot (LiveStatus::snapshots), frozen. What came after it is over: its run file is closed as
// interrupted and stays on disk, and a new run file is begun with everything up to the snapshot.
struct Backtrack {
  std::uint64_t snapshot = 0;
};

// A fault, a human failure or any other event that a scenario can have: now, or at `at` [since the start].
// With `lasts` it is undone by itself after that long, as "for" does in a scenario. Indices that the tables
// of the record's names do not have are refused in words.
struct Inject {
  Action action;  // `at` of it is not read
  std::optional<Time> at;
  std::optional<Duration> lasts;
};

// Takes back what was planned with Inject::at and has not happened yet (LiveStatus::planned).
struct Forget {
  std::uint64_t planned = 0;
};

// A person sits down at a seat, or leaves it to the simulated officers.
struct TakeSeat {
  SeatId seat;
};
struct ReleaseSeat {
  SeatId seat;
};

// The person at a seat does something with a case; refused in words when the state of the case or the seat
// does not allow it (a refused act is in the log, as refused).
struct ActOnCase {
  SeatId seat;
  CaseId case_id;
  SeatAct act = SeatAct::acknowledge;
  std::string note;  // kept with the act; may be empty
};

// Words for the record of the drill: of a seat, or of the instructor when there is none.
struct Note {
  std::optional<SeatId> seat;
  CaseId case_id;  // none: about no case
  std::string text;
};

// Writes base scenario, and what was done in this session as its events, as a new scenario file.
struct SaveScenario {
  std::filesystem::path path;
  bool overwrite = false;
};

// The drill is over: the run file is completed. Nothing but SaveScenario is accepted afterwards.
struct End {};

using Request = std::variant<Freeze, Run, RunUntil, SetSpeed, StepEvent, StepToNote, TakeSnapshot, Backtrack,
                             Inject, Forget, TakeSeat, ReleaseSeat, ActOnCase, Note, SaveScenario, End>;

}  // namespace fengsui::live
