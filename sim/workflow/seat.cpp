#include "sim/workflow/seat.h"

#include <array>

namespace fengsui::workflow {

namespace {

constexpr std::array<Word, seat_role_count> roles{{{"safety_officer", "safety officer", "安全管理人员"},
                                                   {"principal", "principal", "主要负责人"},
                                                   {"duty_officer", "duty officer", "值班员"}}};

constexpr std::array<Word, seat_act_count> acts{
    {{"acknowledge", "acknowledge", "签收"},
     {"verify_real", "verify: real danger", "核实属实"},
     {"verify_equipment_fault", "verify: equipment fault", "核实为设备故障"},
     {"verify_false_alarm", "verify: false alarm", "核实为误报"},
     {"dispatch", "dispatch", "派发"},
     {"handle", "handle", "处置"},
     {"stop_production", "stop production", "停产"},
     {"evacuate", "evacuate", "撤人"},
     {"repair", "repair", "检修"},
     {"feedback", "feedback", "反馈"},
     {"request_clear", "request clearing", "申请消警"},
     {"approve", "approve clearing", "同意消警"},
     {"reject", "send back", "退回"},
     {"escalate", "escalate", "升级"},
     {"supervise", "supervise", "督办"}}};

}  // namespace

std::span<const Word> seat_role_words() { return roles; }
std::span<const Word> seat_act_words() { return acts; }

}  // namespace fengsui::workflow
