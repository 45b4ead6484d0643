// The object "sensitivity" of a study file: what it says, and mistakes in it by their places.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/base/error.h"
#include "tests/twin/study/small_study.h"

namespace fengsui {
namespace {

using nlohmann::json;
using testing::HasSubstr;

json analysis_json() {
  json study = sample::study_json();
  study.erase("design");
  study.erase("replications");
  study["sensitivity"] = {{"method", "morris"}, {"trajectories", 12}};
  return study;
}

TEST(SensitivityReader, ReadsBothMethods) {
  const Study screening = sample::read(analysis_json());
  ASSERT_TRUE(screening.sensitivity.has_value());
  EXPECT_EQ(screening.sensitivity->method, SensitivityMethod::morris);
  EXPECT_EQ(screening.sensitivity->blocks, 12u);
  EXPECT_EQ(screening.sensitivity->levels, 4u);
  EXPECT_EQ(screening.sensitivity->replications, 10u);
  EXPECT_EQ(screening.sensitivity->negligible, 0.05);
  EXPECT_FALSE(screening.tuning.has_value());

  json study = analysis_json();
  study["sensitivity"] = {
      {"method", "sobol"}, {"samples", 100}, {"replications", 4}, {"confidence", 0.9}, {"negligible", "2 %"}};
  const Study indices = sample::read(study);
  EXPECT_EQ(indices.sensitivity->method, SensitivityMethod::sobol);
  EXPECT_EQ(indices.sensitivity->blocks, 100u);
  EXPECT_EQ(indices.stopping.confidence, 0.9);
  EXPECT_EQ(indices.sensitivity->negligible, 0.02);
}

struct Mistake {
  const char* change;
  const char* place;
  const char* said;
};

TEST(SensitivityReader, NamesMistakes) {
  const Mistake mistakes[] = {
      {R"({"design": "grid"})", "/design", "beside \"sensitivity\""},
      {R"({"replications": 3})", "/replications", "beside \"sensitivity\""},
      {R"({"tune": {"minimise": "alarms", "indifference": 1, "at_most": 20}})", "/tune", "another study"},
      {R"({"responses": [{"kpi": "alarms", "relative": 0.1}]})", "/responses/0/relative", "is fixed"},
      {R"({"factors": [{"key": "a", "file": "scenario", "at": "/people", "values": [1, 2]}]})", "/factors",
       "one factor"},
      {R"({"factors": [{"key": "a", "file": "scenario", "at": "/people", "values": [1]},
                       {"key": "b", "file": "rules", "at": "/gain", "from": 0.1, "to": 2}]})",
       "/factors/0", "one value only"},
      {R"({"factors": [{"key": "a", "file": "scenario", "at": "/people", "from": 1, "to": 2, "step": 5},
                       {"key": "b", "file": "rules", "at": "/gain", "from": 0.1, "to": 2}]})",
       "/factors/0", "shorter \"step\""},
      {R"({"factors": [{"key": "a", "file": "scenario", "at": "/people", "values": [3, 1]},
                       {"key": "b", "file": "rules", "at": "/gain", "from": 0.1, "to": 2}]})",
       "/factors/0/values", "do not rise"},
      {R"({"factors": [{"key": "a", "file": "scenario", "at": "/people", "values": [1, 3]},
                       {"key": "b", "file": "rules", "at": "/gain", "from": 2, "to": 0.1}]})",
       "/factors/1/to", "more than"},
      {R"({"sensitivity": {}})", "/sensitivity", "method"},
      {R"({"sensitivity": {"method": "fast"}})", "/sensitivity/method", "sobol"},
      {R"({"sensitivity": {"method": "morris"}})", "/sensitivity", "trajectories"},
      {R"({"sensitivity": {"method": "morris", "trajectories": 5}})", "/sensitivity/trajectories", "6"},
      {R"({"sensitivity": {"method": "morris", "trajectories": 10, "samples": 100}})", "/sensitivity/samples",
       "this method"},
      {R"({"sensitivity": {"method": "morris", "trajectories": 10, "levels": 5}})", "/sensitivity/levels",
       "even"},
      {R"({"sensitivity": {"method": "sobol", "samples": 63}})", "/sensitivity/samples", "64"},
      {R"({"sensitivity": {"method": "sobol", "samples": 99999}})", "/sensitivity/samples", "25000"},
      {R"({"sensitivity": {"method": "sobol", "samples": 20000, "replications": 100000}})", "/sensitivity",
       "runs"},
      {R"({"sensitivity": {"method": "sobol", "samples": 100, "trajectories": 10}})",
       "/sensitivity/trajectories", "this method"},
      {R"({"sensitivity": {"method": "sobol", "samples": 100, "replications": 1}})",
       "/sensitivity/replications", "2"},
      {R"({"sensitivity": {"method": "sobol", "samples": 100, "confidence": 1}})", "/sensitivity/confidence",
       "below 1"},
      {R"({"sensitivity": {"method": "sobol", "samples": 100, "negligible": 0}})", "/sensitivity/negligible",
       "above 0"},
      {R"({"sensitivity": {"method": "sobol", "samples": 100, "seed": 3}})", "/sensitivity", "samples"}};
  for (const Mistake& mistake : mistakes) {
    json study = analysis_json();
    study.update(json::parse(mistake.change));
    try {
      sample::read(study);
      ADD_FAILURE() << mistake.change << " was accepted";
    } catch (const InputError& problem) {
      EXPECT_EQ(problem.place, mistake.place) << problem.what();
      EXPECT_THAT(problem.what(), HasSubstr(mistake.said));
    }
  }
}

}  // namespace
}  // namespace fengsui
