// The kit must find what the reference engine has, and for every behaviour there is an engine that lacks it.
#include "twin/conform/conform.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "sim/base/error.h"
#include "twin/engine/reference_engine.h"
#include "twin/engine/rule_reader.h"

namespace fengsui::conform {
namespace {

std::string kit_rules() {
  std::ostringstream text;
  text << std::ifstream(FENGSUI_SOURCE_DIR "/data/rules/conformance.json").rdbuf();
  return text.str();
}

Maker with_rules(const std::string& text) {
  const engine::Rules rules = engine::read_rules(text, "conformance.json");
  return [rules] { return std::make_unique<engine::ReferenceEngine>(rules); };
}

// The kit's rules with one passage after another replaced.
Maker with_mistake(const std::string& after, const std::string& found, const std::string& replacement) {
  std::string text = kit_rules();
  const std::size_t from = text.find(after), at = text.find(found, from);
  EXPECT_NE(from, std::string::npos) << after;
  EXPECT_NE(at, std::string::npos) << found;
  return with_rules(text.replace(at, found.size(), replacement));
}

// Changes the readings on their way to the reference engine.
using Distortion = std::function<void(std::vector<Reading>&, Time now)>;

class Distorted final : public Engine {
 public:
  Distorted(std::unique_ptr<Engine> engine, Distortion distort)
      : engine_(std::move(engine)), distort_(std::move(distort)) {}
  std::vector<Attention> begin(const Directory& directory, Time start) override {
    return engine_->begin(directory, start);
  }
  void exchange(const EngineInput& input, EngineOutput& output) override {
    std::vector<Reading> readings(input.readings.begin(), input.readings.end());
    distort_(readings, input.now);
    engine_->exchange({input.now, readings, input.beats, input.actions, input.alarm_actions}, output);
  }

 private:
  std::unique_ptr<Engine> engine_;
  Distortion distort_;
};

Maker distorted(const Distortion& distort) {
  return [make = with_rules(kit_rules()), distort] { return std::make_unique<Distorted>(make(), distort); };
}

Maker without(const std::function<bool(const Reading&, Time now)>& lost) {
  return distorted([lost](std::vector<Reading>& readings, Time now) {
    std::erase_if(readings, [&](const Reading& one) { return lost(one, now); });
  });
}

Distortion each(const std::function<void(Reading&, Time now)>& change) {
  return [change](std::vector<Reading>& readings, Time now) {
    for (Reading& one : readings) change(one, now);
  };
}

// Every third engine that is made misses the beginning.
Maker forgetful() {
  const auto made = std::make_shared<int>(0);
  return [make = with_rules(kit_rules()), made] {
    const bool misses = ++*made % 3 == 0;
    return std::make_unique<Distorted>(make(), [misses](std::vector<Reading>& readings, Time now) {
      if (misses && now < at(30)) readings.clear();
    });
  };
}

bool about(Time time, double day) {
  constexpr double day_s = 86'400.0;
  return time > at(day * day_s - 1) && time < at(day * day_s + 60);
}

std::map<std::string, Maker> engines_that_lack() {
  const PointId limit = kit_point("CT_LIMIT"), plain = kit_point("CT_PLAIN");
  return {
      {"limits.equality", distorted(each([plain](Reading& one, Time) {
         if (one.point == plain && one.value == 50.0) one.value = 49.9999;
       }))},
      {"limits.sides", distorted(each([limit](Reading& one, Time) {
         if (one.point == limit) one.value = 100.0 - one.value;
       }))},
      {"limits.deadband", with_mistake("\"CT_BAND\"", "\"4 mm\"", "\"0 mm\"")},
      {"delays.on", with_mistake("\"CT_ON\"", "\"5 s\"", "\"3 s\"")},
      {"delays.off", with_mistake("\"CT_OFF\"", "\"7 s\"", "\"5 s\"")},
      {"values.bad", distorted(each([](Reading& one, Time) {
         one.quality = Quality::good;
         if (one.value != one.value) one.value = 99.0;
       }))},
      {"suppression.by_design", with_mistake("\"CT_ARMED\"", "\"equals\": 1", "\"equals\": 0")},
      {"rates.every_sample", without([](const Reading& one, Time) {
         return one.point == kit_point("CT_URGENT") &&
                one.time.time_since_epoch().count() / 1'000'000 % 3 == 0;
       })},
      {"rates.two_raise", with_mistake("\"CT_TWO_ON\"", "\"1 s\"", "\"0 s\"")},
      {"rates.two_return", with_mistake("\"CT_TWO_OFF\"", "\"1 s\"", "\"2 s\"")},
      {"rates.two_both", with_mistake("\"CT_TWO_BOTH\"", "\"1 s\"", "\"0 s\"")},
      {"rates.deadband", with_mistake("\"CT_BAND\"", "\"4 mm\"", "\"8 mm\"")},
      {"detection.false_alarm_rate", with_mistake("\"CT_TWO_OFF\"", "\"1 s\"", "\"2 s\"")},
      {"detection.missed_alarm_rate", with_mistake("\"CT_TWO_BOTH\"", "\"1 s\"", "\"0 s\"")},
      {"detection.delay", with_mistake("\"CT_FIVE_BOTH\"", "\"4 s\"", "\"3 s\"")},
      {"detection.deadband", with_mistake("\"CT_BAND\"", "\"4 mm\"", "\"3 mm\"")},
      {"life_cycle.latching", with_mistake("\"CT_LATCH\"", "\"latch\": true", "\"latch\": false")},
      {"life_cycle.suppression", with_mistake("\"CT_ARMED\"", "\"equals\": 1", "\"equals\": 0")},
      {"floods.chattering", with_mistake("\"chattering\"", "\"value\": \"3\"", "\"value\": \"4\"")},
      {"floods.not_quite", with_mistake("\"chattering\"", "\"60 s\"", "\"61 s\"")},
      {"floods.urgent",
       with_mistake("\"CT_URGENT\"", "\"priority\": 1, \"level\": 2", "\"priority\": 3, \"level\": 1")},
      {"silence.gateway", with_mistake("\"offline_after\"", "\"5 min\"", "\"6 min\"")},
      {"delivery.duplicates", distorted(each([](Reading& one, Time now) { one.time = now; }))},
      {"delivery.out_of_order", with_mistake("\"reorder_wait\"", "\"2 s\"", "\"0 s\"")},
      {"delivery.late", distorted(each([](Reading& one, Time now) { one.time = now; }))},
      {"delivery.batches", distorted([](std::vector<Reading>& readings, Time) {
         if (readings.size() > 1) readings.pop_back();
       })},
      {"time.restart", forgetful()},
      {"time.midnight", without([](const Reading& one, Time) { return about(one.time, 1); })},
      {"time.leap_day", without([](const Reading& one, Time) { return about(one.time, 2 * 365 + 59); })},
      {"time.slow_clock",
       without([](const Reading& one, Time now) { return now - one.time > from_seconds(60); })},
      {"time.fast_clock",
       without([](const Reading& one, Time now) { return one.time - now > from_seconds(60); })},
      {"size.points", without([](const Reading& one, Time) { return one.point.index > 65'535; })},
  };
}

TEST(Conformance, TheReferenceEngineHasEveryBehaviour) {
  const auto results = ask_all(with_rules(kit_rules()));
  EXPECT_EQ(results.size(), behaviour_count());
  for (const Result& result : results)
    EXPECT_TRUE(result.finding.holds)
        << result.key << "\nexp: " << result.finding.expected << "\ngot: " << result.finding.got;
}

TEST(Conformance, EveryBehaviourIsMissedInAnEngineThatLacksIt) {
  const auto engines = engines_that_lack();
  EXPECT_EQ(engines.size(), behaviour_count());
  for (const auto& subject : {limit_behaviours(), rate_behaviours(), detection_behaviours(),
                              life_cycle_behaviours(), flood_behaviours(), delivery_behaviours()})
    for (const Behaviour& behaviour : subject) {
      const auto lacking = engines.find(std::string(behaviour.key));
      ASSERT_NE(lacking, engines.end()) << behaviour.key;
      const Finding finding = behaviour.check(lacking->second);
      EXPECT_FALSE(finding.holds) << behaviour.key;
      EXPECT_NE(finding.expected, finding.got) << behaviour.key;
    }
}

TEST(Conformance, AGeneratedSequenceIsShrunkToTheShortest) {
  const Finding finding =
      life_cycle_behaviours()[0].check(with_mistake("\"CT_LATCH\"", "\"latch\": true", "\"latch\": false"));
  EXPECT_NE(finding.expected.find("(after: [high, low])"), std::string::npos) << finding.expected;
}

class Broken final : public Engine {
 public:
  std::vector<Attention> begin(const Directory&, Time) override { return {}; }
  void exchange(const EngineInput&, EngineOutput&) override {
    throw EngineStalled("broken", std::chrono::seconds(1));
  }
};

TEST(Conformance, AnEngineThatStallsLacksWhatItWasAskedForAndIsAskedOn) {
  const auto results = ask_all([] { return std::make_unique<Broken>(); });
  EXPECT_EQ(results.size(), behaviour_count());
  for (const Result& result : results) {
    EXPECT_FALSE(result.finding.holds) << result.key;
    EXPECT_NE(result.finding.got.find("gave no answer"), std::string::npos) << result.key;
  }
}

TEST(Conformance, AWayThatChangesAValueIsADifferenceOfTransport) {
  const Maker plain = with_rules(kit_rules());
  EXPECT_TRUE(compare(plain, plain).finding.holds);
  const Maker rounded = distorted(each([](Reading& one, Time) { one.value += 1e-6; }));
  EXPECT_FALSE(compare(plain, rounded).finding.holds);
}

}  // namespace
}  // namespace fengsui::conform
