// The page of a study: its pictures say what the numbers say, and nothing in it is taken for markup.
#include "twin/study_report/study_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/count_of.h"
#include "tests/twin/study/small_study.h"
#include "twin/study/design.h"
#include "twin/study/study_run.h"
#include "twin/study_report/pictures.h"
#include "twin/study_report/plot.h"

namespace fengsui {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// Alarms: 10 per person at the short delay, 20 at the long one, and the replication's own luck. Nothing to
// clear.
struct Sample {
  Study study;
  std::vector<std::vector<double>> points;
  std::vector<StudyRun> runs;
  StudyResult result;

  explicit Sample(nlohmann::json json = sample::study_json(), std::uint32_t replications = 6) {
    json["replications"] = replications;
    study = sample::read(json);
    points = design_points(study);
    for (std::uint32_t point = 0; point < points.size(); ++point)
      for (std::uint32_t r = 0; r < replications; ++r) {
        const double value = points[point][1] * (points[point][0] < 30.0 ? 10.0 : 20.0) + r;
        runs.push_back({point, r, r, RunStatus::finished, {value, std::nan("")}, ""});
      }
    result = {&study, &points, &runs};
  }
  Sample(const Sample&) = delete;
  Sample& operator=(const Sample&) = delete;
};

TEST(Ticks, AreRoundNumbersInTheRange) {
  EXPECT_THAT(ticks_in({-0.1, 1.1}, 5), ElementsAre(0.0, 0.5, 1.0));
  EXPECT_FALSE(std::signbit(ticks_in({-0.1, 1.1}, 5).front())) << "it would be written as -0";
  EXPECT_THAT(ticks_in({0.0, 43.0}, 5), ElementsAre(0.0, 10.0, 20.0, 30.0, 40.0));
  const PlotRange one = range_of(std::vector<double>{7.0, std::nan(""), 7.0});
  EXPECT_LT(one.low, 7.0);
  EXPECT_GT(one.high, 7.0) << "a single value still has an axis";
}

TEST(MeanOver, KnowsThatPointsShareTheirLuck) {
  const Sample sample;
  // both vary by the replication alone: their mean does as much, not less by the root of two
  const Estimate one = mean_over(sample.result, {0}, 0), two = mean_over(sample.result, {0, 1}, 0);
  EXPECT_DOUBLE_EQ(one.mean, 12.5);
  EXPECT_DOUBLE_EQ(two.mean, 22.5);
  EXPECT_NEAR(two.half_width, one.half_width, 1e-12);
  EXPECT_EQ(mean_over(sample.result, {0}, 1).count, 0u);
}

TEST(MainEffects, ShowTheMeanAtEachLevelOverAllOthers) {
  const Sample sample;
  const std::string svg = main_effects(sample.result, 0, Language::english);
  EXPECT_EQ(count_of(svg, "<svg"), 2u);
  // 10 and 20 for 1, 3 and 5 people, and 2.5 for the luck
  EXPECT_THAT(svg, HasSubstr("delay [s] 5: 32.5 ±"));
  EXPECT_THAT(svg, HasSubstr("delay [s] 60: 62.5 ±"));
  EXPECT_THAT(svg, HasSubstr("people 3: 47.5 ±"));
  EXPECT_EQ(count_of(svg, "class=\"dot\""), 5u);
  EXPECT_EQ(main_effects(sample.result, 1, Language::english), "");
}

TEST(Surfaces, HaveACellPerPairOfLevels) {
  const Sample sample;
  const std::string svg = surfaces(sample.result, 0, Language::english);
  EXPECT_EQ(count_of(svg, "class=\"box\""), 6u);
  EXPECT_THAT(svg, HasSubstr("<title>102.5</title>"));
  EXPECT_EQ(surfaces(sample.result, 1, Language::english), "");
}

TEST(Surfaces, OfFactorsWithoutLevelsAreInSlices) {
  nlohmann::json json = sample::study_json();
  json["factors"] = nlohmann::json::parse(R"([
    {"key": "a", "file": "rules", "at": "/delay/value", "from": "0 s", "to": "1 s"},
    {"key": "b", "file": "rules", "at": "/gain", "from": 0, "to": 1}])");
  json["design"] = {{"sobol", 3}};
  const Sample sample(json);
  EXPECT_EQ(count_of(surfaces(sample.result, 0, Language::english), "class=\"box\""), 3u);
  EXPECT_EQ(count_of(main_effects(sample.result, 0, Language::english), "class=\"dot\""), 6u);
}

TEST(Convergence, HasALinePerPointOnceThereIsAnInterval) {
  const Sample sample;
  EXPECT_EQ(count_of(convergence(sample.result, 0, Language::english), "class=\"curve\""), 6u);
  const Sample few(sample::study_json(), 3);
  EXPECT_EQ(convergence(few.result, 0, Language::english), "");
}

TEST(Distributions, CountEveryRunOnce) {
  const Sample sample;
  const std::string svg = distributions(sample.result, 0, Language::english);
  EXPECT_EQ(count_of(svg, "<svg"), 6u);
  EXPECT_THAT(svg, HasSubstr("0: delay 5 s, people 1"));
  EXPECT_EQ(distributions(sample.result, 1, Language::english), "");
}

// Red cases took 1 to 4 minutes, nobody had a blue one.
TEST(ByColour, ShowsTheMiddleHalfOfTheRunsWhereSomethingOccurred) {
  nlohmann::json json = sample::study_json();
  json["replications"] = 5;
  json["responses"] = nlohmann::json::parse(R"([{"kpi": "clear_time", "by": "colour"}])");
  const Study study = sample::read(json);
  const std::vector<std::vector<double>> points = {{5.0, 1.0}};
  std::vector<StudyRun> runs;
  for (std::uint32_t r = 0; r < 5; ++r)
    runs.push_back({0, r, r, RunStatus::finished, {60.0 * r, std::nan("")}, ""});
  const StudyResult result{&study, &points, &runs};
  const std::string svg = by_colour(result, {0, 1}, Language::english);
  EXPECT_EQ(count_of(svg, "<svg"), 1u);
  EXPECT_EQ(count_of(svg, "class=\"box\""), 1u) << "blue has nothing to show";
  EXPECT_THAT(svg, HasSubstr("red: median 120, half between 60 – 180, all between 0 – 240 (n = 5)"));
  EXPECT_EQ(by_colour(result, {1}, Language::english), "");

  const std::string page = render_study_page(result, Language::english);
  EXPECT_EQ(count_of(page, "By colour"), 1u) << "all colours are in one picture";
  EXPECT_THAT(page, HasSubstr("<h2>to clear [s]</h2>"));
  EXPECT_THAT(page, Not(HasSubstr("blue: to clear")));
}

TEST(StudyPage, IsDeterministicNeedsNothingElseAndTakesNamesAsText) {
  nlohmann::json json = sample::study_json();
  json["title"] = {{"en", "<script>alert(1)</script>"}, {"zh", "延时"}};
  const Sample sample(json);
  const std::string page = render_study_page(sample.result, Language::english);
  EXPECT_EQ(page, render_study_page(sample.result, Language::english));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;"));
  EXPECT_EQ(count_of(page, "http"),
            count_of(page, "http-equiv") + count_of(page, "http://www.w3.org/2000/svg"));
  EXPECT_THAT(page, HasSubstr("No run had anything to measure."));
  EXPECT_THAT(page, HasSubstr("EXERCISE / TEST"));
  EXPECT_THAT(page, Not(HasSubstr("nan")));
  EXPECT_THAT(page, Not(HasSubstr("inf")));
  const std::string chinese = render_study_page(sample.result, Language::chinese);
  EXPECT_THAT(chinese, HasSubstr("<h1>延时</h1>"));
  EXPECT_THAT(chinese, HasSubstr("主效应"));
}

}  // namespace
}  // namespace fengsui
