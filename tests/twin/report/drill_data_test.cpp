// What the report says about people at seats.
#include "twin/report/drill_data.h"

#include <gtest/gtest.h>

#include "tests/twin/report/sample_runs.h"
#include "twin/report/report_data.h"

namespace fengsui {
namespace {

using nlohmann::json;

DrillScore one_seat() {
  SeatScore seat;
  seat.seat = {OfficeId(std::size_t{0}), SeatRole::principal};
  seat.seated = std::chrono::minutes(40);
  seat.acts = 4;
  seat.late = 1;
  seat.median_rank = 0.85;
  DrillStep step;
  step.case_id = CaseId(std::size_t{2});
  step.colour = Colour::red;
  step.kind = DrillStepKind::verify;
  step.done = Time{std::chrono::minutes(31)};
  step.limit = std::chrono::minutes(30);
  step.in_time = false;
  step.rank = 0.1;
  seat.steps = {step};
  return {{seat}, 20};
}

TEST(DrillReport, NamesSeatStepLimitAndRank) {
  const sample::Run run = sample::as_it_happened(Language::english);
  const DrillScore score = one_seat();
  ReportInput input = run.input();
  input.drill = &score;
  const json data = report_data({input}, Language::english);
  EXPECT_TRUE(data["seated"]);
  const std::string seats = data["runs"][0]["seats"].dump(), steps = data["runs"][0]["drill_steps"].dump();
  EXPECT_NE(seats.find("principal"), std::string::npos);
  EXPECT_NE(seats.find("85 %"), std::string::npos);
  EXPECT_NE(steps.find("verify"), std::string::npos);
  EXPECT_NE(steps.find("\"late\""), std::string::npos);
  EXPECT_NE(steps.find("10 %"), std::string::npos);
  EXPECT_NE(report_data({input}, Language::chinese).dump().find("主要负责人"), std::string::npos);
}

TEST(DrillReport, IsLeftOutWhereNobodySat) {
  const sample::Run run = sample::as_it_happened(Language::english);
  EXPECT_FALSE(report_data({run.input()}, Language::english)["seated"]);
  ReportInput input = run.input();
  const DrillScore nobody;
  input.drill = &nobody;
  EXPECT_FALSE(any_seats({input}));
}

}  // namespace
}  // namespace fengsui
