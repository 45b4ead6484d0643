// Drawing every sample and drawing only those that can matter give the same decisions in distribution: two
// hundred runs of each through the whole chain, with an instrument that creeps into its limit and one that
// hunts around it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/determinism/rehearsal.h"

using namespace fengsui;
using namespace fengsui::rehearsal;

namespace {

constexpr int runs = 200;
constexpr double too_far = 4.5;  // standard errors

constexpr const char* table =
    "序号,区,街道/镇/工业区,企业名称,企业地址,产能（万吨/年）,固定式熔炼炉（台）,倾动式熔炼炉（台）,"
    "深井浇筑系统数量（套）,钢丝绳式提升装置（套）\n"
    "1,青湾区（虚构）,东港,海螺型材（虚构）,1号,8,1,0,1,0\n";

// The inlet temperature creeps by 0.02 K a minute past a limit 0.5 K away (noise 0.06 K); the table level
// hunts with 10 mm around 110 mm below a limit of 125 mm.
constexpr const char* story = R"({
  "version": 1, "id": "creep", "title": {"en": "Creeping into a limit", "zh": "缓慢越限"},
  "start": "2026-03-03T08:00:00+08:00", "duration": "00:40:00",
  "register": "plants.csv", "catalogue": "aluminium", "policy": "shanghai_2024", "rules": "aluminium",
  "network": "district_city", "sampling": "by exception",
  "enterprises": {"海螺型材（虚构）": {"units": [{"unit": "casting_well 1", "phase": "steady", "elapsed": "0s",
    "limits": {"DW_TT_IN": {"high": "27.5 degC"}, "DW_LM_DIST": {"high": "125 mm"}}}]}},
  "events": [
    {"at": "00:00:30", "do": "sensor_fault", "enterprise": "海螺型材（虚构）", "unit": "casting_well 1",
     "point": "DW_TT_IN", "fault": "drift", "value": "0.00033 degC/s"},
    {"at": "00:00:30", "do": "sensor_fault", "enterprise": "海螺型材（虚构）", "unit": "casting_well 1",
     "point": "DW_LM_DIST", "fault": "noisy", "value": 20}]
})";

Prepared creeping() {
  const Folder folder;
  folder.write("plants.csv", table);
  return prepare(folder.write("creep.json", story), FENGSUI_SOURCE_DIR);
}

// Answers as the reference engine does, but asks for no sample at any level.
class WithoutLevels final : public Engine {
 public:
  explicit WithoutLevels(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}

  std::vector<Attention> begin(const Directory& directory, Time start) override {
    std::vector<Attention> attention = engine_->begin(directory, start);
    for (Attention& point : attention) point.levels.clear();
    return attention;
  }
  void exchange(const EngineInput& input, EngineOutput& output) override { engine_->exchange(input, output); }

 private:
  std::unique_ptr<Engine> engine_;
};

struct Moments {
  double sum = 0.0, squares = 0.0;
  int number = 0;

  void add(double value) { sum += value, squares += value * value, ++number; }
  double mean() const { return sum / number; }
  double variance() const { return std::max(0.0, squares / number - mean() * mean()); }
};

// Distance of two means in standard errors.
double distance(const Moments& a, const Moments& b) {
  const double error = std::sqrt(a.variance() / a.number + b.variance() / b.number);
  const double apart = std::abs(a.mean() - b.mean());
  return apart == 0.0 ? 0.0 : apart / error;
}

struct Decisions {
  Moments creeping_alarm_s;  // when the creeping instrument alarms; the end of the run where it does not
  Moments hunting_alarm_s;   // when the hunting one first alarms
  Moments limit_alarms, rate_alarms, warnings;  // number in a run
  double readings = 0.0;                        // received in all runs
};

enum class Manner { every_sample, by_exception, without_levels };

// The clocks of the gateways: right, or off as the network file says.
enum class Clocks { right, as_they_are };

Decisions decisions(Manner manner, std::uint64_t first_seed, Clocks clocks = Clocks::right) {
  Decisions result;
  Prepared prepared = creeping();
  if (clocks == Clocks::right)
    for (GatewaySpec& gateway : prepared.city.network.gateways) gateway.clock_error = Duration::zero();
  prepared.city.sensing.mode =
      manner == Manner::every_sample ? SensingSpec::Mode::every : SensingSpec::Mode::by_exception;
  const auto unit =
      plant::find_unit(prepared.city.plant, EnterpriseId(std::size_t{0}), UnitClass::casting_well, 1);
  const auto creeps = plant::find_point(prepared.city.plant, *unit, "DW_TT_IN");
  const auto hunts = plant::find_point(prepared.city.plant, *unit, "DW_LM_DIST");

  for (int i = 0; i < runs; ++i) {
    City city = prepared.city;
    city.seed = first_seed + static_cast<std::uint64_t>(i);
    std::unique_ptr<Engine> engine = reach_engine(prepared.engine);
    if (manner == Manner::without_levels) engine = std::make_unique<WithoutLevels>(std::move(engine));
    Session session(std::move(city), std::move(engine), prepared.record);
    Onward onward;
    session.run(Carrier::direct, onward);

    const Record& record = session.record();
    double creeping_s = to_seconds(record.run.duration), hunting_s = creeping_s;
    for (const LogEntry& entry : record.log) {
      if (entry.kind != LogKind::alarm_raised) continue;
      if (entry.detail == *creeps) creeping_s = std::min(creeping_s, to_seconds(entry.time));
      if (entry.detail == *hunts) hunting_s = std::min(hunting_s, to_seconds(entry.time));
    }
    result.creeping_alarm_s.add(creeping_s);
    result.hunting_alarm_s.add(hunting_s);
    const auto raised = [&](bool rate) {
      return static_cast<double>(std::ranges::count_if(record.alarms, [rate](const Alarm& alarm) {
        return alarm.event == AlarmEvent::raised && (alarm.condition == AlarmCondition::rate) == rate;
      }));
    };
    result.limit_alarms.add(raised(false));
    result.rate_alarms.add(raised(true));
    result.warnings.add(static_cast<double>(count(record, LogKind::warning_raised)));
    result.readings += static_cast<double>(record.readings.size());
  }
  return result;
}

class Sampling : public testing::Test {
 protected:
  // the seeds differ, so that the samples are independent
  static void SetUpTestSuite() { every_sample = decisions(Manner::every_sample, 1); }
  static inline Decisions every_sample;
};

TEST_F(Sampling, TheStoryHasSomethingToDecide) {
  EXPECT_GT(std::sqrt(every_sample.creeping_alarm_s.variance()), 5.0) << "luck must matter";
  EXPECT_LT(every_sample.creeping_alarm_s.mean(), 2300.0) << "the creep must be seen before the end";
  EXPECT_GT(every_sample.limit_alarms.mean(), 2.0);
  EXPECT_GT(every_sample.limit_alarms.variance(), 0.5);
  EXPECT_GT(every_sample.rate_alarms.mean(), 2.0);
}

TEST_F(Sampling, ByExceptionDecidesLikeEverySample) {
  const Decisions by_exception = decisions(Manner::by_exception, 10'001);
  EXPECT_LT(distance(every_sample.creeping_alarm_s, by_exception.creeping_alarm_s), too_far);
  EXPECT_LT(distance(every_sample.hunting_alarm_s, by_exception.hunting_alarm_s), too_far);
  EXPECT_LT(distance(every_sample.limit_alarms, by_exception.limit_alarms), too_far);
  EXPECT_LT(distance(every_sample.rate_alarms, by_exception.rate_alarms), too_far);
  EXPECT_LT(distance(every_sample.warnings, by_exception.warnings), too_far);
  EXPECT_LT(by_exception.readings, every_sample.readings / 2.0) << "else nothing is saved";
}

TEST_F(Sampling, ByExceptionDecidesLikeEverySampleWhateverTheClocks) {
  const Decisions every = decisions(Manner::every_sample, 30'001, Clocks::as_they_are);
  const Decisions by_exception = decisions(Manner::by_exception, 40'001, Clocks::as_they_are);
  EXPECT_LT(distance(every.creeping_alarm_s, by_exception.creeping_alarm_s), too_far);
  EXPECT_LT(distance(every.hunting_alarm_s, by_exception.hunting_alarm_s), too_far);
  EXPECT_LT(distance(every.limit_alarms, by_exception.limit_alarms), too_far);
  EXPECT_LT(distance(every.rate_alarms, by_exception.rate_alarms), too_far);
  EXPECT_LT(distance(every.warnings, by_exception.warnings), too_far);
}

TEST_F(Sampling, AttentionWithoutLevelsWouldBeSeen) {
  const Decisions without_levels = decisions(Manner::without_levels, 20'001);
  EXPECT_GT(distance(every_sample.creeping_alarm_s, without_levels.creeping_alarm_s), too_far);
  EXPECT_GT(distance(every_sample.limit_alarms, without_levels.limit_alarms), too_far);
}

}  // namespace
