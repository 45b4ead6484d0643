// The page of weak points: a cell for every run, what silences counted, nothing taken for markup, and what
// was not run is not shown as harmless.
#include "twin/study_report/weak_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/count_of.h"
#include "twin/study_report/weak_matrix.h"

namespace fengsui {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using weak::Effect;

// An instrument with two faults and an office with one, each from two moments on.
weak::WeakResult found() {
  weak::WeakResult result;
  result.scenario = "evening";
  result.enterprise = "<b>Smelter";
  result.path.moments = {{"start", {"from the start", "自始"}, scenario_start},
                         {"alarm", {"low alarm", "低报警"}, scenario_start + 90s}};
  result.places = {
      {weak::PlaceKind::sensor,
       0,
       {"level", "液位"},
       {{"stuck", {"stuck", "卡死"}, {}, false}, {"late", {"late", "延迟"}, {}, false}}},
      {weak::PlaceKind::officer, 0, {"duty office", "值班室"}, {{"away", {"away", "离岗"}, {}, true}}}};
  result.least = 1s;
  const auto single = [&](std::size_t place, std::size_t fault, std::size_t moment, weak::EffectSize size) {
    result.singles.push_back({{place, fault, moment}, std::move(size)});
  };
  single(0, 0, 0, {Effect::silenced, {}, {}, ""});
  single(0, 0, 1, {Effect::none, {}, {}, ""});
  single(0, 1, 0, {Effect::delayed, 300s, {}, ""});
  single(0, 1, 1, {Effect::act_delayed, {}, 7s, ""});
  single(1, 0, 0, {Effect::no_trace, {}, {}, ""});
  single(1, 0, 1, {Effect::failed, {}, {}, "the <engine> stopped"});
  result.singles_planned = result.singles.size();
  return result;
}

TEST(WeakPage, HasACellForEveryRunAndCountsWhatSilences) {
  const std::string page = render_weak_page(found(), Language::english);
  EXPECT_EQ(count_of(page, "<td class=\"effect "), 6u);
  EXPECT_EQ(count_of(page, "<td class=\"effect silenced\""), 1u);
  EXPECT_EQ(count_of(page, "<td class=\"effect no_trace\""), 1u);
  EXPECT_THAT(page, AllOf(HasSubstr("1 of 2 places silence it alone"), HasSubstr("6 of 6 runs"),
                          HasSubstr("2 of them left no trace or failed"), HasSubstr(">+5 min"),
                          HasSubstr("EXERCISE / TEST"), HasSubstr("1 faults without harm, or of unknown")));
  // what does no harm stands in the part that folds out
  EXPECT_LT(page.find("stuck"), page.find("<details>"));
  EXPECT_GT(page.find("duty office"), page.find("<details>"));
  EXPECT_THAT(page, AllOf(Not(HasSubstr("<b>")), Not(HasSubstr("<engine>")), Not(HasSubstr("<script"))));
  EXPECT_THAT(render_weak_page(found(), Language::chinese),
              AllOf(HasSubstr("2 处位置中，1 处凭单一故障即可使其静默"), HasSubstr("值班室")));
}

TEST(WeakPage, WhatWasNotRunHasNoSign) {
  weak::WeakResult stopped = found();
  stopped.singles.resize(1);
  stopped.complete = false;
  const std::string page = render_weak_page(stopped, Language::english);
  EXPECT_EQ(count_of(page, "<td class=\"effect "), 1u);
  EXPECT_THAT(page, AllOf(HasSubstr("1 of 6 runs"), HasSubstr("Stopped before the end"),
                          Not(HasSubstr("duty office")), Not(HasSubstr("Two faults"))));
}

TEST(WeakPage, ShowsWhatThePaperSaysBesideTheSimulationAndPairsThatDoMore) {
  weak::WeakResult result = found();
  result.cuts = {{1}, {{0, 1}}, 1};
  result.cut_pairs = {{0, 1, {Effect::silenced, {}, {}, ""}}};
  result.pairs = {{{0, 0, 1}, {1, 0, 0}, {Effect::silenced, {}, {}, ""}, true},
                  {{0, 1, 1}, {1, 0, 1}, {Effect::none, {}, {}, ""}, false}};
  result.pairs_planned = 2;
  result.pair_coverage = {1999, 2000, 3};
  const std::string page = render_weak_page(result, Language::english);
  EXPECT_THAT(page, AllOf(HasSubstr("<td>duty office</td><td>yes</td><td>no</td>"),
                          HasSubstr("<td>level</td><td>no</td><td>yes</td>"), HasSubstr("(99.9 %)")));
  EXPECT_EQ(count_of(page, "<td class=\"effect silenced\""), 3u) << "a single, a cut and a pair";
  result.pairs[0].more = false;
  EXPECT_THAT(render_weak_page(result, Language::english), HasSubstr("No pair does more"));
}

}  // namespace
}  // namespace fengsui
