// The page of a tuning with one objective: the promise, every point with its standing, what fresh luck says,
// and nothing in it is taken for markup.
#include "twin/study_report/choice_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/count_of.h"
#include "tests/twin/study/tuned_by.h"
#include "twin/study_report/choice_pictures.h"
#include "twin/study_report/choice_words.h"

namespace fengsui {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// x = (a - 3)^2 and y = a, with a shift that all points share; today a = 9.
struct Sample {
  explicit Sample(const nlohmann::json& tune)
      : study(sample::study_of({9}, {{{"values", {0, 1, 2, 3, 4, 9}}}}, 2, tune)),
        tuned(sample::tuned_by(study, [](const auto& point, std::uint64_t seed) {
          const double shift = static_cast<double>(seed % 7) / 10.0;
          return std::vector{(point[0] - 3.0) * (point[0] - 3.0) + shift, point[0] + shift};
        })) {}

  std::string page(Language language = Language::english) const {
    return render_choice_page({&study, &tuned.candidates.points, &tuned.runs}, tuned.candidates, tuned.found,
                              language);
  }

  Study study;
  sample::TunedBy tuned;
};

const nlohmann::json best = {{"minimise", "x"}, {"indifference", 0.5}, {"at_most", 100}};

TEST(ChoicePage, SaysWhatIsPromisedAndWhatItChangesForEveryPoint) {
  const Sample sample(best);
  const std::string page = sample.page();
  EXPECT_EQ(page, sample.page());
  EXPECT_THAT(page,
              AllOf(HasSubstr("with a probability of 0.95 or more this is the best of 6, or within 0.5"),
                    HasSubstr("EXERCISE / TEST"), HasSubstr("recommended</td>"),
                    HasSubstr("no better, today</td>"), Not(HasSubstr("nan")), Not(HasSubstr("<script"))));
  // 0 instead of 36, without luck between the two
  EXPECT_THAT(page, HasSubstr(">-36 ± 0<"));
  EXPECT_EQ(count_of(page, "class=\"chosen\""), 2u) << "a dot, and a row";
  // each point once in the picture with its interval
  const StudyResult result{&sample.study, &sample.tuned.candidates.points, &sample.tuned.runs};
  const std::string picture =
      choice_picture(result, sample.tuned.candidates, sample.tuned.found, Language::english);
  EXPECT_EQ(count_of(picture, "class=\"interval\""), 6u);
  EXPECT_THAT(picture, HasSubstr("(today)"));
  EXPECT_EQ(count_of(page, "http"),
            count_of(page, "http-equiv") + count_of(page, "http://www.w3.org/2000/svg"));
  EXPECT_THAT(sample.page(Language::chinese), AllOf(HasSubstr("推荐方案"), HasSubstr("未见更优，现行")));
}

TEST(ChoicePage, TheBestStandsFirstWhicheverWayIsBetter) {
  const Sample low(best);
  const auto first = [](const Sample& sample) {
    const StudyResult result{&sample.study, &sample.tuned.candidates.points, &sample.tuned.runs};
    return sample.tuned.candidates.points[in_order_of_goal(result).front()][0];
  };
  EXPECT_EQ(first(low), 3.0);
  const Sample high({{"maximise", "y"}, {"indifference", 0.5}, {"at_most", 100}});
  EXPECT_EQ(first(high), 9.0);
  EXPECT_THAT(high.page(), AllOf(HasSubstr("today's values are the best"), HasSubstr("as large as")));
}

TEST(ChoicePage, ALimitThatNobodyKeepsLeavesNothingToRecommend) {
  nlohmann::json tune = best;
  tune["constraints"] = {{{"kpi", "y"}, {"at_most", 1}, {"tolerance", 0.4}}};
  const std::string limited = Sample(tune).page();
  EXPECT_THAT(limited,
              AllOf(HasSubstr("at most 1"), HasSubstr("breaks a limit</td>"), HasSubstr("Recommended")));
  tune["constraints"][0]["at_most"] = -5;
  const Sample none(tune);
  ASSERT_FALSE(none.tuned.found.choice.best);
  EXPECT_THAT(none.page(),
              AllOf(HasSubstr("No point can be recommended"), Not(HasSubstr("fresh luck</th>"))));
  EXPECT_THAT(none.page(Language::chinese), HasSubstr("无可推荐方案"));
}

TEST(ChoicePage, SaysWhenItIsNotDecidedAndWhatTheOtherMethodsPromise) {
  const Sample tight({{"method", "rinott"}, {"minimise", "x"}, {"indifference", 0.001}, {"at_most", 20}});
  ASSERT_FALSE(tight.tuned.found.choice.decided);
  EXPECT_THAT(tight.page(), AllOf(HasSubstr("not decided: "), HasSubstr("may still be the best")));
  const Sample budget({{"method", "ocba"}, {"minimise", "x"}, {"budget", 120}});
  EXPECT_THAT(budget.page(), HasSubstr("after a budget of 120 runs"));
  EXPECT_THAT(budget.page(), HasSubstr("an estimate and no guarantee"));
  const Sample stages({{"method", "rinott"}, {"minimise", "x"}, {"indifference", 0.5}, {"at_most", 100}});
  EXPECT_THAT(stages.page(), HasSubstr("(Rinott)"));
}

TEST(ChoicePage, AFactorHasItsNameInTheLanguageOfThePageAndItsKeyWithout) {
  Sample sample(best);
  EXPECT_THAT(sample.page(Language::chinese), HasSubstr("<tr><td>a</td>"));
  sample.study.factors[0].name = {"delay", "延时"};
  EXPECT_THAT(sample.page(), HasSubstr("<tr><td>delay</td>"));
  EXPECT_THAT(sample.page(Language::chinese),
              AllOf(HasSubstr("<tr><td>延时</td>"), HasSubstr("延时 9（现行）"), Not(HasSubstr(">a<"))));
}

TEST(ChoicePage, TakesNamesAsText) {
  Sample sample(best);
  sample.study.factors[0].name = {"<script>a", "<b>a"};
  sample.study.title = {"<script>alert(1)</script>", "<b>"};
  sample.study.responses[0].name = {"<i>x", "<i>x"};
  const std::string page = sample.page();
  EXPECT_THAT(page, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("<i>"))));
}

}  // namespace
}  // namespace fengsui
