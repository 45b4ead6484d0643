#include "tests/twin/report/sample_runs.h"

#include <algorithm>
#include <cmath>

namespace fengsui::sample {

namespace {

using K = LogKind;
using std::chrono::hours;
using std::chrono::minutes;

constexpr Time onset = scenario_start + minutes(10);

Time at(double seconds_after_onset) { return onset + from_seconds(seconds_after_onset); }

Names names() {
  Names names;
  names.districts = {{"Qingwan", "青湾区（虚构）"}};
  names.enterprises = {{"恒湾铝材（虚构）", DistrictId(0), OfficeId(0)},
                       {"Other <b>& Co</b> (invented)", DistrictId(0), OfficeId(3)}};
  names.unit_classes = {{"casting_well",
                         {"casting well", "铸造井"},
                         {{"fill", "充型"}, {"steady casting", "稳定铸造"}},
                         {{"guide_hole_leak", {"guide-hole leak", "导流孔漏铝"}, true, "kg/s"}},
                         {{{"molten aluminium meets water: explosion", "铝液遇水爆炸"}, "kg"}}}};
  names.units = {{"casting_well 9", {"well 9", "9 号井"}, 0, 0, EnterpriseId(0)},
                 {"casting_well 6", {"well 6", "6 号井"}, 0, 0, EnterpriseId(0)}};
  names.signals = {{"table_level", "mm", UnitId(0)},
                   {"launder_flow", "kg/s", UnitId(0)},
                   {"pit_aluminium", "kg", UnitId(0)},
                   {"water_pressure", "kPa", UnitId(0)}};
  const Limits level{95.0, 100.0, 120.0, 125.0};
  names.points = {{"DW_LM_DIST",
                   {"metal level of the table", "分流盘液位"},
                   "mm",
                   UnitId(0),
                   SignalId(0),
                   GatewayId(0),
                   level,
                   0.0,
                   200.0,
                   std::chrono::seconds(1)},
                  {"DW_WATER_P",
                   {"cooling water pressure", "冷却水压力"},
                   "kPa",
                   UnitId(0),
                   SignalId(3),
                   GatewayId(0),
                   {},
                   0.0,
                   600.0,
                   std::chrono::seconds(1)}};
  names.interlocks = {{"level_cut_off",
                       {"level cut-off and emergency drain", "液位联锁快速切断与应急排放"},
                       UnitId(0),
                       "mm"}};
  names.gateways = {{"gateway of 恒湾铝材", EnterpriseId(0)}, {"gateway of Other", EnterpriseId(1)}};
  names.levels = {
      {"enterprise", {"enterprise", "企业"}}, {"district", {"district", "区级"}}, {"city", {"city", "市级"}}};
  names.offices = {{{"duty room of 恒湾铝材", "恒湾铝材值班室"}, 0, OfficeId(1), EnterpriseId(0), {}},
                   {{"district bureau", "区应急管理局"}, 1, OfficeId(2), {}, DistrictId(0)},
                   {{"city bureau", "市应急管理局"}, 2, {}, {}, {}},
                   {{"duty room of Other", "Other 值班室"}, 0, OfficeId(1), EnterpriseId(1), {}}};
  names.officers = {OfficeId(0), OfficeId(1), OfficeId(2)};
  names.channels = {{"console", {"console pop-up", "弹窗"}}, {"voice", {"voice call", "语音电话"}}};
  names.measures = {{"repeat_push", {"repeated push", "重复推送"}}};
  names.clocks = {{"acknowledge", {"acknowledge", "签收"}},
                  {"verify", {"verify", "核实"}},
                  {"feedback", {"feedback", "反馈"}},
                  {"clear", {"clear", "消警"}}};
  names.verdicts = {{"unknown", {"unknown", "未知"}}, {"real", {"real", "属实"}}};
  names.plant_actions = {{"evacuate", {"evacuate", "疏散"}}};
  names.events = {{"leak", {"guide hole of well 9 leaks", "9 号井导流孔漏铝"}, onset, true}};
  return names;
}

RunInfo info() {
  RunInfo run;
  run.scenario = "guide_hole_leak_2022";
  run.title = {"Guide-hole leak at an unattended casting well (Qingyuan, 2022)",
               "无人看盘铸造井导流孔漏铝（清远，2022）"};
  run.about = {
      "Sourced: 92 s from leak to explosion, no level alarm, the operator had left. Inferred: leak rate, "
      "table area.",
      "有来源：漏铝至爆炸 92 秒，无液位报警，看盘工离岗。推断：漏流量、分流盘面积。"};
  run.start = *parse_wall_time("2022-04-03T19:00:00+08:00");
  run.duration = hours(4);
  run.seed = 7;
  run.network = "simgrid";
  run.sampling = "every";
  run.engine = "builtin";
  run.software_version = "0.1.0";
  run.outcome = Outcome::finished;
  run.digest = std::string(64, 'a');
  run.inputs = {{"scenario", "scenarios/library/aluminium/guide_hole_leak_2022.json",
                 "{ \"id\": \"guide_hole_leak_2022\" }\n"}};
  return run;
}

void add_segments(Record& record, double end_of_leak_s) {
  const auto add = [&](std::uint32_t signal, Segment segment) {
    record.segments.push_back({segment.start, SignalId(signal), segment});
  };
  add(0, hold(scenario_start, 110.0));
  add(1, hold(scenario_start, 3.1));
  add(2, hold(scenario_start, 0.0));
  add(3, hold(scenario_start, 310.0));
  add(0, ramp(onset, 110.0, -0.37));
  add(1, lag(onset, 3.1, 4.8, 4.0));
  add(2, ramp(onset, 0.0, 1.72));
  add(0, hold(at(end_of_leak_s), 110.0 - 0.37 * end_of_leak_s));
  add(1, lag(at(end_of_leak_s), 4.8, 0.0, 3.0));
  add(2, hold(at(end_of_leak_s), 1.72 * end_of_leak_s));
}

Detection detection() {
  Detection result;
  result.unit = UnitId(0);
  result.enterprise = EnterpriseId(0);
  result.onset = onset;
  result.injected = true;
  return result;
}

FaultEffect leak(double seen_after_s) {
  FaultEffect fault;
  fault.started = onset;
  fault.witnessed = at(seen_after_s);
  fault.injected = true;
  fault.event = "leak";
  return fault;
}

std::string text(Language language, const char* english, const char* chinese) {
  return language == Language::english ? english : chinese;
}

}  // namespace

Run as_it_happened(Language language) {
  Run run;
  run.label = text(language, "as it happened", "事故原貌");
  Record& record = run.record;
  record.run = info();
  record.names = names();
  record.names.points.erase(record.names.points.begin());  // no level sensor
  record.log = {{scenario_start, K::scenario_started, 0, 0, 0, 0, 0.0},
                {at(-60), K::operator_left, 0, 0, 0, 0, 0.0},
                {onset, K::fault_started, 0, 0, 0, 0, 1.72},
                {at(1), K::fault_witnessed, 0, 0, 0, 2, 1.7},
                {at(27.03), K::interlock_blind, 0, 0, 0, 0, 0.0},
                {at(72), K::point_of_no_return, 0, 0, 0, 2, 123.0},
                {at(92), K::accident, 0, 0, 0, 5, 158.2},
                {at(140), K::gateway_reported_offline, 0, 0, 0, 0, 0.0}};
  add_segments(record, 92.0);

  Judgement& judgement = run.judgement;
  judgement.verdict = Verdict::fail;
  judgement.faults = {leak(1.0)};
  Detection found = detection();
  found.limit_reached = at(27.03);
  found.point_of_no_return = at(72);
  found.accident = at(92);
  found.exposed = 5;
  found.missed = true;
  judgement.detections = {found};
  judgement.expectations = {{false,
                             R"({"warning":"red","within":"40s","after":"leak"})",
                             {"a red warning within 40 s after leak", "漏铝后 40 秒内发出红色预警"},
                             {"never", "从未发出"},
                             "/expect/0",
                             {}},
                            {true,
                             "",
                             {"an accident", "发生事故"},
                             {"accident 92 s after leak", "漏铝后 92 秒发生事故"},
                             "/expect/1",
                             at(92)}};
  judgement.kpis = {{"online_rate", {"online rate", "在线率"}, 99.2, "%"},
                    {"warnings", {"warnings", "预警数"}, 0.0, ""}};
  judgement.gateways = {{GatewayId(0), 0.992, 0.992, 0, 0, 0, 0, 0, 0, 0.0, 0.0},
                        {GatewayId(1), 1.0, 1.0, 0, 0, 0, 0, 0, 0, 0.0, 0.0}};
  return run;
}

Run with_monitoring(Language language) {
  Run run;
  run.label = text(language, "with the monitoring the code requires", "配齐规范要求的监测联锁");
  Record& record = run.record;
  record.run = info();
  record.names = names();
  record.log = {{scenario_start, K::scenario_started, 0, 0, 0, 0, 0.0},
                {at(-60), K::operator_left, 0, 0, 0, 0, 0.0},
                {onset, K::fault_started, 0, 0, 0, 0, 1.72},
                {at(1), K::fault_witnessed, 0, 0, 0, 2, 1.7},
                {at(27.03), K::interlock_demanded, 0, 0, 0, 0, 100.0},
                {at(28.4), K::alarm_raised, 0, 0, 0, 0, 99.8},
                {at(29.0), K::warning_raised, 0, 0, 0, 4, 88.0},
                {at(29.0), K::case_opened, 0, 0, 0, 4, 0.0},
                {at(29.2), K::notice_delivered, 0, 0, 0, 0, 0.2},
                {at(30.0), K::notice_delivered, 0, 0, 1, 0, 1.0},
                {at(31.5), K::notice_delivered, 0, 0, 2, 0, 2.5},
                {at(32.03), K::interlock_tripped, 0, 0, 0, 0, 0.0},
                {at(34.1), K::accident_averted, 0, 0, 0, 0, 0.63},
                {at(58.0), K::case_acknowledged, 0, 0, 0, 0, 29.0},
                {at(190.0), K::case_acknowledged, 0, 0, 1, 1, 161.0},
                {at(420.0), K::case_verified, 0, 0, 0, 1, 391.0},
                {at(960.0), K::case_handled, 0, 0, 0, 0, 931.0},
                {at(1500.0), K::case_feedback, 0, 0, 0, 0, 1471.0},
                {at(2400.0), K::operator_returned, 0, 0, 0, 0, 0.0},
                {at(7000.0), K::case_cleared, 0, 0, 1, 4, 6971.0}};
  add_segments(record, 34.1);
  for (int second = -600; second < 3000; ++second) {
    const double value =
        110.0 - 0.37 * std::clamp(static_cast<double>(second), 0.0, 34.1) + 0.3 * std::sin(second * 1.7);
    record.readings.push_back({{at(second), value, PointId(0), Quality::good, {}}, at(second + 0.4)});
  }
  Alarm alarm{AlarmId(0), PointId(0), {},   EnterpriseId(0), AlarmEvent::raised, AlarmCondition::low, 1,
              at(28.4),   99.8,       100.0};
  record.alarms.push_back(alarm);
  alarm.event = AlarmEvent::returned;
  alarm.time = at(3000.0);
  record.alarms.push_back(alarm);
  record.warnings.push_back({WarningId(0),
                             EnterpriseId(0),
                             WarningEvent::raised,
                             Colour::red,
                             at(29.0),
                             88.0,
                             60.0,
                             90.0,
                             0.0,
                             30.0,
                             {AlarmId(0)},
                             "level low on a casting well"});

  Judgement& judgement = run.judgement;
  judgement.verdict = Verdict::pass;
  judgement.faults = {leak(1.0)};
  Detection found = detection();
  found.limit_reached = at(27.03);
  found.first_alarm = at(28.4);
  found.alarm = AlarmId(0);
  found.point = PointId(0);
  found.first_warning = at(29.0);
  found.warning = WarningId(0);
  found.first_colour = found.worst_colour = Colour::red;
  found.first_acknowledged = at(58.0);
  found.averted = at(34.1);
  found.averted_by = InterlockId(0);
  found.margin = 0.63;
  judgement.detections = {found};
  judgement.expectations = {{true,
                             "",
                             {"a red warning within 40 s after leak", "漏铝后 40 秒内发出红色预警"},
                             {"red warning 29 s after leak", "漏铝后 29 秒发出红色预警"},
                             "/expect/0",
                             at(29)}};
  CaseScore score;
  score.id = CaseId(0);
  score.enterprise = EnterpriseId(0);
  score.colour = Colour::red;
  score.opened = at(29.0);
  score.acknowledged = at(58.0);
  score.verified = at(420.0);
  score.handled = at(960.0);
  score.feedback = at(1500.0);
  score.cleared = at(7000.0);
  score.highest_level = 2;
  for (std::uint32_t level = 0; level < 3; ++level) {
    CaseAtLevel part;
    part.level = level;
    part.office = OfficeId(level);
    part.involved = at(29.0);
    score.levels.push_back(part);
  }
  judgement.cases = {score};
  judgement.colour_levels = {
      {Colour::red, 0, 1, {1, 29.0, 29.0, 29.0, 29.0}, {}, {}, {}, {}, {0, 0, 0, 0}, 0, 0, 0, 0}};
  judgement.offices = {{OfficeId(0), 1, 4, 0, 0, 1.0, 0.12}, {OfficeId(1), 1, 2, 0, 0, 0.5, 0.05}};
  judgement.gateways = {{GatewayId(0), 1.0, 1.0, 3600, 0, 0, 0, 0, 0, 0.4, 1.1},
                        {GatewayId(1), 1.0, 1.0, 0, 0, 0, 0, 0, 0, 0.0, 0.0}};
  judgement.kpis = {{"online_rate", {"online rate", "在线率"}, 100.0, "%"},
                    {"warnings", {"warnings", "预警数"}, 1.0, ""},
                    {"lead", {"mean lead time", "平均提前量"}, 63.0, "s"}};
  return run;
}

Run busy_month(std::size_t alarms, std::size_t readings) {
  Run run = with_monitoring(Language::english);
  Record& record = run.record;
  record.run.duration = hours(24 * 30);
  const Duration step = record.run.duration / static_cast<std::int64_t>(alarms);
  for (std::size_t i = 0; i < alarms; ++i) {
    const Time time = scenario_start + step * static_cast<std::int64_t>(i);
    record.alarms.push_back({AlarmId(i + 1),
                             PointId(0),
                             {},
                             EnterpriseId(0),
                             AlarmEvent::raised,
                             AlarmCondition::low,
                             3,
                             time,
                             99.0,
                             100.0});
    record.log.push_back({time, K::alarm_raised, 0, static_cast<std::uint32_t>(i + 1), 0, 0, 99.0});
    CaseScore score = run.judgement.cases.front();
    score.id = CaseId(i + 1);
    score.opened = time;
    run.judgement.cases.push_back(score);
  }
  std::ranges::stable_sort(record.log, {}, &LogEntry::time);
  record.readings.clear();
  for (std::size_t i = 0; i < readings; ++i) {
    const double value = 110.0 + std::sin(static_cast<double>(i));
    record.readings.push_back(
        {{scenario_start + from_seconds(static_cast<double>(i)), value, PointId(0), Quality::good, {}}, {}});
  }
  return run;
}

}  // namespace fengsui::sample
