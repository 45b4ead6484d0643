// A small record made by hand: one district, one enterprise, a furnace and a well on one line, three levels.
#pragma once

#include "twin/record/record.h"

namespace fengsui::sample {

inline Time at_s(double seconds) { return scenario_start + from_seconds(seconds); }

inline constexpr std::uint32_t leak = 0, pump_trip = 1;  // faults of both classes
inline constexpr std::uint32_t furnace = 0, well = 1;    // units
inline constexpr std::uint32_t distance = 0, level = 1;  // points of the well
inline constexpr std::uint32_t enterprise_office = 0, district_office = 1, city_office = 2;
inline constexpr std::uint32_t none = UnitId::none_index;

inline Names names() {
  Names names;
  names.districts = {{"Green Bay", "青湾区"}};
  names.enterprises = {{"青湾铝业（虚构）", DistrictId(0), OfficeId(0)}};
  const std::vector<FaultName> faults = {{"guide_hole_leak", {"guide hole leak", "导流孔泄漏"}, true, "kg/s"},
                                         {"pump_trip", {"pump trip", "水泵跳闸"}, false, ""}};
  const std::vector<Label> phases = {{"idle", "空闲"}, {"steady", "稳定浇铸"}};
  const std::vector<AccidentName> accidents = {{{"steam explosion", "蒸汽爆炸"}, "kg"}};
  names.unit_classes = {{"fixed_furnace", {"furnace", "固定炉"}, phases, faults, accidents},
                        {"casting_well", {"well", "深井"}, phases, faults, accidents}};
  names.units = {{"fixed_furnace 1", {"furnace 1", "1号炉"}, 0, 0, EnterpriseId(0)},
                 {"casting_well 9", {"well 9", "9号深井"}, 1, 0, EnterpriseId(0)}};
  names.signals = {{"level_distance", "mm", UnitId(1)}, {"water_level", "m", UnitId(1)}};
  names.points = {{"DW_LM_DIST",
                   {"metal level distance", "液位距离"},
                   "mm",
                   UnitId(1),
                   SignalId(0),
                   GatewayId(0),
                   Limits{95.0, 100.0, 120.0, {}},
                   0.0,
                   200.0,
                   std::chrono::seconds(1)},
                  {"DW_WL",
                   {"water level", "水位"},
                   "m",
                   UnitId(1),
                   SignalId(1),
                   GatewayId(0),
                   {},
                   0.0,
                   10.0,
                   std::chrono::seconds(1)}};
  names.interlocks = {{"level_trip", {"level trip", "液位联锁"}, UnitId(1), "mm"}};
  names.sensor_faults = {{"none", {"none", "无"}}, {"pinned", {"pinned", "锁定"}}};
  names.gateways = {{"gateway A", EnterpriseId(0)}};
  names.links = {{"access A", {GatewayId(0)}}};
  names.levels = {
      {"enterprise", {"enterprise", "企业"}}, {"district", {"district", "区级"}}, {"city", {"city", "市级"}}};
  names.offices = {{{"duty desk", "值班室"}, 0, OfficeId(1), EnterpriseId(0), {}},
                   {{"Green Bay bureau", "青湾区应急局"}, 1, OfficeId(2), {}, DistrictId(0)},
                   {{"city bureau", "市应急局"}, 2, {}, {}, {}}};
  names.officers = {OfficeId(0), OfficeId(1), OfficeId(1), OfficeId(2)};
  names.channels = {{"app", {"app push", "应用推送"}}};
  names.measures = {{"repeat_push", {"repeat push", "再次推送"}}, {"supervise", {"supervise", "督办"}}};
  names.tasks = {{"acknowledge", {"acknowledge", "签收"}}};
  names.clocks = {{"acknowledge", {"acknowledge", "签收"}},
                  {"verify", {"verify", "核实"}},
                  {"feedback", {"feedback", "反馈"}},
                  {"clear", {"clear", "消警"}}};
  names.verdicts = {{"true", {"true", "属实"}}};
  names.plant_actions = {{"stop_cast", {"stop the cast", "停铸"}}};
  names.instructor_actions = {{"pause", {"pause", "暂停"}}};
  names.events = {{"leak", {"guide hole leaks", "导流孔泄漏"}, at_s(600), true}};
  return names;
}

inline RunInfo run_info() {
  RunInfo run;
  run.scenario = "leak";
  run.title = {"A leak", "泄漏"};
  run.about = {"invented", "虚构"};
  run.start = *parse_wall_time("2022-04-03T11:00:00+08:00");
  run.duration = std::chrono::hours(1);
  run.seed = 0xFFFFFFFFFFFFFFFFull;
  run.network = "direct";
  run.sampling = "every";
  run.engine = "builtin";
  run.software_version = "0.1.0";
  run.inputs = {{"scenario", "leak.json", "{\"id\": \"泄漏\"}"}, {"rules", "rules.json", ""}};
  run.outcome = Outcome::finished;
  return run;
}

inline LogEntry entry(double seconds, LogKind kind, std::uint32_t subject = 0, std::uint32_t detail = 0,
                      std::uint32_t other = 0, double value = 0.0) {
  return {at_s(seconds), kind, 0, subject, detail, other, value};
}

inline Alarm alarm(double seconds, std::uint32_t id, AlarmEvent event,
                   AlarmCondition condition = AlarmCondition::low, std::uint32_t point = distance,
                   double limit = 100.0) {
  Alarm alarm;
  alarm.id = AlarmId(id);
  alarm.point = PointId(point);
  alarm.enterprise = EnterpriseId(0);
  alarm.event = event;
  alarm.condition = condition;
  alarm.priority = 1;
  alarm.time = at_s(seconds);
  alarm.value = 99.0;
  alarm.limit = limit;
  return alarm;
}

inline Warning warning(double seconds, std::uint32_t id, WarningEvent event, Colour colour,
                       std::vector<AlarmId> because, std::string reason) {
  Warning warning;
  warning.id = WarningId(id);
  warning.enterprise = EnterpriseId(0);
  warning.event = event;
  warning.colour = colour;
  warning.time = at_s(seconds);
  warning.score = 80.5;
  warning.because = std::move(because);
  warning.reason = std::move(reason);
  return warning;
}

// The leak at 600 s: alarm 27 s later, red warning at 640 s, explosion at 692 s, handled and cleared by 3000
// s.
inline Record leak_record() {
  using K = LogKind;
  Record record;
  record.run = run_info();
  record.names = names();
  record.log = {
      entry(0, K::scenario_started),
      entry(600, K::scenario_action, 0, 0),
      entry(600, K::fault_started, well, leak, 0, 1.72),
      entry(601, K::fault_witnessed, well, leak, 0, -3.0),
      entry(627, K::alarm_raised, 7, distance, 0, 99.0),
      entry(630, K::interlock_blind, well, 0),
      entry(640, K::warning_raised, 3, 0, 4, 80.5),
      entry(640, K::case_opened, 0, enterprise_office, 4),
      entry(642, K::notice_delivered, 0, enterprise_office, 0, 2.0),
      entry(660, K::point_of_no_return, well, 0, 0, 120.0),
      entry(692, K::accident, well, 0, 5, 158.2),
      entry(700, K::task_started, 0, 0, 0, 58.0),
      entry(760, K::task_finished, 0, 0, 0, 60.0),
      entry(760, K::case_acknowledged, 0, enterprise_office, 0, 120.0),
      entry(940, K::clock_expired, 0, enterprise_office, 1, 300.0),
      entry(940, K::case_escalated, 0, district_office, 1),
      entry(940, K::measure_taken, 0, district_office, 1),
      entry(1000, K::case_acknowledged, 0, district_office, 1, 360.0),
      entry(1200, K::case_verified, 0, enterprise_office, 0, 560.0),
      entry(1300, K::case_rejected, 0, district_office, 1),
      entry(2000, K::case_feedback, 0, enterprise_office, 0, 1360.0),
      entry(2900, K::warning_ended, 3, 0, 4, 10.0),
      entry(3000, K::case_cleared, 0, district_office, 4, 2360.0),
  };
  record.segments = {{at_s(0), SignalId(0), hold(at_s(0), 110.0)},
                     {at_s(0), SignalId(1), hold(at_s(0), 3.0)},
                     {at_s(600), SignalId(0), ramp(at_s(600), 110.0, -0.5, 90.0)}};
  for (int i = 0; i < 5000; ++i) {
    Reading reading;
    reading.time = at_s(i * 0.5);
    reading.value = 110.0 + 0.25 * (i % 3);
    reading.point = PointId(0);
    record.readings.push_back({reading, at_s(i * 0.5 + 0.2)});
  }
  record.alarms = {alarm(626, 7, AlarmEvent::raised), alarm(650, 7, AlarmEvent::acknowledged),
                   alarm(900, 7, AlarmEvent::returned)};
  record.warnings = {warning(640, 3, WarningEvent::raised, Colour::red, {AlarmId(7)}, "液位过低，逼近爆炸"),
                     warning(2900, 3, WarningEvent::ended, Colour::none, {}, "")};
  return record;
}

}  // namespace fengsui::sample
