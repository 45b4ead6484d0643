#include "scenarios/policy_reader.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "sim/base/error.h"
#include "sim/plant/vocabulary.h"
#include "tests/sim/workflow/small_town.h"

namespace fengsui::workflow {
namespace {

std::string shanghai() {
  std::ifstream file(FENGSUI_SOURCE_DIR "/data/policies/shanghai_2024.json");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

// the sentence of the error, or "" when the file is read
std::string complaint(const std::string& text) {
  try {
    read_policy(text, "shanghai_2024.json");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(PolicyReader, ReadsTheShanghaiPolicy) {
  const Policy policy = read_policy(shanghai(), "shanghai_2024.json");
  ASSERT_EQ(policy.levels.size(), 3u);
  EXPECT_EQ(policy.levels[2].name.chinese, "市");
  const auto red = static_cast<std::size_t>(Colour::red);
  EXPECT_EQ(policy.levels[0].limits[red][0], minutes{10});
  EXPECT_EQ(policy.levels[0].limits[1][3], hours{120});
  EXPECT_EQ(policy.levels[0].limits[1][4], forever) << "blue has no duty call";
  EXPECT_EQ(policy.colours[red].responsible, 2);
  EXPECT_EQ(policy.levels[0].sends[red].size(), 15u);
  EXPECT_EQ(policy.levels[0].sends[red].back().after, minutes{58});
}

std::string by_equipment() {
  std::ifstream file(FENGSUI_SOURCE_DIR "/data/policies/shanghai_2024_by_equipment.json");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(PolicyReader, AClassOfEquipmentHasTheLimitsOfTheLevelWhereItHasNoneOfItsOwn) {
  const Policy policy = read_policy(by_equipment(), "by_equipment.json");
  const auto limit = [&](std::size_t level, Clock clock, std::uint32_t unit_class) {
    return limit_of(policy.levels[level], Colour::red, clock, set_of(unit_class));
  };
  const auto well = static_cast<std::uint32_t>(UnitClass::casting_well),
             furnace = static_cast<std::uint32_t>(UnitClass::fixed_furnace);
  EXPECT_EQ(limit(0, Clock::acknowledge, well), minutes{2});
  EXPECT_EQ(limit(0, Clock::verify, well), minutes{5});
  EXPECT_EQ(limit(0, Clock::acknowledge, furnace), minutes{5});
  EXPECT_EQ(limit(0, Clock::verify, furnace), minutes{30}) << "the level's";
  EXPECT_EQ(limit(1, Clock::acknowledge, well), minutes{5});
  EXPECT_EQ(limit(1, Clock::acknowledge, furnace), minutes{10}) << "the level's";
  EXPECT_FALSE(has_class_limits(read_policy(shanghai(), "shanghai_2024.json")));
}

TEST(PolicyReader, ThePolicyByEquipmentIsShanghaisButForItsNameAndThoseLimits) {
  const auto parsed = [](const std::string& text) {
    return nlohmann::json::parse(text, nullptr, true, true);
  };
  nlohmann::json other = parsed(by_equipment()), one = parsed(shanghai());
  EXPECT_NE(other, one);
  for (nlohmann::json& level : other["levels"]) level.erase("clocks_by_equipment");
  for (const char* key : {"key", "english", "chinese"}) other.erase(key), one.erase(key);
  EXPECT_EQ(other, one);
}

TEST(PolicyReader, AClassThatThereIsNotAndALimitWithoutASourceAreRefused) {
  EXPECT_NE(complaint(replaced(by_equipment(), "\"rope_hoist\": {", "\"rope_hoists\": {"))
                .find("/levels/0/clocks_by_equipment/rope_hoists: found \"rope_hoists\", expected "
                      "\"rope_hoist\" perhaps"),
            std::string::npos);
  EXPECT_NE(
      complaint(replaced(by_equipment(), "\"estimate: the pit is looked at from outside\"", "\"hearsay\""))
          .find("/levels/0/clocks_by_equipment/casting_well/verify/source"),
      std::string::npos);
}

TEST(PolicyReader, NightIsTheDayScaledWhereTheFileGivesNone) {
  const Policy policy = read_policy(shanghai(), "shanghai_2024.json");
  const TaskPolicy& follow_up = policy.levels[1].tasks[static_cast<std::size_t>(Task::follow_up)];
  EXPECT_DOUBLE_EQ(follow_up.service.night.branches[0].second, 195 * 1.15);
  const TaskPolicy& verify = policy.levels[0].tasks[static_cast<std::size_t>(Task::verify)];
  EXPECT_DOUBLE_EQ(verify.lapse.night, 0.08);
}

TEST(PolicyReader, EveryNumberNeedsAKnownSource) {
  EXPECT_NE(complaint(replaced(shanghai(), "\"source\": \"mining_risk_sop\"", "\"source\": \"hearsay\""))
                .find("/upgrades/0/source: found \"hearsay\""),
            std::string::npos);
  EXPECT_NE(complaint(replaced(shanghai(), ", \"source\": \"estimate: two shifts of twelve hours\"", "")),
            "");
  EXPECT_NE(complaint(replaced(shanghai(), "estimate: look at the item", "estimate: ")), "");
}

TEST(PolicyReader, MistakesNameTheirPlace) {
  const std::pair<std::string, std::string> mistakes[] = {
      {"\"responsible\": \"city\"", "\"responsible\": \"town\""},
      {"\"acknowledge\": \"join\"", "\"acknowledge\": \"jion\""},
      {"\"value\": 0.05", "\"value\": 1.5"},
      {"\"red\": \"10 min\"", "\"red\": 10"},
      {"\"red\": \"10 min\"", "\"red\": \"0 s\""},
      {"\"channel\": \"console\"", "\"channel\": \"consol\""},
      {"\"from\": \"blue\", \"to\": \"yellow\"", "\"from\": \"yellow\", \"to\": \"blue\""},
      {"\"times\": 2", "\"times\": 9"},
      {"\"probability\": 0.8, ", "\"probability\": 0.5, "},
      {"\"steps\": {\"working\": [\"acknowledge\"", "\"steps\": {\"working\": [\"review\""}};
  for (const auto& [from, to] : mistakes) {
    const std::string sentence = complaint(replaced(shanghai(), from, to));
    EXPECT_NE(sentence.find("shanghai_2024.json: /"), std::string::npos) << to << ": " << sentence;
  }
}

TEST(PolicyReader, AWarningRunsThroughTheShanghaiOffices) {
  const Policy policy = read_policy(shanghai(), "shanghai_2024.json");
  int cleared = 0;
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    Town town(policy, seed, hours{9});
    town.warn(Colour::orange);
    town.play(minutes{40});
    town.end();
    town.play(hours{24 * 60});
    cleared += town.count(LogKind::case_cleared) == 1;
  }
  EXPECT_GE(cleared, 48);
}

TEST(Offices, FormTheTreeOfTheLevels) {
  for (const std::size_t levels : {1u, 2u, 3u, 4u}) {
    const WorkflowSpec spec =
        make_offices(instant_policy(levels, 2), 2, {DistrictId{1u}, DistrictId{0u}, DistrictId{1u}}, {});
    EXPECT_EQ(spec.offices.size(), 3 + (levels > 1 ? 2 : 0) + (levels > 2 ? levels - 2 : 0));
    EXPECT_EQ(spec.officers, 2 * spec.offices.size());
    for (std::size_t level = 0; level < levels; ++level)
      EXPECT_EQ(spec.offices[office_at(spec, EnterpriseId{2u}, level).index].level, level);
    if (levels > 1) {
      EXPECT_EQ(spec.offices[office_at(spec, EnterpriseId{2u}, 1).index].district, DistrictId{1u});
      EXPECT_EQ(office_at(spec, EnterpriseId{0u}, 1), office_at(spec, EnterpriseId{2u}, 1));
      EXPECT_NE(office_at(spec, EnterpriseId{0u}, 1), office_at(spec, EnterpriseId{1u}, 1));
    }
  }
}

}  // namespace
}  // namespace fengsui::workflow
