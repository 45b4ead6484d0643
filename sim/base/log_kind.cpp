#include "sim/base/log_kind.h"

#include <algorithm>
#include <array>

namespace fengsui {

namespace {

using K = LogKind;
using R = Refers;
using L = Lane;
using S = Severity;

constexpr LogKindInfo unknown{K{0},      "unknown",  "unknown entry", "未知记录", L::scenario,
                              S::detail, R::nothing, R::nothing,      R::nothing, ""};

constexpr std::array table = {
    LogKindInfo{K::scenario_started, "scenario_started", "scenario starts", "情景开始", L::scenario, S::info,
                R::nothing, R::nothing, R::nothing, ""},
    LogKindInfo{K::scenario_ended, "scenario_ended", "scenario ends", "情景结束", L::scenario, S::info,
                R::nothing, R::nothing, R::nothing, ""},
    LogKindInfo{K::scenario_action, "scenario_action", "scripted event", "情景事件", L::scenario, S::info,
                R::action, R::enterprise, R::nothing, ""},
    LogKindInfo{K::instructor_action, "instructor_action", "instructor acts", "导调动作", L::scenario,
                S::notice, R::action, R::enterprise, R::nothing, ""},

    LogKindInfo{K::phase_started, "phase_started", "phase starts", "进入工序", L::plant, S::detail, R::unit,
                R::phase, R::nothing, ""},
    LogKindInfo{K::fault_started, "fault_started", "fault starts", "故障发生", L::plant, S::notice, R::unit,
                R::fault, R::nothing, "size of the fault in its own unit"},
    LogKindInfo{K::fault_witnessed, "fault_witnessed", "fault shows an effect", "故障见效", L::plant,
                S::detail, R::unit, R::fault, R::signal, "change of the signal"},
    LogKindInfo{K::fault_ended, "fault_ended", "fault repaired", "故障排除", L::plant, S::info, R::unit,
                R::fault, R::nothing, ""},
    LogKindInfo{K::interlock_demanded, "interlock_demanded", "interlock limit reached", "联锁条件达到",
                L::plant, S::notice, R::unit, R::interlock, R::nothing, "value of the signal"},
    LogKindInfo{K::interlock_tripped, "interlock_tripped", "interlock acts", "联锁动作", L::plant, S::notice,
                R::unit, R::interlock, R::nothing, ""},
    LogKindInfo{K::interlock_failed_on_demand, "interlock_failed_on_demand", "interlock fails on demand",
                "联锁拒动", L::plant, S::danger, R::unit, R::interlock, R::nothing, ""},
    LogKindInfo{K::interlock_blind, "interlock_blind", "interlock cannot act: absent, bypassed or blind",
                "联锁缺失、旁路或失明", L::plant, S::danger, R::unit, R::interlock, R::nothing, ""},
    LogKindInfo{K::operator_left, "operator_left", "operator leaves the post", "看盘工离岗", L::plant,
                S::notice, R::unit, R::nothing, R::nothing, ""},
    LogKindInfo{K::operator_returned, "operator_returned", "operator is back", "看盘工到岗", L::plant,
                S::info, R::unit, R::nothing, R::nothing, ""},
    LogKindInfo{K::operator_noticed, "operator_noticed", "operator notices", "看盘工发现异常", L::plant,
                S::notice, R::unit, R::fault, R::nothing, ""},
    LogKindInfo{K::operator_acted, "operator_acted", "operator stops the cast", "人工停铸", L::plant,
                S::notice, R::unit, R::fault, R::nothing, ""},
    LogKindInfo{K::point_of_no_return, "point_of_no_return", "point of no return", "不可逆转点", L::plant,
                S::danger, R::unit, R::accident, R::signal, "value of the signal"},
    LogKindInfo{K::accident, "accident", "accident", "事故", L::plant, S::danger, R::unit, R::accident,
                R::count, "aluminium in the water [kg] or as the accident says"},
    LogKindInfo{K::accident_averted, "accident_averted", "accident averted", "事故避免", L::plant, S::notice,
                R::unit, R::accident, R::interlock, "margin left, 0..1"},
    LogKindInfo{K::plant_action_done, "plant_action_done", "action on the plant", "现场处置", L::plant,
                S::info, R::unit, R::action, R::nothing, ""},

    LogKindInfo{K::sensor_fault_started, "sensor_fault_started", "sensor fault starts", "传感器故障",
                L::sensors, S::notice, R::point, R::fault, R::nothing, ""},
    LogKindInfo{K::sensor_fault_witnessed, "sensor_fault_witnessed", "sensor fault changes a reading",
                "传感器故障见效", L::sensors, S::detail, R::point, R::fault, R::nothing,
                "reading minus truth"},
    LogKindInfo{K::sensor_fault_ended, "sensor_fault_ended", "sensor repaired", "传感器恢复", L::sensors,
                S::info, R::point, R::fault, R::nothing, ""},

    LogKindInfo{K::link_down, "link_down", "link down", "链路中断", L::network, S::notice, R::link,
                R::nothing, R::nothing, ""},
    LogKindInfo{K::link_up, "link_up", "link up", "链路恢复", L::network, S::info, R::link, R::nothing,
                R::nothing, ""},
    LogKindInfo{K::gateway_down, "gateway_down", "gateway down", "网关停机", L::network, S::notice,
                R::gateway, R::nothing, R::nothing, ""},
    LogKindInfo{K::gateway_up, "gateway_up", "gateway up", "网关恢复", L::network, S::info, R::gateway,
                R::nothing, R::nothing, ""},
    LogKindInfo{K::message_lost, "message_lost", "message lost", "报文丢失", L::network, S::detail,
                R::gateway, R::count, R::nothing, ""},
    LogKindInfo{K::message_duplicated, "message_duplicated", "message duplicated", "报文重复", L::network,
                S::detail, R::gateway, R::count, R::nothing, ""},
    LogKindInfo{K::message_delayed, "message_delayed", "message held back", "报文迟到", L::network, S::detail,
                R::gateway, R::count, R::nothing, "delay [s]"},
    LogKindInfo{K::backlog_sent, "backlog_sent", "stored readings sent", "补传缓存数据", L::network, S::info,
                R::gateway, R::count, R::nothing, "age of the oldest [s]"},

    LogKindInfo{K::alarm_raised, "alarm_raised", "alarm", "报警", L::engine, S::notice, R::alarm, R::point,
                R::condition, "reading"},
    LogKindInfo{K::alarm_returned, "alarm_returned", "alarm returns to normal", "报警恢复", L::engine,
                S::info, R::alarm, R::point, R::condition, "reading"},
    LogKindInfo{K::alarm_acknowledged, "alarm_acknowledged", "alarm acknowledged", "报警确认", L::engine,
                S::info, R::alarm, R::point, R::condition, ""},
    LogKindInfo{K::warning_raised, "warning_raised", "warning", "预警", L::engine, S::danger, R::warning,
                R::enterprise, R::colour, "risk score"},
    LogKindInfo{K::warning_changed, "warning_changed", "warning changes colour", "预警变更", L::engine,
                S::notice, R::warning, R::enterprise, R::colour, "risk score"},
    LogKindInfo{K::warning_ended, "warning_ended", "risk back to normal", "风险恢复正常", L::engine, S::info,
                R::warning, R::enterprise, R::colour, "risk score"},
    LogKindInfo{K::gateway_reported_offline, "gateway_reported_offline", "gateway seen offline", "网关离线",
                L::engine, S::notice, R::gateway, R::enterprise, R::nothing, ""},
    LogKindInfo{K::gateway_reported_online, "gateway_reported_online", "gateway seen online", "网关上线",
                L::engine, S::info, R::gateway, R::enterprise, R::nothing, ""},
    LogKindInfo{K::engine_stalled, "engine_stalled", "engine under test stalled", "被测引擎停滞", L::engine,
                S::danger, R::nothing, R::nothing, R::nothing, "silence [s]"},

    LogKindInfo{K::case_opened, "case_opened", "case opened", "生成处置事项", L::workflow, S::notice,
                R::case_item, R::office, R::colour, ""},
    LogKindInfo{K::case_notified, "case_notified", "notice sent", "推送", L::workflow, S::detail,
                R::case_item, R::office, R::channel, ""},
    LogKindInfo{K::notice_delivered, "notice_delivered", "notice arrives", "推送送达", L::workflow, S::detail,
                R::case_item, R::office, R::channel, "latency [s]"},
    LogKindInfo{K::notice_lost, "notice_lost", "notice never arrives", "推送未达", L::workflow, S::notice,
                R::case_item, R::office, R::channel, ""},
    LogKindInfo{K::case_acknowledged, "case_acknowledged", "acknowledged", "签收", L::workflow, S::notice,
                R::case_item, R::office, R::officer, "since opened [s]"},
    LogKindInfo{K::case_verified, "case_verified", "verified", "核实", L::workflow, S::notice, R::case_item,
                R::office, R::verdict, "since opened [s]"},
    LogKindInfo{K::case_handled, "case_handled", "handled", "处置", L::workflow, S::info, R::case_item,
                R::office, R::officer, "since opened [s]"},
    LogKindInfo{K::case_feedback, "case_feedback", "feedback given", "反馈", L::workflow, S::notice,
                R::case_item, R::office, R::officer, "since opened [s]"},
    LogKindInfo{K::case_feedback_false, "case_feedback_false", "feedback is false", "虚假反馈", L::workflow,
                S::danger, R::case_item, R::office, R::officer, ""},
    LogKindInfo{K::case_reviewed, "case_reviewed", "reviewed", "审核", L::workflow, S::info, R::case_item,
                R::office, R::officer, ""},
    LogKindInfo{K::case_rejected, "case_rejected", "sent back", "退回", L::workflow, S::notice, R::case_item,
                R::office, R::officer, ""},
    LogKindInfo{K::case_cleared, "case_cleared", "cleared", "消警", L::workflow, S::notice, R::case_item,
                R::office, R::colour, "since opened [s]"},
    LogKindInfo{K::clock_expired, "clock_expired", "overdue", "超时", L::workflow, S::danger, R::case_item,
                R::office, R::clock, "time limit [s]"},
    LogKindInfo{K::case_escalated, "case_escalated", "escalated to", "升级", L::workflow, S::danger,
                R::case_item, R::office, R::clock, ""},
    LogKindInfo{K::measure_taken, "measure_taken", "measure", "措施", L::workflow, S::notice, R::case_item,
                R::office, R::measure, ""},
    LogKindInfo{K::task_started, "task_started", "work starts", "开始办理", L::workflow, S::detail,
                R::case_item, R::officer, R::task, "waited [s]"},
    LogKindInfo{K::task_finished, "task_finished", "work ends", "办理完成", L::workflow, S::detail,
                R::case_item, R::officer, R::task, "took [s]"},
    LogKindInfo{K::task_abandoned, "task_abandoned", "not started in time", "未及办理", L::workflow,
                S::notice, R::case_item, R::office, R::task, "waited [s]"},
    LogKindInfo{K::officer_lapsed, "officer_lapsed", "officer does not react", "值守人员未响应", L::workflow,
                S::danger, R::case_item, R::officer, R::task, ""},
    LogKindInfo{K::colour_upgraded, "colour_upgraded", "colour upgraded", "预警升色", L::workflow, S::danger,
                R::case_item, R::office, R::colour, ""},
    LogKindInfo{K::case_withdrawn, "case_withdrawn", "handed over", "移交", L::workflow, S::detail,
                R::case_item, R::office, R::nothing, ""},
};

}  // namespace

std::span<const LogKindInfo> log_kinds() { return table; }

const LogKindInfo& describe(LogKind kind) {
  const auto row = std::ranges::lower_bound(table, kind, {}, &LogKindInfo::kind);
  return row != table.end() && row->kind == kind ? *row : unknown;
}

}  // namespace fengsui
