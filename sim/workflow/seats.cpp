// People in seats: which of their requests are legal, and offices whose simulated officers hold still.
#include <array>

#include "sim/workflow/turn.h"

namespace fengsui::workflow {

namespace {

constexpr std::array<Word, refusal_count> refusals{
    {{"no_such_case", "there is no such case", "没有该处置事项"},
     {"already_cleared", "the case is already cleared", "已消警"},
     {"not_involved", "this office is not involved", "本机构未参与该事项"},
     {"not_yet_told", "no notice has arrived yet", "推送尚未送达"},
     {"not_an_act_of_people", "people do not do this", "非人工动作"},
     {"already_acknowledged", "already acknowledged", "已签收"},
     {"not_acknowledged", "acknowledge it first", "请先签收"},
     {"already_verified", "already verified", "已核实"},
     {"not_verified", "verify it first", "请先核实"},
     {"already_handled", "already handled", "已处置"},
     {"not_handled", "handle it first", "请先处置"},
     {"already_given", "feedback is already given", "已反馈"},
     {"not_responsible", "another level reviews it", "由其他层级审核消警"},
     {"no_feedback", "there is no feedback yet", "尚无反馈"},
     {"condition_persists", "the risk persists", "风险尚未解除"},
     {"no_such_seat", "this office has no such seat", "本机构无此席位"},
     {"seat_not_taken", "take the seat first", "请先入席"},
     {"other_seat", "that is up to the other seat of the enterprise", "应由企业另一席位办理"},
     {"nobody_above", "there is no level above", "已是最高层级"},
     {"nobody_below", "no level below is working on it", "下级无人承办"},
     {"already_above", "the level above is already working on it", "上级已在承办"}}};

// the level an office has in a case, or one past the top
std::size_t level_in(const WorkflowSpec& spec, const WorkflowState& state, CaseId id, OfficeId office) {
  const std::size_t levels = spec.policy.levels.size();
  for (std::size_t level = 0; level < levels; ++level)
    if (state.involvements[id.index * levels + level].office == office) return level;
  return levels;
}

std::optional<Refusal> refusal_at(const WorkflowSpec& spec, const WorkflowState& state, std::uint32_t c,
                                  std::size_t level, Act act) {
  const Case& item = state.cases[c];
  const Involvement& part = state.involvements[c * spec.policy.levels.size() + level];
  if (part.role == Role::none || part.role == Role::withdrawn) return Refusal::not_involved;
  if (act == Act::overdue) return Refusal::not_an_act_of_people;

  // review is the responsible level's, whether or not it signed
  if (act == Act::clear || act == Act::reject) {
    if (level != reviewer(spec, state, c)) return Refusal::not_responsible;
    if (!item.feedback) return Refusal::no_feedback;
    const bool over = item.condition_gone || item.verdict == Verdict::false_alarm;
    return act == Act::clear && !over ? std::optional{Refusal::condition_persists} : std::nullopt;
  }
  const Job& steps = part.jobs[static_cast<std::size_t>(Lane::steps)];
  if (act == Act::acknowledge) {
    if (part.acknowledged) return Refusal::already_acknowledged;
    const bool unread = steps.state == JobState::idle && steps.task == Task::acknowledge && steps.lapses == 0;
    return unread ? std::optional{Refusal::not_yet_told} : std::nullopt;
  }
  if (part.role != Role::working) return Refusal::not_involved;
  if (!part.acknowledged) return Refusal::not_acknowledged;
  const bool false_alarm = item.verdict == Verdict::false_alarm;
  switch (act) {
    case Act::verify_true:
    case Act::verify_equipment_fault:
    case Act::verify_false:
      if (item.verdict != Verdict::unknown) return Refusal::already_verified;
      return std::nullopt;
    case Act::handle:
      if (item.verdict == Verdict::unknown) return Refusal::not_verified;
      if (item.handled) return Refusal::already_handled;
      return std::nullopt;
    case Act::feedback:
      if (item.feedback) return Refusal::already_given;
      if (!item.handled && !false_alarm) return Refusal::not_handled;
      return std::nullopt;
    default:
      return Refusal::not_an_act_of_people;
  }
}

void perform(const Turn& turn, std::uint32_t c, std::size_t level, Act act) {
  constexpr std::uint32_t person = OfficerId::none_index;
  switch (act) {
    case Act::acknowledge:
      return acknowledge(turn, c, level, person);
    case Act::verify_true:
      return verify(turn, c, level, Verdict::real);
    case Act::verify_equipment_fault:
      return verify(turn, c, level, Verdict::equipment_fault);
    case Act::verify_false:
      return verify(turn, c, level, Verdict::false_alarm);
    case Act::handle:
      return take_in_hand(turn, c, level, person, false);
    case Act::feedback:
      return give_feedback(turn, c, level, person);
    case Act::clear:
      return clear_case(turn, c, level, person);
    case Act::reject:
      return send_back(turn, c, level, person);
    case Act::overdue:
      return;
  }
}

// work in hand goes back to the queue, untouched
void lay_down_work(const Turn& turn, OfficeId office) {
  const Office& desk = turn.spec.offices[office.index];
  for (std::uint32_t i = desk.first_officer; i < desk.first_officer + desk.officers; ++i) {
    const Officer person = turn.state.officers[i];
    if (!person.busy) continue;
    const Task task = turn.job(person.case_index, person.level, person.lane).task;
    cancel(turn, person.case_index, person.level, person.lane);
    if (person.lane == Lane::steps)
      advance(turn, person.case_index, person.level);
    else
      begin_job(turn, person.case_index, person.level, person.lane, task);
  }
}

}  // namespace

const Word& describe(Refusal refusal) { return refusals[static_cast<std::size_t>(refusal)]; }

std::optional<Refusal> refusal(const WorkflowSpec& spec, const WorkflowState& state, CaseId case_id,
                               OfficeId office, Act act) {
  if (case_id.index >= state.cases.size()) return Refusal::no_such_case;
  if (state.cases[case_id.index].stage == Stage::cleared) return Refusal::already_cleared;
  const std::size_t levels = spec.policy.levels.size();
  const std::size_t level = level_in(spec, state, case_id, office);
  if (level == levels) return Refusal::not_involved;
  return refusal_at(spec, state, case_id.index, level, act);
}

std::optional<Refusal> request(const Context& context, const WorkflowSpec& spec, WorkflowState& state,
                               CaseId case_id, OfficeId office, Act act) {
  if (const auto why = refusal(spec, state, case_id, office, act)) return why;
  const Turn turn{context, spec, state};
  const std::uint32_t c = case_id.index;
  settle(turn, c);  // at exactly the limit it is too late
  if (const auto why = refusal(spec, state, case_id, office, act)) return why;

  const std::size_t level = level_in(spec, state, case_id, office);
  perform(turn, c, level, act);
  // what the officers had in hand is done: they go on from here
  if (turn.open(c) && act != Act::reject) revise_steps(turn, c, level);
  return std::nullopt;
}

void take_seat(const Context& context, const WorkflowSpec& spec, WorkflowState& state, SeatId seat,
               bool taken) {
  const Turn turn{context, spec, state};
  std::uint8_t& seats = state.queues[seat.office.index].seats;
  const auto bit = static_cast<std::uint8_t>(1u << static_cast<unsigned>(seat.role));
  seats = static_cast<std::uint8_t>(taken ? seats | bit : seats & ~bit);
  seats != 0 ? lay_down_work(turn, seat.office) : serve(turn, seat.office);
}

void set_absent(const Context& context, const WorkflowSpec& spec, WorkflowState& state, OfficeId office,
                bool absent) {
  const Turn turn{context, spec, state};
  state.queues[office.index].absent = absent;
  absent ? lay_down_work(turn, office) : serve(turn, office);
}

}  // namespace fengsui::workflow
