// The page and the words of a sensitivity analysis: every factor is there with its standing and intervals,
// what is not known is said, and nothing in it is taken for markup.
#include "twin/study_report/sensitivity_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/inversion.h"
#include "tests/count_of.h"
#include "tests/twin/study/sensitivity_of.h"
#include "twin/study_report/sensitivity_pictures.h"
#include "twin/study_report/sensitivity_words.h"

namespace fengsui {
namespace {

using sample::Model;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// Two hours up, half an hour down, nothing.
double times(const std::vector<double>& x, const Stream&) { return 7200.0 * x[0] - 1800.0 * x[1]; }

struct Analysed {
  Analysed(const Sensitivity& plan, const Model& model)
      : study(sample::analysis({{0.0, 1.0}, {0.0, 1.0}, {0.0, 1.0}}, plan)),
        runs(sample::runs_of(study, model)),
        findings(sensitivity_findings(study, runs)) {}

  std::string page(Language language = Language::english) const {
    return render_sensitivity_page({&study, &findings.design.points, &runs}, findings, language);
  }
  std::string words(std::size_t factor, Language language = Language::english) const {
    return factor_words(study.responses[0], findings.responses[0], factor, language);
  }

  Study study;
  std::vector<StudyRun> runs;
  SensitivityFindings findings;
};

TEST(SensitivityWords, SayWhatAFactorDoes) {
  const Analysed screening(sample::morris(10), times), indices(sample::sobol(64), times);
  EXPECT_EQ(screening.words(0), "matters; more of it raises it by 2 h (2 to 2) over its range");
  EXPECT_EQ(screening.words(1), "matters; more of it lowers it by 30 min (30 to 30) over its range");
  EXPECT_EQ(screening.words(2), "does not matter; changed nothing in any run");
  EXPECT_EQ(screening.words(0, Language::chinese), "有影响；增大时使其上升 2 h（2～2）（全范围）");
  EXPECT_THAT(indices.words(0), AllOf(HasSubstr("matters; 86 % ("), HasSubstr("of the variance, alone ")));
  EXPECT_THAT(indices.words(2, Language::chinese), HasSubstr("所有运行中均无变化"));
  EXPECT_EQ(response_words(screening.study, screening.study.responses[0], screening.findings.responses[0],
                           Language::english),
            "of 3 factors 2 matter, 1 do not, 0 open");
}

TEST(SensitivityPage, ShowsEveryFactorWithItsIntervalsInBothLanguages) {
  for (const Sensitivity& plan : {sample::morris(10), sample::sobol(64)}) {
    const Analysed sample(plan, times);
    const std::string english = sample.page(), chinese = sample.page(Language::chinese);
    EXPECT_EQ(english, sample.page());
    const bool morris = plan.method == SensitivityMethod::morris;
    EXPECT_EQ(count_of(english, "<svg"), morris ? 2u : 1u);
    EXPECT_EQ(count_of(english, "class=\"interval\""), morris ? 3u * 2u + 3u : 3u * 2u);
    EXPECT_THAT(english, AllOf(HasSubstr("EXERCISE / TEST"), HasSubstr("standing matters"),
                               HasSubstr("standing negligible"), HasSubstr("rules /x2")));
    EXPECT_THAT(chinese,
                AllOf(HasSubstr("有影响"), HasSubstr("影响可忽略"), Not(HasSubstr("does not matter"))));
    for (const std::string& page : {english, chinese}) {
      EXPECT_THAT(page, Not(HasSubstr("nan")));
      EXPECT_THAT(page, Not(HasSubstr("inf ")));
      EXPECT_THAT(page, Not(HasSubstr("<script")));
    }
  }
}

TEST(SensitivityPage, SaysWhenNothingIsDecided) {
  const Analysed noise(sample::sobol(64), [](const std::vector<double>& x, const Stream& luck) {
    return normal_quantile(Stream{
        luck.seed ^ static_cast<std::uint64_t>((x[0] + 10.0 * x[1] + 100.0 * x[2]) * 1e9), Draw::test, 1}
                               .uniform(0));
  });
  EXPECT_THAT(noise.page(), HasSubstr("inconclusive: "));
  EXPECT_THAT(noise.page(Language::chinese), HasSubstr("无结论"));
  const Analysed missing(sample::morris(10), [](const std::vector<double>&, const Stream&) { return NAN; });
  EXPECT_THAT(missing.page(), HasSubstr("no run had anything to measure"));
  EXPECT_EQ(count_of(missing.page(), "<svg"), 0u);
  EXPECT_THAT(Analysed(sample::sobol(64), times).page(), Not(HasSubstr("inconclusive: ")));
}

TEST(SensitivityPage, TakesNamesAsText) {
  Analysed sample(sample::morris(10), times);
  sample.study.title = {"<script>alert(1)</script>", "<b>"};
  sample.study.responses[0].name = {"<i>x", "<i>x"};
  EXPECT_THAT(sample.page(), Not(HasSubstr("<script")));
  EXPECT_THAT(sample.page(), Not(HasSubstr("<i>")));
}

}  // namespace
}  // namespace fengsui
