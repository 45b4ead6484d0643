// The page of a study of a rare accident: every level with its interval, honest words where nothing is known,
// nothing in it is taken for markup.
#include "twin/study_report/rare_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/count_of.h"
#include "tests/twin/study/sample_rare.h"
#include "twin/study_report/rare_pictures.h"
#include "twin/study_report/rare_words.h"

namespace fengsui {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const RareNames names{{"everything is won", "全赢"}, {"a game", "一场游戏"}};

// Nothing got beyond the first level.
RareResult of_nothing(const RareStudy& study) {
  RareResult result;
  for (std::uint32_t i = 0; i < study.replications; ++i)
    result.replications.push_back({i, {{10, 5}, {0, 7}}, {}});
  result.splitting = study::estimate_of(shares_of(study, result, 5), 5);
  return result;
}

TEST(RarePage, ShowsEveryLevelWithItsIntervalAndEveryReplication) {
  const RareStudy study = sample::rare_study(300, 12);
  const RareResult result = sample::rare_result(study);
  const std::string stairs = staircase(study, result, Language::english);
  EXPECT_EQ(count_of(stairs, "class=\"interval\""), 5u);
  EXPECT_EQ(count_of(stairs, "class=\"dot\""), 6u) << "with the beginning";
  EXPECT_THAT(stairs, HasSubstr(">" + probability_words(result.splitting.probability) + "<"));
  std::size_t stages = 0;
  for (const RareReplication& replication : result.replications) stages += replication.stages.size();
  EXPECT_EQ(count_of(spread_of_shares(study, result, Language::english), "class=\"tried\""), stages);
  const std::string page = render_rare_page(study, result, names, Language::english);
  EXPECT_EQ(page, render_rare_page(study, result, names, Language::english));
  EXPECT_EQ(count_of(page, "<svg"), 4u);
  EXPECT_THAT(page,
              AllOf(HasSubstr("EXERCISE"),
                    HasSubstr("In about one run of this scenario in " + one_in(result.splitting.probability)),
                    HasSubstr("fengsui run --replay rare.h5#0"), Not(HasSubstr("Inconclusive"))));
  EXPECT_THAT(
      render_rare_page(study, result, names, Language::chinese),
      AllOf(HasSubstr("通往事故的阶梯"), HasSubstr("全赢"), HasSubstr("演练"), Not(HasSubstr("accident:"))));
}

TEST(RarePage, SaysThatNothingIsKnown) {
  const RareStudy study = sample::rare_study(100, 5);
  RareResult result = of_nothing(study);
  const std::string below = probability_words(result.splitting.high, 2);
  const std::string page = render_rare_page(study, result, names, Language::english);
  EXPECT_THAT(page, AllOf(HasSubstr("Never seen: everything is won"), HasSubstr("Inconclusive"),
                          HasSubstr("Probability below " + below), Not(HasSubstr("--replay"))));
  EXPECT_THAT(staircase(study, result, Language::english), HasSubstr(">below " + below + "<"));
  EXPECT_EQ(roads(study, result, Language::english), "");
  EXPECT_THAT(render_rare_page(study, result, names, Language::chinese), HasSubstr("无结论"));

  // plain runs that saw it are not hidden
  result.plain_runs = 100;
  result.plain_hits = 2;
  result.plain = study::estimate_of(2, 100);
  EXPECT_THAT(
      render_rare_page(study, result, names, Language::english),
      AllOf(HasSubstr("plain runs did"), HasSubstr("Splitting missed it"), Not(HasSubstr("Never seen"))));

  result.replications.resize(1);
  result.interrupted = true;
  EXPECT_THAT(render_rare_page(study, result, names, Language::english),
              AllOf(HasSubstr("only 1 of 5 replications"), HasSubstr("nothing is known")));
  result.replications.clear();
  EXPECT_THAT(render_rare_page(study, result, names, Language::english), HasSubstr("nothing is known"));
}

TEST(RarePage, DoubtsWhatIsDoubtful) {
  const RareStudy study = sample::rare_study(300, 12);
  RareResult result = sample::rare_result(study);
  const auto page = [&] { return render_rare_page(study, result, names, Language::english); };
  EXPECT_EQ(count_of(page(), "<p class=\"doubt\">"), 0u);
  result.plain_runs = 1000;
  result.plain_hits = 500;
  result.plain_events = 1;
  result.plain = study::estimate_of(500, 1000);
  EXPECT_THAT(page(), AllOf(HasSubstr("do not meet"), HasSubstr("not rare enough")));
  result.plain_hits = 0;
  result.plain_events = 1'000'000'000;
  result.plain = study::estimate_of(0, 1000);
  EXPECT_EQ(count_of(page(), "<p class=\"doubt\">"), 0u);
  result.splitting.relative_error = 0.7;
  EXPECT_THAT(page(), HasSubstr("order of magnitude"));
  result.splitting.silent = 3;
  EXPECT_THAT(page(), HasSubstr("3 of 12 replications never reached"));
}

TEST(RarePage, TakesNoNameForMarkup) {
  const RareStudy study = sample::rare_study(100, 3, "<script>alert(1)</script> & more");
  const std::string page =
      render_rare_page(study, sample::rare_result(study), {{"<b>a</b>", ""}, {"<i>", ""}}, Language::english);
  EXPECT_THAT(page, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("<b>a")), Not(HasSubstr("<i>")),
                          HasSubstr("&lt;script&gt;"), HasSubstr("&lt;b&gt;a")));
}

TEST(RarePage, SmallNumbersAreShort) {
  EXPECT_EQ(probability_words(0.0155), "0.0155");
  EXPECT_EQ(probability_words(2.6075e-6), "2.61e-6");
  EXPECT_EQ(probability_words(2.0e-6), "2e-6");
  EXPECT_EQ(probability_words(1e-12, 1), "1e-12");
  EXPECT_EQ(one_in(0.0155), "65");
  EXPECT_EQ(one_in(2.6075e-6), "380\u202f000");
  EXPECT_EQ(one_in(1.0 / 9.96e5), "1\u202f000\u202f000");
  EXPECT_EQ(clock_words(scenario_start + std::chrono::milliseconds{123'215}), "00:02:03.2");
}

}  // namespace
}  // namespace fengsui
