#include "twin/engine/alarm.h"

namespace fengsui::engine {

namespace {

// Cells of the table that the situation decides.
enum class Cell : std::uint8_t {
  norm,
  unack,
  acked,
  rtnun,
  latch_unack,
  latch_ack,
  shlvd,
  dsupr,
  oosrv,
  gone_unack,  // the condition went before the acknowledgement: returned or latched
  gone_ack,    // after it: normal or latched
  evaluate,    // out of hiding, as the condition stands, unless the plant suppresses it
  release      // likewise, the plant does not suppress it any more
};
using enum Cell;

// rows: states; columns: signals
constexpr std::array<std::array<Cell, alarm_signal_count>, alarm_state_count> transitions = {{
    // on, off, acknowledge, realarm, reset, suppress, release, shelve, unshelve, out of service, in service
    {unack, norm, norm, norm, norm, dsupr, norm, shlvd, norm, oosrv, norm},
    {unack, gone_unack, acked, unack, unack, dsupr, unack, shlvd, unack, oosrv, unack},
    {acked, gone_ack, acked, unack, acked, dsupr, acked, shlvd, acked, oosrv, acked},
    {unack, rtnun, norm, rtnun, rtnun, dsupr, rtnun, shlvd, rtnun, oosrv, rtnun},
    {unack, latch_unack, latch_ack, latch_unack, latch_unack, dsupr, latch_unack, shlvd, latch_unack, oosrv,
     latch_unack},
    {unack, latch_ack, latch_ack, latch_ack, norm, dsupr, latch_ack, shlvd, latch_ack, oosrv, latch_ack},
    {shlvd, shlvd, shlvd, shlvd, shlvd, shlvd, shlvd, shlvd, evaluate, oosrv, shlvd},
    {dsupr, dsupr, dsupr, dsupr, dsupr, dsupr, release, shlvd, dsupr, oosrv, dsupr},
    {oosrv, oosrv, oosrv, oosrv, oosrv, oosrv, oosrv, oosrv, oosrv, oosrv, evaluate},
}};

constexpr std::array<AlarmStateInfo, alarm_state_count> infos = {{
    {"NORM", "normal", "正常", false, true, false, false},
    {"UNACK", "unacknowledged", "未确认报警", true, false, true, false},
    {"ACKED", "acknowledged", "已确认报警", true, true, true, false},
    {"RTNUN", "returned, unacknowledged", "已恢复未确认", false, false, true, false},
    {"LATCH_UNACK", "latched, unacknowledged", "锁存未确认", true, false, true, false},
    {"LATCH_ACK", "latched, acknowledged", "锁存已确认", true, true, true, false},
    {"SHLVD", "shelved", "搁置", false, true, false, true},
    {"DSUPR", "suppressed by design", "设计抑制", false, true, false, true},
    {"OOSRV", "out of service", "停用", false, true, false, true},
}};

AlarmEvent beginning_of(AlarmState hidden) {
  return hidden == AlarmState::shelved      ? AlarmEvent::shelved
         : hidden == AlarmState::suppressed ? AlarmEvent::suppressed
                                            : AlarmEvent::out_of_service;
}

AlarmEvent end_of(AlarmState hidden) {
  return hidden == AlarmState::shelved      ? AlarmEvent::unshelved
         : hidden == AlarmState::suppressed ? AlarmEvent::released
                                            : AlarmEvent::in_service;
}

bool latched(AlarmState state) {
  return state == AlarmState::latched_unacknowledged || state == AlarmState::latched_acknowledged;
}

}  // namespace

const AlarmStateInfo& describe(AlarmState state) { return infos[static_cast<std::size_t>(state)]; }

AlarmState next_state(AlarmState state, AlarmSignal signal, const Situation& situation) {
  const Cell cell = transitions[static_cast<std::size_t>(state)][static_cast<std::size_t>(signal)];
  switch (cell) {
    case gone_unack:
      return situation.latching ? AlarmState::latched_unacknowledged : AlarmState::returned_unacknowledged;
    case gone_ack:
      return situation.latching ? AlarmState::latched_acknowledged : AlarmState::normal;
    case evaluate:
      if (situation.suppressed) return AlarmState::suppressed;
      [[fallthrough]];
    case release:
      return situation.present ? AlarmState::unacknowledged : AlarmState::normal;
    default:
      return static_cast<AlarmState>(cell);
  }
}

Announcements announcements(AlarmState from, AlarmState to) {
  Announcements events;
  if (from == to) return events;
  const AlarmStateInfo &before = describe(from), &after = describe(to);
  if (after.hidden) {
    const bool stronger = to != AlarmState::suppressed;
    if (stronger || before.alarm_on)
      events.add(beginning_of(to));
    else if (before.hidden)
      events.add(end_of(from));
    return events;
  }
  if (before.hidden) events.add(end_of(from));

  if (after.alarm_on && !before.alarm_on)
    events.add(AlarmEvent::raised);
  else if (latched(to))
    events.add(latched(from) ? AlarmEvent::acknowledged : AlarmEvent::latched);
  else if (before.alarm_on && !after.alarm_on)
    events.add(latched(from) ? AlarmEvent::reset : AlarmEvent::returned);
  else if (to == AlarmState::unacknowledged)
    events.add(AlarmEvent::realarmed);
  else if (!before.hidden)
    events.add(AlarmEvent::acknowledged);
  return events;
}

AlarmTable alarm_table(const Situation& situation) {
  AlarmTable table{};
  for (int state = 0; state < alarm_state_count; ++state)
    for (int signal = 0; signal < alarm_signal_count; ++signal)
      table[static_cast<std::size_t>(state)][static_cast<std::size_t>(signal)] =
          next_state(static_cast<AlarmState>(state), static_cast<AlarmSignal>(signal), situation);
  return table;
}

}  // namespace fengsui::engine
