// Study files, the numbers they point at, and the points they ask for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/twin/study/small_study.h"
#include "twin/study/design.h"
#include "twin/study/factor.h"

namespace fengsui {
namespace {

using nlohmann::json;
using sample::read;
using sample::study_json;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(StudyReader, ReadsAGridWithUnitsAsTheyStandInTheFiles) {
  const Study study = read(study_json());
  ASSERT_EQ(study.factors.size(), 2u);
  EXPECT_EQ(study.factors[0].unit, "s");
  EXPECT_EQ(study.factors[0].shown(Language::chinese), study.factors[0].key) << "no name is given";
  EXPECT_THAT(study.factors[0].levels, ElementsAre(5.0, 60.0));
  EXPECT_TRUE(study.factors[1].whole);
  EXPECT_THAT(study.factors[1].levels, ElementsAre(1.0, 3.0, 5.0));
  const auto points = design_points(study);
  ASSERT_EQ(points.size(), 6u);
  EXPECT_THAT(points[1], ElementsAre(5.0, 3.0));
  EXPECT_THAT(points[3], ElementsAre(60.0, 1.0));
}

TEST(StudyReader, StepsDoNotCarryTheErrorsOfBinaryFractions) {
  json study = study_json();
  study["factors"][0] =
      json::parse(R"({"key": "gain", "file": "rules", "at": "/gain", "from": 0.1, "to": 0.3, "step": 0.1})");
  EXPECT_THAT(read(study).factors[0].levels, ElementsAre(0.1, 0.2, 0.3));
}

TEST(StudyReader, ANumberByColourIsOneResponseForEachOfItsParts) {
  json study = study_json();
  study["responses"] = json::parse(
      R"([{"kpi": "clear_time", "by": "colour"}, {"kpi": "clear_time", "by": "colour_and_level"}, {"kpi": "alarms"}])");
  std::vector<std::string> keys;
  for (const StudyResponse& response : read(study).responses) keys.push_back(response.kpi);
  EXPECT_THAT(keys, ElementsAre("clear_time_red", "clear_time_blue", "clear_time_red_city", "alarms"));
}

struct Mistake {
  const char* name;
  const char* pointer;  // of the patched place
  const char* value;
  const char* place;  // named by the error
  const char* words;
};

class StudyMistake : public testing::TestWithParam<Mistake> {};

TEST_P(StudyMistake, IsNamedWithItsPlace) {
  json study = study_json();
  if (GetParam().place == std::string("/responses/2"))
    study["responses"].push_back({{"kpi", "clear_time_red"}});
  study[json::json_pointer(GetParam().pointer)] = json::parse(GetParam().value);
  try {
    read(study);
    FAIL() << "it was accepted";
  } catch (const InputError& problem) {
    EXPECT_EQ(problem.file, "b/study.json");
    EXPECT_EQ(problem.place, GetParam().place) << problem.what();
    EXPECT_THAT(problem.what(), HasSubstr(GetParam().words));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Each, StudyMistake,
    testing::Values(
        Mistake{"another_version", "/version", "2", "/version", "from 1 to 1"},
        Mistake{"unknown_key", "/replicatoins", "3", "/", "\"replications\" perhaps"},
        Mistake{"no_factor", "/factors", "[]", "/factors", "no factor"},
        Mistake{"points_nowhere", "/factors/0/at", "\"/delay/valu\"", "/factors/0/at", "below /delay"},
        Mistake{"no_pointer", "/factors/0/at", "\"delay\"", "/factors/0/at", "a JSON pointer"},
        Mistake{"points_at_text", "/factors/0/at", "\"/delay/source\"", "/factors/0/at",
                "the place of a number"},
        Mistake{"points_at_object", "/factors/0/at", "\"/delay\"", "/factors/0/at", "/delay/value\" perhaps"},
        Mistake{"name_in_one_language", "/factors/0/name", R"({"en": "delay"})", "/factors/0/name", "\"zh\""},
        Mistake{"unknown_file", "/factors/0/file", "\"rule\"", "/factors/0/file", "\"rules\" perhaps"},
        Mistake{"register_is_no_json", "/factors/0/file", "\"register\"", "/factors/0/file", "one of"},
        Mistake{"wrong_unit", "/factors/0/values/1", "\"5 mm\"", "/factors/0/values/1", "a quantity in s"},
        Mistake{"bare_number", "/factors/0/values/1", "5", "/factors/0/values/1", "a quantity in s"},
        Mistake{"no_values", "/factors/0/values", "[]", "/factors/0/values", "at least one"},
        Mistake{"list_and_bounds", "/factors/0/from", "\"1 s\"", "/factors/0/from",
                "either a list or bounds"},
        Mistake{"reversed_bounds", "/factors/1/from", "9", "/factors/1/to", "more than \"from\""},
        Mistake{"negative_step", "/factors/1/step", "-1", "/factors/1/step", "above 0"},
        Mistake{"half_a_person", "/factors/1/from", "1.5", "/factors/1/from", "a whole number"},
        Mistake{"twice_the_same", "/factors/1/key", "\"delay\"", "/factors/1", "\"delay\" again"},
        Mistake{"empty_design", "/design", R"({"points": []})", "/design/points", "no point"},
        Mistake{"half_a_point", "/design", R"({"points": [{"delay": "5 s"}]})", "/design/points/0",
                "\"people\""},
        Mistake{"two_designs", "/design", R"({"sobol": 4, "latin_hypercube": 4})", "/design", "2 designs"},
        Mistake{"no_sample", "/design", R"({"sobol": 0})", "/design/sobol", "from 1"},
        Mistake{"no_response", "/responses", "[]", "/responses", "no response"},
        Mistake{"unknown_response", "/responses/0/kpi", "\"alarm\"", "/responses/0/kpi",
                "\"alarms\" perhaps"},
        Mistake{"not_by_colour", "/responses/0/by", "\"colour\"", "/responses/0/kpi", "clear_time"},
        Mistake{"by_what", "/responses/1/by", "\"level\"", "/responses/1/by", "colour_and_level"},
        Mistake{"twice_by_colour", "/responses/0", R"({"kpi": "clear_time", "by": "colour"})", "/responses/2",
                "\"clear_time_red\" again"},
        Mistake{"width_of_many", "/responses/1", R"({"kpi": "clear_time", "by": "colour", "relative": 0.1})",
                "/responses/1/relative", "clear_time_red"},
        Mistake{"width_without_rule", "/responses/1/half_width", "\"5 s\"", "/replications", "at_least"},
        Mistake{"rule_without_width", "/replications", R"({"at_least": 10, "at_most": 20})", "/replications",
                "half_width"},
        Mistake{"too_few_to_stop", "/replications", R"({"at_least": 2, "at_most": 20})",
                "/replications/at_least", "from 10"},
        Mistake{"budget_below_minimum", "/replications", R"({"at_least": 10, "at_most": 20, "budget": 59})",
                "/replications/budget", "at least 60 runs"},
        Mistake{"confidence", "/replications", R"({"at_least": 10, "at_most": 20, "confidence": 1})",
                "/replications/confidence", "below 1"}),
    [](const auto& mistake) { return mistake.param.name; });

TEST(Factors, AreWrittenInTheUnitThatStoodThereAndNothingElseChanges) {
  const Study study = read(study_json());
  const auto changed = with_values(study.inputs, study.factors, std::vector<double>{60.0, 3.0}, "small");
  const json scenario = json::parse(changed[0].text), rules = json::parse(changed[1].text);
  EXPECT_EQ(scenario, json::parse(R"({"duration": "00:20:00", "people": 3, "id": "x"})"));
  EXPECT_TRUE(scenario["people"].is_number_integer());
  EXPECT_EQ(rules["delay"]["value"], "60 s");
  EXPECT_THAT(rules["delay"]["source"].get<std::string>(), HasSubstr("estimate"));
  EXPECT_EQ(rules["band"], "5 %");
}

TEST(Factors, ClockTimesArePointedAtInSecondsAndSharesInPercent) {
  json study = study_json();
  study["factors"] = json::parse(R"([
    {"key": "duration", "file": "scenario", "at": "/duration", "values": ["10 min"]},
    {"key": "band", "file": "rules", "at": "/band", "from": "1 %", "to": "2 %"}])");
  study["design"] = {{"sobol", 1}};
  const Study small = read(study);
  const auto changed = with_values(small.inputs, small.factors, design_points(small)[0], "small");
  EXPECT_EQ(json::parse(changed[0].text)["duration"], "600 s");
  EXPECT_EQ(json::parse(changed[1].text)["band"], "1.5 %");
}

Study of_design(const char* design, std::uint64_t seed = 3) {
  json study = study_json();
  study["seed"] = seed;
  study["factors"] = json::parse(R"([
    {"key": "a", "file": "rules", "at": "/delay/value", "from": "0 s", "to": "1 s"},
    {"key": "b", "file": "rules", "at": "/gain", "from": 0, "to": 1}])");
  study["design"] = json::parse(design);
  return read(study);
}

// The slice of `count` equal ones in which each point lies, by factor.
std::set<int> slices(const std::vector<std::vector<double>>& points, std::size_t factor, int count) {
  std::set<int> found;
  for (const auto& point : points) found.insert(std::min(count - 1, static_cast<int>(point[factor] * count)));
  return found;
}

TEST(Designs, ALatinHypercubeUsesEverySliceOnceAndTheSeedDecidesWhichTogether) {
  const auto points = design_points(of_design(R"({"latin_hypercube": 16})"));
  ASSERT_EQ(points.size(), 16u);
  for (const std::size_t factor : {0u, 1u}) EXPECT_EQ(slices(points, factor, 16).size(), 16u);
  EXPECT_EQ(points, design_points(of_design(R"({"latin_hypercube": 16})")));
  EXPECT_NE(points, design_points(of_design(R"({"latin_hypercube": 16})", 4)));
}

TEST(Designs, SobolBeginsAsPublishedAndFillsEveryEighth) {
  const auto points = design_points(of_design(R"({"sobol": 7})"));
  EXPECT_THAT(points[0], ElementsAre(0.5, 0.5));
  EXPECT_THAT(points[1], ElementsAre(0.75, 0.25));
  EXPECT_THAT(points[2], ElementsAre(0.25, 0.75));
  // with the corner 0, which is left out, the first eight are one in each eighth of every factor
  for (const std::size_t factor : {0u, 1u}) EXPECT_EQ(slices(points, factor, 8).size(), 7u);
}

TEST(Designs, LevelsAreMetEquallyOften) {
  json study = study_json();
  study["design"] = {{"latin_hypercube", 30}};
  std::map<double, int> met;
  for (const auto& point : design_points(read(study))) ++met[point[1]];
  EXPECT_EQ(met, (std::map<double, int>{{1.0, 10}, {3.0, 10}, {5.0, 10}}));
}

TEST(Designs, ReplicationsHaveTheirOwnLuckWhateverThePoint) {
  std::set<std::uint64_t> seeds;
  for (std::uint32_t r = 0; r < 1000; ++r) seeds.insert(replication_seed(3, r));
  EXPECT_EQ(seeds.size(), 1000u);
  EXPECT_NE(replication_seed(3, 0), replication_seed(4, 0));
  EXPECT_LT(*seeds.rbegin(), 1ull << 52);
}

}  // namespace
}  // namespace fengsui
