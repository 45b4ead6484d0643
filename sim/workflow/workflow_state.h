// Everything that changes in the offices: cases, who is involved in them, queues, officers.
//
// Flat vectors and indices; copying it branches the future. A planned event is void when its stamp (of a job,
// of a round of notices) or its deadline is no longer the current one.
#pragma once

#include <array>
#include <vector>

#include "sim/base/id.h"
#include "sim/port/messages.h"
#include "sim/workflow/policy.h"

namespace fengsui::workflow {

// How far a case has come; `reopened` after a review sent it back.
enum class Stage : std::uint8_t {
  raised,
  dispatched,
  delivered,
  acknowledged,
  verified,
  handled,
  feedback,
  reviewed,
  cleared,
  reopened
};

struct Case {
  EnterpriseId enterprise;
  WarningId warning;  // none: reported by telephone
  Time opened{};
  Colour colour = Colour::blue;
  EquipmentSet equipment = 0;  // kept where limits depend on it
  Stage stage = Stage::raised;
  Verdict verdict = Verdict::unknown;
  Verdict cause = Verdict::unknown;  // as the world knows it, if it said so
  bool condition_gone = false;
  bool handled = false;    // somebody says so
  bool pretended = false;  // … but nothing was done
  bool feedback = false;
  bool overdue = false;      // some clock has expired
  std::uint16_t rounds = 0;  // how often it was sent back
};

enum class Role : std::uint8_t { none, informed, responsible, working, withdrawn };

// idle: waits for the next notice; reacting: noticed, on its way; queued: waits for an officer; busy: an
// officer at it.
enum class JobState : std::uint8_t { none, idle, reacting, queued, busy };

struct Job {
  Time since{};             // when it joined the queue, or was begun
  std::uint64_t order = 0;  // of arrival in the queue
  std::uint32_t stamp = 0;
  std::uint32_t officer = 0;
  std::uint8_t lapses = 0;  // at this task so far
  Task task = Task::acknowledge;
  JobState state = JobState::none;
};

// What an office can have at hand for one case at the same time: its own steps, a review, a call to the level
// below.
enum class Lane : std::uint8_t { steps, review, call };
inline constexpr std::size_t lane_count = 3;

// One level's part in one case.
struct Involvement {
  OfficeId office;
  Role role = Role::none;
  bool acknowledged = false, followed_up = false, on_site_due = false;
  std::uint8_t expired = 0;        // bit per clock
  std::uint16_t notice_round = 0;  // stamp of the current sequence of pushes
  std::uint16_t calls = 0;         // made to the level below
  Time since{};                    // when the current role began
  std::array<Time, clock_count> deadline{never, never, never, never, never, never};
  std::array<Job, lane_count> jobs;
};

struct Officer {
  std::uint32_t case_index = 0;
  std::uint32_t stamp = 0;  // of the task in hand
  Time started{};
  std::uint8_t level = 0;
  Lane lane = Lane::steps;
  bool busy = false;
};

struct QueueEntry {
  std::uint64_t order = 0;
  std::uint32_t case_index = 0;
  std::uint32_t stamp = 0;  // of the job; another one there means this entry is void
  std::uint8_t priority = 0, level = 0;
  Lane lane = Lane::steps;
};

struct Queue {
  std::vector<QueueEntry> heap;
  std::uint64_t next_order = 0;
  Time shift_change = never;  // planned look at the queue
  std::uint8_t seats = 0;     // bit per SeatRole: a person sits there
  bool absent = false;        // the officers have left
};

// The latest events of each kind of trigger of one enterprise, for "the so-many-th time within".
struct Conduct {
  std::array<std::array<Time, remembered>, trigger_count> latest{};  // newest first
  std::array<std::uint8_t, trigger_count> known{};
};

struct OpenWarning {
  std::uint32_t warning = 0, case_index = 0;
};

struct PlantRequest {
  EnterpriseId enterprise;
  PlantAct kind = PlantAct::repair;
  CaseId case_id;
  Time time{};
};

struct WorkflowState {
  std::vector<Case> cases;
  std::vector<Involvement> involvements;  // [case * levels + level]
  std::vector<Officer> officers;
  std::vector<Queue> queues;                // by office
  std::vector<Conduct> conduct;             // by enterprise
  std::vector<OpenWarning> open_warnings;   // ascending by warning
  std::vector<std::uint8_t> down_channels;  // positions in the policy, in no order

  // outputs, drained by the world
  std::vector<OperatorAction> actions;
  std::vector<PlantRequest> plant_requests;
};

template <class Archive>
void visit(Archive& archive, const Case& c) {
  archive(c.enterprise), archive(c.warning), archive(c.opened), archive(c.colour), archive(c.stage);
  archive(c.equipment);
  archive(c.verdict), archive(c.cause), archive(c.condition_gone), archive(c.handled), archive(c.pretended);
  archive(c.feedback), archive(c.overdue), archive(c.rounds);
}

template <class Archive>
void visit(Archive& archive, const Job& job) {
  archive(job.since), archive(job.order), archive(job.stamp), archive(job.officer), archive(job.lapses);
  archive(job.task), archive(job.state);
}

template <class Archive>
void visit(Archive& archive, const Involvement& level) {
  archive(level.office), archive(level.role), archive(level.acknowledged), archive(level.followed_up);
  archive(level.on_site_due), archive(level.expired), archive(level.notice_round), archive(level.calls);
  archive(level.since);
  for (const Time deadline : level.deadline) archive(deadline);
  for (const Job& job : level.jobs) archive(job);
}

template <class Archive>
void visit(Archive& archive, const Officer& officer) {
  archive(officer.case_index), archive(officer.stamp), archive(officer.started), archive(officer.level);
  archive(officer.lane), archive(officer.busy);
}

template <class Archive>
void visit(Archive& archive, const QueueEntry& entry) {
  archive(entry.order), archive(entry.case_index), archive(entry.stamp), archive(entry.priority);
  archive(entry.level), archive(entry.lane);
}

template <class Archive>
void visit(Archive& archive, const Queue& queue) {
  archive(queue.heap), archive(queue.next_order), archive(queue.shift_change), archive(queue.seats);
  archive(queue.absent);
}

template <class Archive>
void visit(Archive& archive, const Conduct& conduct) {
  for (const auto& times : conduct.latest)
    for (const Time time : times) archive(time);
  for (const std::uint8_t count : conduct.known) archive(count);
}

template <class Archive>
void visit(Archive& archive, const OpenWarning& open) {
  archive(open.warning), archive(open.case_index);
}

template <class Archive>
void visit(Archive& archive, const WorkflowState& state) {
  archive(state.cases), archive(state.involvements), archive(state.officers), archive(state.queues);
  archive(state.conduct), archive(state.open_warnings), archive(state.down_channels);
}

}  // namespace fengsui::workflow

namespace fengsui {
using workflow::PlantRequest;
using workflow::WorkflowState;
}  // namespace fengsui
