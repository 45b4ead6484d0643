#include "sim/workflow/words.h"

#include <array>

namespace fengsui::workflow {

namespace {

constexpr std::array<Word, clock_count> clocks{{{"acknowledge", "acknowledge", "签收时限"},
                                                {"verify", "verify", "核实时限"},
                                                {"feedback", "feedback", "反馈时限"},
                                                {"clear", "clear", "消警时限"},
                                                {"duty_call", "duty call", "值班电话时限"},
                                                {"follow_up", "follow-up", "跟踪督导时限"}}};

constexpr std::array<Word, task_count> tasks{{{"acknowledge", "acknowledge", "签收"},
                                              {"verify", "verify", "核实"},
                                              {"handle", "handle", "处置"},
                                              {"feedback", "feedback", "反馈"},
                                              {"follow_up", "follow up", "跟踪督导"},
                                              {"review", "review", "审核"},
                                              {"call", "telephone call", "电话叫应"},
                                              {"on_site", "on-site supervision", "现场督办"}}};

constexpr std::array<Word, measure_count> measures{
    {{"repeat_push", "push repeated", "重复推送"},
     {"call_and_answer", "call until answered", "叫应"},
     {"supervise", "written supervision", "督办"},
     {"on_site_supervision", "on-site supervision", "现场督办"},
     {"interview", "interview of the principal", "约谈"},
     {"penalty", "penalty", "行政处罚"},
     {"circular", "warning circular", "警示通报"}}};

constexpr std::array<Word, 4> verdicts{{{"unknown", "not verified", "未核实"},
                                        {"real", "real danger", "属实"},
                                        {"equipment_fault", "equipment fault", "设备故障"},
                                        {"false_alarm", "false alarm", "误报"}}};

constexpr std::array<Word, trigger_count> triggers{
    {{"acknowledge_overdue", "not signed in time", "签收超时"},
     {"verify_overdue", "not verified in time", "核实超时"},
     {"feedback_overdue", "no feedback in time", "反馈超时"},
     {"clear_overdue", "not cleared in time", "消警超时"},
     {"duty_call_due", "duty call due", "应电话督促"},
     {"follow_up_overdue", "no follow-up in time", "督导超时"},
     {"rejected", "sent back", "退回"},
     {"false_feedback", "false feedback found", "查实虚假反馈"}}};

}  // namespace

std::span<const Word> clock_words() { return clocks; }
std::span<const Word> task_words() { return tasks; }
std::span<const Word> measure_words() { return measures; }
std::span<const Word> verdict_words() { return verdicts; }
std::span<const Word> trigger_words() { return triggers; }

}  // namespace fengsui::workflow
