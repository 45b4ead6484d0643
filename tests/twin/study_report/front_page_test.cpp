// The page of a front: it shows what fresh luck said, and nothing in it is taken for markup.
#include "twin/study_report/front_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/count_of.h"
#include "tests/twin/study/tuned_by.h"
#include "twin/study_report/front_pictures.h"

namespace fengsui {
namespace {

using testing::HasSubstr;
using testing::Not;

// f1 = a^2, f2 = (a - 2)^2 and a third that has no part in it; nothing is luck but a shift that all share.
struct Sample {
  Study study = sample::study_of({9}, {{{"from", -5.0}, {"to", 9.0}}}, 3,
                                 {{"objectives", {{{"minimise", "x"}}, {{"minimise", "y"}}}},
                                  {"search", {{"population", 8}, {"generations", 3}, {"replications", 4}}},
                                  {"budget", 0}});
  sample::FrontBy tuned = sample::front_by(study, [](const auto& point, std::uint64_t seed) {
    const double shift = static_cast<double>(seed % 7);
    return std::vector{point[0] * point[0] + shift, (point[0] - 2.0) * (point[0] - 2.0) + shift, 1.0};
  });
  StudyResult result{&study, &tuned.points, &tuned.runs};
};

TEST(FrontPage, ShowsEveryPointOfTheFrontWithBothIntervalsAndToday) {
  const Sample sample;
  const Front& front = sample.tuned.found;
  ASSERT_GE(front.points.size(), 2u);
  const std::string svg = front_pictures(sample.result, front, Language::english);
  EXPECT_EQ(count_of(svg, "<svg"), 2u) << "as differences and as they are";
  // the recommended one and today's are marked once more
  EXPECT_EQ(count_of(svg, "class=\"interval\""), 2u * 2u * (front.points.size() + 2));
  EXPECT_EQ(count_of(svg, "class=\"chosen\""), 2u);
  EXPECT_EQ(count_of(svg, "class=\"today\""), 2u);
  EXPECT_THAT(svg, HasSubstr("recommended"));
  EXPECT_EQ(count_of(search_picture(front, Language::english), "class=\"dot\""), 4u);
  EXPECT_EQ(front.hypervolumes.size(), 4u);
}

TEST(FrontPage, SaysTheDifferenceFromTodayAndWhichRunsAreBehindIt) {
  const Sample sample;
  const Front& front = sample.tuned.found;
  const std::string page = render_front_page(sample.result, front, Language::english);
  EXPECT_EQ(page, render_front_page(sample.result, front, Language::english));
  const double a = sample.tuned.points[front.points[front.recommended].point][0];
  char difference[32];
  std::snprintf(difference, sizeof difference, ">%.2f", a * a - 81.0);
  EXPECT_THAT(page, HasSubstr(difference)) << "the shift is in common";
  EXPECT_THAT(page, HasSubstr("0–3</td><td class=\"number\">4–23")) << "the runs of today's point";
  EXPECT_THAT(page, HasSubstr("EXERCISE / TEST"));
  EXPECT_THAT(page, Not(HasSubstr("nan")));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_EQ(count_of(page, "http"),
            count_of(page, "http-equiv") + count_of(page, "http://www.w3.org/2000/svg"));
  EXPECT_THAT(render_front_page(sample.result, front, Language::chinese), HasSubstr("推荐方案"));
}

TEST(FrontPage, TakesNamesAsText) {
  Sample sample;
  sample.study.title = {"<script>alert(1)</script>", "<b>"};
  sample.study.responses[0].name = {"<i>x", "<i>x"};
  const std::string page = render_front_page(sample.result, sample.tuned.found, Language::english);
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<i>")));
}

}  // namespace
}  // namespace fengsui
