// No fault of the data files passes without a trace: each is put into the same working day of one enterprise,
// and the judge must find its witness or, where nothing met it, call the run inconclusive.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/signal/sensor.h"
#include "tests/end_to_end/program.h"
#include "twin/judge/judgement.h"
#include "twin/session/prepare.h"
#include "twin/session/session.h"

namespace fengsui::end_to_end {
namespace {

constexpr const char* firm = "潮汐铝业有限公司（虚构）";  // has units of all four classes

class Onward final : public Pilot {
 public:
  bool proceed(Session&, Time) override { return true; }
};

// Thirty hours of production with nothing scripted; a copy of it is each test's starting point.
Prepared working_day() {
  nlohmann::json scenario = small_scenario();
  scenario["duration"] = "30:00:00";
  scenario["enterprises"] = nlohmann::json::object();
  scenario["events"] = nlohmann::json::array();
  scenario["expect"] = nlohmann::json::array();
  const Desk desk;
  return prepare(desk.write("day.json", scenario.dump()), FENGSUI_SOURCE_DIR);
}

UnitId unit_of(const City& city, UnitClass unit_class) {
  for (std::size_t i = 0; i < city.plant.units.size(); ++i)
    if (city.plant.units[i].unit_class == unit_class &&
        city.directory.enterprises[city.plant.units[i].enterprise.index].name == firm)
      return UnitId(i);
  return {};
}

Record run_with(Prepared day, Action action) {
  action.at = scenario_start + std::chrono::minutes(30);
  day.city.script = {action};
  day.record.names.events = {{"injected", {"injected", "注入"}, action.at, true}};
  Session session(std::move(day.city), reach_engine(day.engine), std::move(day.record));
  Onward onward;
  session.run(Carrier::direct, onward);
  return std::move(session).take_record();
}

void expect_witness(const Record& record) {
  const Judgement judgement = judge(record, {});
  ASSERT_EQ(judgement.faults.size(), 1u);
  EXPECT_TRUE(judgement.faults[0].injected);
  EXPECT_TRUE(judgement.faults[0].witnessed.has_value());
  EXPECT_NE(judgement.verdict, Verdict::inconclusive);
}

Action plant_fault(const City& city, std::size_t fault) {
  Action action;
  action.kind = ActionKind::start_fault;
  action.unit = unit_of(city, city.plant.faults[fault].unit_class);
  action.enterprise = city.plant.of(action.unit).enterprise;
  action.fault = static_cast<std::uint32_t>(fault);
  return action;
}

Action sensor_fault(const City& city, SensorFault fault, double value) {
  Action action;
  action.kind = ActionKind::sensor_fault;
  action.unit = unit_of(city, UnitClass::casting_well);
  for (std::size_t i = 0; i < city.plant.points.size(); ++i)
    if (city.plant.points[i].unit == action.unit && city.plant.points[i].tag == "DW_LM_DIST")
      action.point = PointId(i);
  action.fault = static_cast<std::uint32_t>(fault);
  action.size = value;
  return action;
}

TEST(EveryFault, OfThePlantHasAWitness) {
  const Prepared day = working_day();
  for (std::size_t i = 0; i < day.city.plant.faults.size(); ++i) {
    SCOPED_TRACE(day.city.plant.faults[i].key);
    expect_witness(run_with(day, plant_fault(day.city, i)));
  }
}

TEST(EveryFault, OfASensorHasAWitness) {
  const Prepared day = working_day();
  for (const SensorFaultInfo& info : sensor_faults()) {
    if (info.fault == SensorFault::none) continue;
    SCOPED_TRACE(info.key);
    // a factor, a drift a second, a level: enough of each
    expect_witness(run_with(day, sensor_fault(day.city, info.fault, 30.0)));
  }
}

TEST(EveryFault, OfTheNetworkHasAWitness) {
  const Prepared day = working_day();
  Action gateway;
  gateway.kind = ActionKind::gateway_down;
  gateway.gateway = GatewayId(std::size_t{1});
  expect_witness(run_with(day, gateway));
  for (std::size_t i = 0; i < day.city.network.topology.links.size(); ++i) {
    if (day.record.names.links[i].gateways.empty()) continue;  // carries nobody's first route
    SCOPED_TRACE(day.city.network.topology.links[i].name);
    Action link;
    link.kind = ActionKind::link_down;
    link.link = LinkId(i);
    expect_witness(run_with(day, link));
  }
}

TEST(EveryFault, ThatMeetsNothingMakesTheRunInconclusive) {
  const Prepared day = working_day();
  const auto verdict = [](const Record& record) { return judge(record, {}).verdict; };
  EXPECT_EQ(verdict(run_with(day, sensor_fault(day.city, SensorFault::bias, 0.0))), Verdict::inconclusive);
  EXPECT_EQ(verdict(run_with(day, sensor_fault(day.city, SensorFault::noisy, 1.0))), Verdict::inconclusive);

  // one that breaks in the last second, and one whose effects nobody wrote down
  Prepared short_day = day;
  short_day.city.duration = std::chrono::minutes(30);
  EXPECT_EQ(verdict(run_with(short_day, sensor_fault(day.city, SensorFault::stuck, 0.0))),
            Verdict::inconclusive);
  Record silent = run_with(day, plant_fault(day.city, 0));
  std::erase_if(silent.log, [](const LogEntry& entry) { return entry.kind == LogKind::fault_witnessed; });
  EXPECT_EQ(verdict(silent), Verdict::inconclusive);
}

}  // namespace
}  // namespace fengsui::end_to_end
