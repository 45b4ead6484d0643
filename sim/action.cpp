#include "sim/action.h"

#include <array>
#include <cassert>

namespace fengsui {

namespace {

using K = ActionKind;

constexpr std::array words = {
    ActionWord{K::start_fault, "fault", "fault injected", "注入故障"},
    ActionWord{K::end_fault, "repair", "fault repaired", "排除故障"},
    ActionWord{K::sensor_fault, "sensor_fault", "sensor fault injected", "注入传感器故障"},
    ActionWord{K::sensor_repair, "sensor_repair", "sensor repaired", "修复传感器"},
    ActionWord{K::operator_leaves, "operator_leaves", "operator leaves", "看盘工离岗"},
    ActionWord{K::operator_returns, "operator_returns", "operator returns", "看盘工到岗"},
    ActionWord{K::bypass_interlock, "bypass_interlock", "interlock bypassed", "旁路联锁"},
    ActionWord{K::restore_interlock, "restore_interlock", "interlock restored", "恢复联锁"},
    ActionWord{K::link_down, "link_down", "link cut", "断开链路"},
    ActionWord{K::link_up, "link_up", "link restored", "恢复链路"},
    ActionWord{K::gateway_down, "gateway_down", "gateway switched off", "关闭网关"},
    ActionWord{K::gateway_up, "gateway_up", "gateway switched on", "开启网关"},
    ActionWord{K::gateway_clock, "gateway_clock", "gateway clock set wrong", "网关时钟偏差"},
    ActionWord{K::duplicate_messages, "duplicates", "messages duplicated", "报文重复"},
    ActionWord{K::late_messages, "late", "messages held back", "报文迟到"},
    ActionWord{K::phone_report, "phone_report", "telephone report", "电话报告"},
    ActionWord{K::officers_leave, "officers_leave", "officers leave", "值守员离岗"},
    ActionWord{K::officers_return, "officers_return", "officers return", "值守员到岗"},
    ActionWord{K::messages_restored, "messages_restored", "clock and messages back to normal",
               "时钟与报文恢复正常"},
    ActionWord{K::acknowledge_alarm, "acknowledge_alarm", "alarm acknowledged", "确认报警"},
    ActionWord{K::shelve_alarm, "shelve_alarm", "alarm shelved", "搁置报警"},
    ActionWord{K::unshelve_alarm, "unshelve_alarm", "alarm unshelved", "取消搁置报警"},
    ActionWord{K::alarm_out_of_service, "alarm_out_of_service", "alarm taken out of service", "停用报警"},
    ActionWord{K::alarm_in_service, "alarm_in_service", "alarm returned to service", "恢复使用报警"},
    ActionWord{K::reset_alarm, "reset_alarm", "alarm reset", "复位报警"},
    ActionWord{K::take_seat, "take_seat", "seat taken", "入席"},
    ActionWord{K::release_seat, "release_seat", "seat released", "离席"},
    ActionWord{K::seat_act, "seat_act", "act of a seat", "席位动作"},
    ActionWord{K::seat_note, "seat_note", "note", "备注"},
    ActionWord{K::channel_down, "channel_down", "channel fails", "通知渠道中断"},
    ActionWord{K::channel_up, "channel_up", "channel works again", "通知渠道恢复"},
};

}  // namespace

std::span<const ActionWord> action_words() { return words; }

const ActionWord& describe(ActionKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  assert(index < words.size() && words[index].kind == kind);
  return words[index];
}

}  // namespace fengsui
