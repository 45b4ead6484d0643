#include "twin/judge/kpis.h"

#include <algorithm>

#include "twin/judge/judgement.h"

namespace fengsui {

namespace {

std::optional<double> mean(const std::vector<double>& values) {
  if (values.empty()) return {};
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

std::optional<double> percent(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return {};
  return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

class Sheet {
 public:
  void add(const char* key, Label name, std::optional<double> value, const char* unit) {
    rows_.push_back({key, std::move(name), value, unit});
  }
  void count(const char* key, Label name, std::uint64_t value) {
    add(key, std::move(name), static_cast<double>(value), "");
  }
  std::vector<Kpi> rows() && { return std::move(rows_); }

 private:
  std::vector<Kpi> rows_;
};

void add_detection(const Judgement& judgement, Sheet& sheet) {
  std::uint64_t accidents = 0, warned = 0, averted = 0, missed = 0, exposed = 0;
  std::vector<double> alarm_delay, warning_delay, lead_accident, lead_no_return;
  const auto keep = [](std::optional<Duration> duration, std::vector<double>& into) {
    if (duration) into.push_back(to_seconds(*duration));
  };
  for (const Detection& row : judgement.detections) {
    accidents += row.accident.has_value();
    warned += row.accident && !row.missed;
    averted += row.averted && !row.accident;
    missed += row.missed;
    exposed += row.accident ? row.exposed : 0;
    keep(row.alarm_delay(), alarm_delay);
    keep(row.warning_delay(), warning_delay);
    keep(row.lead_to_accident(), lead_accident);
    keep(row.lead_to_no_return(), lead_no_return);
  }
  sheet.count("dangerous_faults", {"faults that can cause an accident", "可致事故的故障"},
              judgement.detections.size());
  sheet.count("missed_faults", {"of those, without a warning in time", "其中未及时预警"}, missed);
  sheet.count("accidents", {"accidents after a fault", "事故（由故障引发）"}, accidents);
  sheet.count("accidents_warned", {"of those, warned of before", "其中事前已预警"}, warned);
  sheet.count("averted", {"accidents averted", "避免的事故"}, averted);
  sheet.count("exposed", {"people exposed", "暴露人数"}, exposed);
  sheet.add("alarm_delay", {"fault to first alarm, mean", "故障至首次报警（平均）"}, mean(alarm_delay), "s");
  sheet.add("warning_delay", {"fault to first warning, mean", "故障至首次预警（平均）"}, mean(warning_delay),
            "s");
  sheet.add("lead_time", {"first warning to accident, mean", "首次预警至事故的提前量（平均）"},
            mean(lead_accident), "s");
  sheet.add("lead_time_no_return",
            {"first warning to point of no return, mean", "首次预警至不可逆转点的提前量（平均）"},
            mean(lead_no_return), "s");
}

void add_alarms(const Record& record, const Judgement& judgement, Sheet& sheet) {
  const AlarmLoad& load = judgement.positions.front().load;
  std::uint64_t chattering = 0, stale = 0, warnings = 0, acknowledged = 0;
  for (const AlarmHabit& habit : judgement.habits) {
    chattering += habit.chattering;
    stale += habit.stale;
  }
  for (const Warning& warning : record.warnings) warnings += warning.event == WarningEvent::raised;
  for (const Alarm& alarm : record.alarms) acknowledged += alarm.event == AlarmEvent::acknowledged;
  const std::array<double, 4> mix = priority_mix(record);
  sheet.count("alarms", {"alarms", "报警数"}, load.alarms);
  sheet.add("alarms_per_day", {"alarms per day", "日均报警数"}, load.per_day, "1/d");
  sheet.add("alarms_per_hour", {"alarms per hour", "时均报警数"}, load.per_hour, "1/h");
  sheet.count("peak_window", {"most alarms in 10 minutes", "10分钟内最多报警数"}, load.peak_window);
  sheet.add("time_in_flood", {"time in alarm flood", "报警泛滥时间占比"}, 100.0 * load.flood_share, "%");
  sheet.count("floods", {"alarm floods", "报警泛滥次数"}, load.floods.size());
  sheet.count("chattering", {"chattering alarms", "抖动报警点"}, chattering);
  sheet.count("stale", {"stale alarms", "长期未恢复报警点"}, stale);
  sheet.add("top_ten_share", {"share of the ten most frequent", "前十报警占比"},
            100.0 * top_ten_share(judgement.habits), "%");
  sheet.add("high_priority_share", {"share of priority 1", "一级报警占比"}, 100.0 * mix[0], "%");
  sheet.add("alarms_acknowledged", {"alarms acknowledged", "报警处置率"}, percent(acknowledged, load.alarms),
            "%");
  sheet.count("false_alarms", {"false alarms", "误报"}, judgement.false_alarms.alarms.size());
  sheet.add("false_alarm_share", {"share of false alarms", "误报率"},
            percent(judgement.false_alarms.alarms.size(), load.alarms), "%");
  sheet.count("warnings", {"warnings", "预警数"}, warnings);
  sheet.count("false_warnings", {"false warnings", "误预警"}, judgement.false_alarms.warnings.size());
}

void add_workflow(const Record& record, const Judgement& judgement, Sheet& sheet) {
  std::uint64_t overdue = 0, on_time = 0, cleared = 0, escalations = 0, rejected = 0, untrue = 0, lost = 0,
                measures = 0;
  std::vector<double> acknowledge, feedback, clear;
  const auto keep = [](const CaseScore& score, std::optional<Time> time, std::vector<double>& into) {
    if (time) into.push_back(to_seconds(*time - score.opened));
  };
  for (const CaseScore& score : judgement.cases) {
    overdue += score.overdue;
    on_time += score.overdue == 0;
    cleared += score.cleared.has_value();
    escalations += score.escalations;
    rejected += score.rejected;
    untrue += score.false_feedback;
    lost += score.notices_lost;
    measures += score.measures.size();
    keep(score, score.acknowledged, acknowledge);
    keep(score, score.feedback, feedback);
    keep(score, score.cleared, clear);
  }
  double busiest = 0.0;
  for (const OfficeLoad& office : judgement.offices) busiest = std::max(busiest, office.busy_fraction);
  sheet.count("cases", {"cases", "处置事项"}, judgement.cases.size());
  sheet.add("cleared_share", {"cases cleared", "消警率"}, percent(cleared, judgement.cases.size()), "%");
  sheet.add("on_time_share", {"cases without any overdue clock", "按时处置率"},
            percent(on_time, judgement.cases.size()), "%");
  sheet.add("acknowledge_time", {"opened to acknowledged, mean", "生成至签收（平均）"}, mean(acknowledge),
            "s");
  sheet.add("feedback_time", {"opened to feedback, mean", "生成至反馈（平均）"}, mean(feedback), "s");
  sheet.add("clear_time", {"opened to cleared, mean", "生成至消警（平均）"}, mean(clear), "s");
  sheet.count("overdue", {"clocks overdue", "超时次数"}, overdue);
  for (std::size_t clock = 0; clock < record.names.clocks.size(); ++clock) {
    std::uint64_t expired = 0;
    for (const ColourLevelScore& row : judgement.colour_levels) expired += row.overdue[clock];
    const KeyedName& name = record.names.clocks[clock];
    sheet.count(("overdue_" + name.key).c_str(),
                {"overdue: " + name.name.english, "超时：" + name.name.chinese}, expired);
  }
  sheet.count("escalations", {"escalations", "升级次数"}, escalations);
  sheet.count("rejected", {"feedback sent back", "退回次数"}, rejected);
  sheet.count("false_feedback", {"false feedback", "虚假反馈"}, untrue);
  sheet.count("notices_lost", {"notices that never arrived", "推送未达"}, lost);
  sheet.count("measures", {"measures taken", "采取措施"}, measures);
  sheet.add("busiest_office", {"busiest office, share of time", "最忙机构的忙碌占比"}, 100.0 * busiest, "%");
}

void add_data(const Judgement& judgement, Sheet& sheet) {
  std::vector<double> online;
  std::uint64_t lost = 0, duplicated = 0, readings = 0, bad = 0;
  double worst_latency = 0.0;
  for (const GatewayScore& gateway : judgement.gateways) {
    online.push_back(100.0 * gateway.online_rate);
    lost += gateway.readings_lost;
    duplicated += gateway.duplicated;
    readings += gateway.readings;
    bad += gateway.bad_readings;
    worst_latency = std::max(worst_latency, gateway.worst_latency_s);
  }
  sheet.add("online_rate", {"gateways online, mean", "在线率（平均）"}, mean(online), "%");
  sheet.add("worst_online_rate", {"gateways online, worst", "在线率（最低）"},
            online.empty() ? std::nullopt : std::optional(*std::ranges::min_element(online)), "%");
  sheet.count("readings", {"readings received", "收到读数"}, readings);
  sheet.add("effective_rate", {"readings of good quality", "数据有效率"}, percent(readings - bad, readings),
            "%");
  sheet.count("readings_lost", {"readings lost", "丢失读数"}, lost);
  sheet.count("duplicated", {"messages duplicated", "重复报文"}, duplicated);
  sheet.add("worst_latency", {"latest reading", "最大迟到"},
            readings == 0 ? std::nullopt : std::optional(worst_latency), "s");
}

}  // namespace

std::vector<Kpi> score_sheet(const Record& record, const Judgement& judgement) {
  Sheet sheet;
  add_detection(judgement, sheet);
  add_alarms(record, judgement, sheet);
  add_workflow(record, judgement, sheet);
  add_data(judgement, sheet);
  return std::move(sheet).rows();
}

}  // namespace fengsui
