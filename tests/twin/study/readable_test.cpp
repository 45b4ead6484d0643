#include "twin/study/readable.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "twin/study/shown_unit.h"

namespace fengsui {
namespace {

TEST(Readable, LongTimesAreInMinutesOrHours) {
  EXPECT_EQ(shown_unit(299.0, "s").unit, "s");
  EXPECT_EQ(shown_unit(300.0, "s").unit, "min");
  EXPECT_EQ(shown_unit(7200.0, "s").unit, "h");
  EXPECT_EQ(shown_unit(7200.0, "s").scale, 3600.0);
  EXPECT_EQ(shown_unit(7200.0, "kg").unit, "kg");
}

TEST(Readable, PartsOfOneNumberShareAUnitAndOthersKeepTheirs) {
  Study study;
  StudyResponse red{"clear_time_red",
                    {"red: cleared", "红：解除"},
                    "s",
                    1800.0,
                    {},
                    KpiPart{"clear_time", Colour::red, {}}};
  StudyResponse blue = red;
  blue.kpi = "clear_time_blue";
  blue.part->colour = Colour::blue;
  study.responses = {red,
                     blue,
                     {"lead_time", {"told", "告知"}, "s", {}, {}, {}},
                     {"measures", {"measures", "措施"}, "", {}, {}, {}}};
  const std::vector<std::vector<double>> points = {{1.0}};
  const double none = std::numeric_limits<double>::quiet_NaN();
  const std::vector<StudyRun> runs = {{0, 0, 1, RunStatus::finished, {36000.0, 60.0, 45.0, 9000.0}, ""},
                                      {0, 1, 2, RunStatus::finished, {72000.0, none, 55.0, 9000.0}, ""}};
  const StudyResult original{&study, &points, &runs};
  const ReadableResult readable(original);
  const StudyResult shown = readable.result();

  std::vector<std::string> units;
  for (const StudyResponse& response : shown.study->responses) units.push_back(response.unit);
  EXPECT_THAT(units, testing::ElementsAre("h", "h", "s", ""));
  EXPECT_THAT(shown.runs->front().values, testing::ElementsAre(10.0, 60.0 / 3600.0, 45.0, 9000.0));
  EXPECT_THAT(shown.runs->back().values, testing::ElementsAre(20.0, testing::IsNan(), 55.0, 9000.0));
  EXPECT_EQ(shown.study->responses[0].half_width, 0.5);
  // what is written to files is not touched
  EXPECT_EQ(study.responses[0].unit, "s");
  EXPECT_EQ(runs[0].values[0], 36000.0);
}

}  // namespace
}  // namespace fengsui
