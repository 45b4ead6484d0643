// The warning workflow: a warning becomes a case that people at several levels work until it is cleared.
//
//   engine ─(warning)→ open_case ─ notices → office queue → officer: acknowledge, verify, handle, feedback
//                          │ clocks expire → next level, measures            │
//                          └──────── responsible level: follow up, review ←──┘ → cleared | sent back
//
// Inputs: warnings as the platform heard them, telephone reports, requests from live seats, own planned
// events. Outputs: the log; `state.actions` (to the engine) and `state.plant_requests` (to the plant),
// drained by the world. Cost: O(log of what is pending) per event. Random numbers are keyed by case, level
// and task, never by deadline. An act is in time when it happens before its limit; at exactly the limit it is
// overdue.
#pragma once

#include <optional>
#include <string_view>

#include "sim/base/context.h"
#include "sim/workflow/seat.h"
#include "sim/workflow/workflow_spec.h"
#include "sim/workflow/workflow_state.h"

namespace fengsui::workflow {

// Sizes the state's tables. Call once, before anything else.
void start(const Context& context, const WorkflowSpec& spec, WorkflowState& state);

// A warning was raised: its case opens at the enterprise and the levels of its colour are told. `equipment`:
// the classes that the warning is about, where limits depend on them.
CaseId open_case(const Context& context, const WorkflowSpec& spec, WorkflowState& state,
                 EnterpriseId enterprise, WarningId warning, Colour colour, EquipmentSet equipment = 0);

// A telephone report received at an office: no warning behind it, so the danger is over when it is really
// handled. `office` is one of the enterprise's own line of offices.
CaseId open_manual(const Context& context, const WorkflowSpec& spec, WorkflowState& state, OfficeId office,
                   EnterpriseId enterprise, Colour colour, EquipmentSet equipment = 0);

// A worse colour tightens the running limits and tells further levels; a milder one changes nothing. Further
// classes of equipment may tighten limits, too. Warnings without an open case are ignored, here and below.
void warning_changed(const Context& context, const WorkflowSpec& spec, WorkflowState& state,
                     WarningId warning, Colour colour, EquipmentSet equipment = 0);

// The condition is gone: the case can now be cleared, by people.
void warning_ended(const Context& context, const WorkflowSpec& spec, WorkflowState& state, WarningId warning);

// Optional: what is really behind a warning, so that verification can find it.
void tell_cause(WorkflowState& state, WarningId warning, Verdict cause);

// One planned event of Room::workflow.
void handle(const Context& context, const WorkflowSpec& spec, WorkflowState& state, const Event& event);

// Why a request from a seat was refused.
enum class Refusal : std::uint8_t {
  no_such_case,
  already_cleared,
  not_involved,
  not_yet_told,
  not_an_act_of_people,
  already_acknowledged,
  not_acknowledged,
  already_verified,
  not_verified,
  already_handled,
  not_handled,
  already_given,
  not_responsible,
  no_feedback,
  condition_persists,
  no_such_seat,
  seat_not_taken,
  other_seat,
  nobody_above,
  nobody_below,
  already_above
};
inline constexpr std::size_t refusal_count = 21;
const Word& describe(Refusal refusal);

// A person at an office does something to a case; nothing when it was done, otherwise why not (and nothing
// changed).
std::optional<Refusal> request(const Context& context, const WorkflowSpec& spec, WorkflowState& state,
                               CaseId case_id, OfficeId office, Act act);

// Whether a request would be granted.
std::optional<Refusal> refusal(const WorkflowSpec& spec, const WorkflowState& state, CaseId case_id,
                               OfficeId office, Act act);

// Whether the office has such a seat: two in an enterprise, one in every office above.
bool seat_exists(const WorkflowSpec& spec, SeatId seat);
bool seat_taken(const WorkflowState& state, SeatId seat);

// Whether an act belongs to a seat. In an enterprise either seat signs, handles and acts on the plant; the
// safety officer verifies, gives feedback and asks for clearing; the principal clears, sends back and
// escalates. Whoever sits there alone does all of it.
bool belongs_to(const WorkflowState& state, SeatId seat, SeatAct act);

// What a person at a seat may not do now, and why. An act of its own meaning (dispatch, …) counts like one of
// the acts above.
std::optional<Refusal> seat_refusal(const WorkflowSpec& spec, const WorkflowState& state, CaseId case_id,
                                    SeatId seat, SeatAct act);

// The person does it; nothing when it was done, otherwise why not (and nothing changed).
std::optional<Refusal> act_from_seat(const Context& context, const WorkflowSpec& spec, WorkflowState& state,
                                     CaseId case_id, SeatId seat, SeatAct act);

// While a seat is taken, or its officers have left, nobody simulated at that office begins or goes on with
// work: what they had in hand goes back to the queue.
void take_seat(const Context& context, const WorkflowSpec& spec, WorkflowState& state, SeatId seat,
               bool taken);
void set_absent(const Context& context, const WorkflowSpec& spec, WorkflowState& state, OfficeId office,
                bool absent);

// What is sent over a channel of the policy while it is down never arrives; what is under way does.
void set_channel(WorkflowState& state, std::uint8_t channel, bool up);

}  // namespace fengsui::workflow
