#include "sim/port/words.h"

namespace fengsui {

namespace {

constexpr PortWord qualities[] = {{"good", "good", "有效"}, {"bad", "bad", "无效"}};

constexpr PortWord colours[] = {{"none", "none", "无"},
                                {"blue", "blue", "蓝色"},
                                {"yellow", "yellow", "黄色"},
                                {"orange", "orange", "橙色"},
                                {"red", "red", "红色"}};

constexpr PortWord acts[] = {{"acknowledge", "acknowledge", "签收"},
                             {"verify_true", "verified as real", "核实属实"},
                             {"verify_equipment_fault", "verified as equipment fault", "核实为设备故障"},
                             {"verify_false", "verified as false", "核实为误报"},
                             {"handle", "handle", "处置"},
                             {"feedback", "feedback", "反馈"},
                             {"clear", "clear", "消警"},
                             {"reject", "reject", "退回"},
                             {"overdue", "overdue", "超时"}};

constexpr PortWord alarm_acts[] = {{"acknowledge", "acknowledge", "确认"},
                                   {"shelve", "shelve", "搁置"},
                                   {"unshelve", "unshelve", "取消搁置"},
                                   {"take_out_of_service", "take out of service", "停用"},
                                   {"return_to_service", "return to service", "恢复使用"},
                                   {"reset", "reset", "复位"}};

constexpr PortWord alarm_events[] = {{"raised", "raised", "报警"},
                                     {"returned", "returned to normal", "恢复"},
                                     {"acknowledged", "acknowledged", "确认"},
                                     {"realarmed", "alarmed again", "再次报警"},
                                     {"latched", "held after return", "锁存"},
                                     {"reset", "reset", "复位"},
                                     {"shelved", "shelved", "搁置"},
                                     {"unshelved", "unshelved", "取消搁置"},
                                     {"suppressed", "suppressed by design", "设计抑制"},
                                     {"released", "suppression ended", "解除抑制"},
                                     {"out_of_service", "out of service", "停用"},
                                     {"in_service", "back in service", "恢复使用"}};

constexpr PortWord alarm_conditions[] = {{"low_low", "low-low", "低低限"},
                                         {"low", "low", "低限"},
                                         {"high", "high", "高限"},
                                         {"high_high", "high-high", "高高限"},
                                         {"rate", "rate of change", "变化率"},
                                         {"stuck", "stuck", "数据不变"},
                                         {"offline", "offline", "离线"},
                                         {"state", "state", "状态"},
                                         {"deviation", "deviation", "偏差"},
                                         {"out_of_range", "out of range", "超量程"},
                                         {"mismatch", "state mismatch", "状态不符"},
                                         {"vote", "vote", "多点表决"},
                                         {"repeated", "repeated", "频繁越限"},
                                         {"absent", "nothing heard", "逾期未报"},
                                         {"expression", "expression", "组合条件"}};

constexpr PortWord warning_events[] = {
    {"raised", "raised", "发布"}, {"changed", "changed", "变更"}, {"ended", "ended", "解除"}};

}  // namespace

template <>
std::span<const PortWord> words_for<Quality>() {
  return qualities;
}

template <>
std::span<const PortWord> words_for<Colour>() {
  return colours;
}

template <>
std::span<const PortWord> words_for<Act>() {
  return acts;
}

template <>
std::span<const PortWord> words_for<AlarmAct>() {
  return alarm_acts;
}

template <>
std::span<const PortWord> words_for<AlarmEvent>() {
  return alarm_events;
}

template <>
std::span<const PortWord> words_for<AlarmCondition>() {
  return alarm_conditions;
}

template <>
std::span<const PortWord> words_for<WarningEvent>() {
  return warning_events;
}

}  // namespace fengsui
