#include "viz/model/terms.h"

namespace fengsui::viz {

namespace {

using T = Term;

const TermText table[term_count] = {
    {T::acknowledge,
     {"acknowledge", "签收"},
     {"the warning has arrived and been read; the clock of signing stops", "预警已收到并阅读；签收时限停止"}},
    {T::verify_real,
     {"real danger", "核实属实"},
     {"somebody has looked: the danger is real; the policy's orders for it follow",
      "已到现场核实：险情属实；随即执行预案要求"}},
    {T::verify_equipment_fault,
     {"equipment fault", "设备故障"},
     {"somebody has looked: the instrument or the equipment was at fault", "已核实：仪表或设备故障"}},
    {T::verify_false_alarm,
     {"false alarm", "误报"},
     {"somebody has looked: there is nothing", "已核实：没有险情"}},
    {T::dispatch,
     {"dispatch", "派发"},
     {"urges the level below: its notices go out once more", "催办下级：再次发送通知"}},
    {T::handle,
     {"handle", "处置"},
     {"takes in hand what the policy asks for at this colour", "执行预案对该等级预警的处置要求"}},
    {T::stop_production,
     {"stop production", "停产"},
     {"stops the casts of the lines in trouble, at once", "立即停止出险生产线的浇铸"}},
    {T::evacuate,
     {"evacuate", "撤人"},
     {"sends everybody away from the lines in trouble, at once", "立即撤离出险生产线的人员"}},
    {T::repair,
     {"repair", "检修"},
     {"mends equipment and instruments of the lines in trouble", "检修出险生产线的设备和仪表"}},
    {T::feedback,
     {"feedback", "反馈"},
     {"reports what was done; the review begins", "上报处置结果；进入审核"}},
    {T::request_clear,
     {"request clearing", "申请消警"},
     {"asks the reviewing level to clear the case", "请求审核机构消警"}},
    {T::approve, {"approve", "同意消警"}, {"the reviewing level clears the case", "审核机构同意，事项消警"}},
    {T::reject, {"send back", "退回"}, {"the reviewing level is not content", "审核机构退回，重新处置"}},
    {T::escalate,
     {"escalate", "升级"},
     {"hands the case to the level above before a limit does", "在超时之前主动提请上级处理"}},
    {T::supervise,
     {"supervise", "督办"},
     {"follows up, and orders the level below in writing", "跟踪并书面督促下级"}},
    {T::unacknowledged,
     {"unacknowledged", "未确认"},
     {"alarms 报警 that nobody has acknowledged 确认 yet", "尚无人确认的报警"}},
    {T::open_case,
     {"open case", "未结事项"},
     {"a case 处置事项 is one warning 预警 being worked until it is cleared 消警",
      "一条预警从生成到消警的处置过程"}},
    {T::overdue,
     {"overdue", "超时"},
     {"clocks 时限 of the policy that have run out; the case goes up a level", "已超过规定时限；事项将升级"}},
    {T::exercise, {"exercise", "演练"}, {"nothing shown here is a real warning", "此处显示的均不是真实预警"}},
    {T::alarm_state,
     {"state", "状态"},
     {"of ISA-18.2: unacknowledged, acknowledged, returned, latched, shelved, suppressed, out of service",
      "ISA-18.2状态：未确认、已确认、已恢复、锁存、搁置、抑制、停用"}},
    {T::priority, {"priority", "优先级"}, {"1 highest .. 4 lowest", "1最高 .. 4最低"}},
    {T::age, {"age", "持续"}, {"since the alarm was raised", "自报警产生以来"}},
    {T::unit,
     {"unit", "设备"},
     {"a piece of equipment of an enterprise 企业: furnace, casting well, hoist",
      "企业的设备：炉、深井、吊机"}},
    {T::point, {"point", "测点"}, {"what a sensor measures, by its tag", "传感器测量的量，以位号标识"}},
    {T::condition,
     {"condition", "条件"},
     {"what is wrong: high, low, rate of change, stuck, offline …",
      "报警条件：高、低、变化率、卡滞、离线等"}},
    {T::value, {"value", "数值"}, {"the reading 读数 that raised the alarm", "引发报警的读数"}},
    {T::limit, {"limit", "限值"}, {"the value that it passed", "被越过的限值"}},
    {T::injection,
     {"injection", "注入"},
     {"a fault 故障 or a human failure, now or at a time", "设备故障或人员失误，立即或定时发生"}},
    {T::seat,
     {"seat", "席位"},
     {"the desk of one role; when nobody sits there a simulated officer 值守员 works it",
      "一个岗位；无人就座时由模拟值守员处理"}},
    {T::snapshot,
     {"snapshot", "快照"},
     {"a moment of the run to which one can go back 回退", "可以回退到的运行时刻"}},
    {T::deeds,
     {"what was done", "已做操作"},
     {"by the instructor 导调 and at the seats; can be saved as a scenario 情景",
      "导调与各席位的操作；可另存为情景"}},
    {T::frozen, {"frozen", "已冻结"}, {"simulated time stands still", "仿真时间暂停"}},
    {T::running,
     {"running", "运行中"},
     {"simulated time passes at this many times the real one", "仿真时间按所示倍率流逝"}},
    {T::ended,
     {"ended", "已结束"},
     {"the record is complete; nothing can be done any more", "记录已完成，不能再操作"}},
};

}  // namespace

std::span<const TermText> terms() { return table; }

std::string explain(Term term, Language language) {
  const TermText& text = table[static_cast<std::size_t>(term)];
  if (language == Language::english)
    return text.name.english + " " + text.name.chinese + ": " + text.meaning.english;
  return text.name.chinese + " " + text.name.english + "：" + text.meaning.chinese;
}

Term term_of(SeatAct act) { return static_cast<Term>(act); }

}  // namespace fengsui::viz
