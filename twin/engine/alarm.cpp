#include "twin/engine/alarm.h"

#include <array>

namespace fengsui::engine {

namespace {

constexpr AlarmState normal = AlarmState::normal, unack = AlarmState::unacknowledged,
                     acked = AlarmState::acknowledged, returned = AlarmState::returned_unacknowledged,
                     suppressed = AlarmState::suppressed;

// rows: states; columns: on, off, acknowledge, suppress, release on, release off
constexpr std::array<std::array<AlarmState, alarm_signal_count>, alarm_state_count> transitions = {{
    {unack, normal, normal, suppressed, normal, normal},
    {unack, returned, acked, suppressed, unack, unack},
    {acked, normal, acked, suppressed, acked, acked},
    {unack, returned, normal, suppressed, returned, returned},
    {suppressed, suppressed, suppressed, suppressed, unack, normal},
}};

constexpr std::array<AlarmStateInfo, alarm_state_count> infos = {{
    {"NORM", "normal", "正常", false, true, false},
    {"UNACK", "unacknowledged", "未确认报警", true, false, true},
    {"ACKED", "acknowledged", "已确认报警", true, true, true},
    {"RTNUN", "returned, unacknowledged", "已恢复未确认", false, false, true},
    {"DSUPR", "suppressed by design", "设计抑制", false, true, false},
}};

}  // namespace

const AlarmStateInfo& describe(AlarmState state) { return infos[static_cast<std::size_t>(state)]; }

AlarmState next_state(AlarmState state, AlarmSignal signal) {
  return transitions[static_cast<std::size_t>(state)][static_cast<std::size_t>(signal)];
}

std::optional<AlarmEvent> announcement(AlarmState from, AlarmState to) {
  if (from == to) return {};
  if (describe(to).alarm_on && !describe(from).alarm_on) return AlarmEvent::raised;
  if (describe(from).alarm_on && !describe(to).alarm_on) return AlarmEvent::returned;
  if (to == acked || (from == returned && to == normal)) return AlarmEvent::acknowledged;
  return {};
}

}  // namespace fengsui::engine
