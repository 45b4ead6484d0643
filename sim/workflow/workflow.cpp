#include "sim/workflow/workflow.h"

#include <algorithm>
#include <cassert>

#include "sim/workflow/turn.h"

namespace fengsui::workflow {

namespace {

// the open case of a warning, or none
CaseId case_of(const WorkflowState& state, WarningId warning) {
  const auto& open = state.open_warnings;
  const auto entry = std::ranges::lower_bound(open, warning.index, {}, &OpenWarning::warning);
  return entry != open.end() && entry->warning == warning.index ? CaseId{entry->case_index} : CaseId{};
}

CaseId add_case(const Turn& turn, EnterpriseId enterprise, WarningId warning, Colour colour) {
  assert(colour != Colour::none && enterprise.index < turn.spec.enterprises);
  const auto c = static_cast<std::uint32_t>(turn.state.cases.size());
  Case item;
  item.enterprise = enterprise;
  item.warning = warning;
  item.opened = turn.now();
  item.colour = colour;
  turn.state.cases.push_back(item);
  OfficeId office{enterprise.index};
  for (std::size_t level = 0; level < turn.levels(); ++level) {
    Involvement part;
    part.office = office;
    turn.state.involvements.push_back(part);
    office = turn.spec.offices[office.index].parent;
  }
  return CaseId{c};
}

// whether the case was not known to be about all of them
bool add_equipment(const Turn& turn, std::uint32_t c, EquipmentSet equipment) {
  Case& item = turn.item(c);
  const EquipmentSet more = equipment & ~item.equipment;
  item.equipment |= more;
  for (std::uint32_t unit_class = 0; unit_class < most_unit_classes; ++unit_class)
    if ((more & set_of(unit_class)) != 0) turn.note(LogKind::case_equipment, c, 0, unit_class);
  return more != 0;
}

// tells the enterprise, the levels of the colour, and the responsible one
void tell_levels(const Turn& turn, std::uint32_t c) {
  const ColourPolicy& policy = turn.policy().colours[static_cast<std::size_t>(turn.item(c).colour)];
  for (std::size_t level = 0; level < turn.levels() && turn.open(c); ++level) {
    if (turn.part(c, level).role != Role::none) continue;
    if (level == 0)
      inform(turn, c, level, Role::working);
    else if (level == policy.responsible)
      inform(turn, c, level, Role::responsible);
    else if (std::ranges::find(policy.informed, level) != policy.informed.end())
      inform(turn, c, level, Role::informed);
  }
}

}  // namespace

void plan(const Turn& turn, Time time, Planned kind, std::uint32_t subject, Detail detail) {
  turn.context.agenda.schedule(time, Room::workflow, static_cast<std::uint16_t>(kind), subject,
                               packed(detail));
}

void start(const Context&, const WorkflowSpec& spec, WorkflowState& state) {
  state = {};
  state.officers.resize(spec.officers);
  state.queues.resize(spec.offices.size());
  state.conduct.resize(spec.enterprises);
}

CaseId open_case(const Context& context, const WorkflowSpec& spec, WorkflowState& state,
                 EnterpriseId enterprise, WarningId warning, Colour colour, EquipmentSet equipment) {
  const Turn turn{context, spec, state};
  const CaseId id = add_case(turn, enterprise, warning, colour);
  auto& open = state.open_warnings;
  const auto place = std::ranges::lower_bound(open, warning.index, {}, &OpenWarning::warning);
  assert(place == open.end() || place->warning != warning.index);
  open.insert(place, {warning.index, id.index});
  turn.note(LogKind::case_opened, id.index, 0, static_cast<std::uint32_t>(colour));
  add_equipment(turn, id.index, equipment);
  tell_levels(turn, id.index);
  return id;
}

CaseId open_manual(const Context& context, const WorkflowSpec& spec, WorkflowState& state, OfficeId office,
                   EnterpriseId enterprise, Colour colour, EquipmentSet equipment) {
  const Turn turn{context, spec, state};
  const CaseId id = add_case(turn, enterprise, {}, colour);
  const std::size_t level = spec.offices[office.index].level;
  assert(turn.part(id.index, level).office == office);
  turn.note(LogKind::case_opened, id.index, level, static_cast<std::uint32_t>(colour));
  add_equipment(turn, id.index, equipment);

  // whoever picked up the telephone knows already
  Involvement& part = turn.part(id.index, level);
  part.role = Role::working;
  part.since = context.now;
  run_clocks(turn, id.index, level);
  begin_steps(turn, id.index, level);
  told(turn, id.index, level, true);
  tell_levels(turn, id.index);
  return id;
}

void warning_changed(const Context& context, const WorkflowSpec& spec, WorkflowState& state,
                     WarningId warning, Colour colour, EquipmentSet equipment) {
  const CaseId id = case_of(state, warning);
  if (!id.valid()) return;
  const Turn turn{context, spec, state};
  state.cases[id.index].condition_gone = false;
  settle(turn, id.index);
  if (!turn.open(id.index)) return;
  if (add_equipment(turn, id.index, equipment))
    for (std::size_t level = 0; level < turn.levels(); ++level) run_clocks(turn, id.index, level);
  upgrade(turn, id.index, colour);
}

void warning_ended(const Context&, const WorkflowSpec&, WorkflowState& state, WarningId warning) {
  const CaseId id = case_of(state, warning);
  if (id.valid()) state.cases[id.index].condition_gone = true;
}

void tell_cause(WorkflowState& state, WarningId warning, Verdict cause) {
  const CaseId id = case_of(state, warning);
  if (id.valid()) state.cases[id.index].cause = cause;
}

void handle(const Context& context, const WorkflowSpec& spec, WorkflowState& state, const Event& event) {
  const Turn turn{context, spec, state};
  const Detail detail = unpacked(event.detail);
  switch (static_cast<Planned>(event.kind)) {
    case Planned::send:
      return on_send(turn, event.subject, detail);
    case Planned::delivered:
      return on_delivered(turn, event.subject, detail);
    case Planned::reacted:
      return on_reacted(turn, event.subject, detail);
    case Planned::finished:
      return on_finished(turn, event.subject, detail);
    case Planned::clock:
      return on_clock(turn, event.subject, detail);
    case Planned::measure:
      return on_measure(turn, event.subject, detail);
    case Planned::call_again:
      return on_call_again(turn, event.subject, detail);
    case Planned::shift_change:
      return on_shift_change(turn, OfficeId{event.subject});
  }
}

}  // namespace fengsui::workflow
