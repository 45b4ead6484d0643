// Mistakes put into rule files: each is one change, and every kind of rule has some.
#include "twin/engine/rule_mutants.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "sim/base/error.h"
#include "tests/twin/engine/plant_of_one.h"
#include "twin/engine/rule_reader.h"
#include "twin/engine/transitions.h"

namespace fengsui::engine {
namespace {

std::string shipped(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(FENGSUI_SOURCE_DIR "/data/rules/" + name).rdbuf();
  return text.str();
}

const RuleMutant* find(const std::vector<RuleMutant>& mutants, const std::string& pointer,
                       const std::string& english) {
  const auto found = std::ranges::find_if(mutants, [&](const RuleMutant& mutant) {
    return mutant.pointer == pointer && mutant.english == english;
  });
  return found == mutants.end() ? nullptr : &*found;
}

TEST(RuleMutants, DifferFromTheFileAndFromEachOther) {
  const std::string text = shipped("aluminium.json");
  const std::string unchanged = mutated(text, {"", "", "", nlohmann::json::array()});
  std::map<std::string, std::string> seen;
  for (const RuleMutant& mutant : rule_mutants(text, "aluminium.json")) {
    const std::string changed = mutated(text, mutant);
    EXPECT_TRUE(changed != unchanged) << mutant.pointer << " " << mutant.english;
    const auto [twin, fresh] = seen.emplace(changed, mutant.pointer);
    EXPECT_TRUE(fresh) << mutant.pointer << " is the same as " << twin->second;
    EXPECT_FALSE(mutant.chinese.empty());
  }
  EXPECT_GT(seen.size(), 300u);
}

TEST(RuleMutants, AreMostlyRulesThatCanBeRead) {
  for (const char* name : {"aluminium.json", "shanghai_steel.json", "guangdong_dust.json"}) {
    const std::string text = shipped(name);
    std::size_t readable = 0;
    const auto mutants = rule_mutants(text, name);
    for (const RuleMutant& mutant : mutants) {
      try {
        read_rules(mutated(text, mutant), name);
        ++readable;
      } catch (const InputError&) {
      }
    }
    EXPECT_GT(readable, mutants.size() * 9 / 10) << name;
    EXPECT_LT(readable, mutants.size()) << "a time dropped where there must be one is no rule";
  }
}

TEST(RuleMutants, MakeTheMistakesThatPeopleMake) {
  const std::string text = shipped("aluminium.json");
  const auto mutants = rule_mutants(text, "aluminium.json");
  const auto changed = [&](const std::string& pointer, const std::string& english) {
    const RuleMutant* mutant = find(mutants, pointer, english);
    EXPECT_TRUE(mutant) << pointer << " " << english;
    return mutant ? nlohmann::json::parse(mutated(text, *mutant)) : nlohmann::json();
  };
  EXPECT_EQ(changed("/kinds/flow/on_delay", "doubled").at("/kinds/flow/on_delay/value"_json_pointer), "30 s");
  EXPECT_EQ(changed("/kinds/flow/on_delay", "dropped").at("/kinds/flow/on_delay/value"_json_pointer), "0 s");
  EXPECT_FALSE(
      changed("/points/DW_ST/alarms/low", "rule deleted")["points"]["DW_ST"]["alarms"].contains("low"));
  EXPECT_FALSE(changed("/points/DW_LK", "rule deleted")["points"].contains("DW_LK"));
  EXPECT_TRUE(
      changed("/points/DW_TT_OUT/alarms/high", "became low")["points"]["DW_TT_OUT"]["alarms"].contains(
          "low"));
  EXPECT_EQ(changed("/risk/triggers/metal_leak/colour", "one colour lower")
                .at("/risk/triggers/metal_leak/colour"_json_pointer),
            "orange");
  EXPECT_EQ(changed("/points/DW_LM_DIST/alarms/rate/limit", "one higher")
                .at("/points/DW_LM_DIST/alarms/rate/limit/value"_json_pointer),
            "3 mm/s");
  EXPECT_EQ(find(mutants, "/risk/triggers/metal_leak/colour", "one colour higher"), nullptr);
}

TEST(RuleMutants, OfAFileThatIsNoJsonNameTheFile) {
  try {
    rule_mutants("{", "broken.json");
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_EQ(error.file, "broken.json");
  }
  EXPECT_TRUE(rule_mutants("{\"points\": 3, \"risk\": []}", "odd.json").empty());
}

TEST(Transitions, AreCountedAsTheLifeCycleAnnouncesThem) {
  const auto all = all_transitions();
  EXPECT_TRUE(all.contains({AlarmState::normal, AlarmEvent::raised}));
  EXPECT_TRUE(all.contains({AlarmState::latched_acknowledged, AlarmEvent::reset}));
  EXPECT_FALSE(all.contains({AlarmState::normal, AlarmEvent::returned}));

  Bench bench(watching({limit_rule(AlarmCondition::high, 50)}), one_unit({"X"}));
  bench.read(0, 60);
  bench.handle(1, {at(1), PointId(0), AlarmCondition::high, AlarmAct::acknowledge, {}});
  bench.read(2, 10);
  const auto seen = transitions_of(bench.alarms);
  EXPECT_EQ(seen, (std::set<Transition>{{AlarmState::normal, AlarmEvent::raised},
                                        {AlarmState::unacknowledged, AlarmEvent::acknowledged},
                                        {AlarmState::acknowledged, AlarmEvent::returned}}));
  EXPECT_TRUE(std::ranges::includes(all, seen));
}

}  // namespace
}  // namespace fengsui::engine
