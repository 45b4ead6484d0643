// What the page says about the leak: the words, the times, the comparison.
#include "twin/report/report_data.h"

#include <gmock/gmock.h>

#include "tests/twin/report/sample_runs.h"
#include "twin/report/focus.h"
#include "twin/report/words.h"

namespace fengsui {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

json both(Language language) {
  const sample::Run happened = sample::as_it_happened(language),
                    monitored = sample::with_monitoring(language);
  return report_data({happened.input(), monitored.input()}, language);
}

std::string text_of(const json& cell) {
  return cell.is_string() ? cell.get<std::string>() : cell["text"].get<std::string>();
}

std::vector<std::string> line(const json& data, const std::string& name) {
  for (const json& row : data["comparison"]["table"]["rows"]) {
    if (text_of(row["cells"][0]) == name) return {text_of(row["cells"][1]), text_of(row["cells"][2])};
  }
  return {};
}

TEST(ReportData, ComparisonSaysInWordsWhatDiffers) {
  const json data = both(Language::english);
  EXPECT_THAT(line(data, "First alarm"), ElementsAre("never", "28 s after the onset"));
  EXPECT_THAT(line(data, "First warning"), ElementsAre("never", "29 s after the onset (red)"));
  EXPECT_THAT(line(data, "Accident"), ElementsAre("92 s after the onset", "did not happen"));
  EXPECT_THAT(line(data, "Lead time of the warning"), ElementsAre("none", "63 s *"));
  EXPECT_THAT(line(data, "People exposed"), ElementsAre("5", "0"));
  EXPECT_THAT(line(data, "Outcome"), ElementsAre("molten aluminium meets water: explosion",
                                                 "averted by level cut-off and emergency drain"));
  EXPECT_THAT(data["comparison"]["note"].get<std::string>(), HasSubstr("the other run"));
}

TEST(ReportData, ComparisonSpeaksChinese) {
  const json data = both(Language::chinese);
  EXPECT_THAT(line(data, "首次报警"), ElementsAre("从未", "故障后 28 秒"));
  EXPECT_THAT(line(data, "首次预警"), ElementsAre("从未", "故障后 29 秒（红色）"));
  EXPECT_THAT(line(data, "预警提前量"), ElementsAre("无", "63 秒 *"));
}

TEST(ReportData, SentencesTellHowEachRunEnded) {
  const json data = both(Language::english);
  EXPECT_EQ(data["runs"][0]["sentence"],
            "Accident 92 s after the fault: molten aluminium meets water: explosion, people exposed: 5. No "
            "alarm, no warning.");
  EXPECT_THAT(data["runs"][1]["sentence"].get<std::string>(),
              HasSubstr("averted 34 s after the fault by level cut-off"));
}

TEST(ReportData, RunsAreAlignedAtTheOnsetEvenWhenItCameLater) {
  sample::Run happened = sample::as_it_happened(Language::english),
              later = sample::as_it_happened(Language::english);
  const Duration shift = std::chrono::hours(1);
  for (LogEntry& entry : later.record.log) entry.time += shift;
  later.judgement.detections[0].onset += shift;
  const json data = report_data({happened.input(), later.input()}, Language::english);
  EXPECT_EQ(data["runs"][1]["onset_s"], 4200.0);
  for (int run : {0, 1}) EXPECT_EQ(data["runs"][run]["story"]["guides"][0]["t"], 0.0);
}

TEST(ReportData, StoryHoldsEveryKeyMomentInItsLane) {
  const json data = both(Language::english);
  const auto moments = [&](int run, const std::string& lane) {
    std::vector<std::string> words;
    for (const json& row : data["runs"][run]["story"]["lanes"]) {
      if (row["name"] != lane) continue;
      for (const json& moment : row["moments"]) words.push_back(moment["short"]);
    }
    return words;
  };
  using testing::Contains;
  EXPECT_THAT(moments(0, "Plant"), Contains("point of no return"));
  EXPECT_THAT(moments(0, "Plant"), Contains(HasSubstr("accident: molten")));
  EXPECT_THAT(moments(0, "District"), testing::IsEmpty());
  EXPECT_THAT(moments(1, "Plant"), Contains("accident averted"));
  EXPECT_THAT(moments(1, "Engine"), Contains(HasSubstr("DW_LM_DIST")));
  EXPECT_THAT(moments(1, "Engine"), Contains(HasSubstr("red")));
  EXPECT_THAT(moments(1, "Enterprise"), Contains("acknowledged"));
  EXPECT_THAT(moments(1, "District"), Contains("cleared"));
  EXPECT_THAT(moments(1, "City"), Contains(HasSubstr("notice arrives")));
}

TEST(ReportData, OtherEnterprisesDoNotCrowdTheStory) {
  sample::Run run = sample::with_monitoring(Language::english);
  const std::size_t before =
      report_data({run.input()}, Language::english)["runs"][0]["story"]["table"]["rows"].size();
  for (int i = 0; i < 50; ++i)
    run.record.log.push_back({run.record.log.back().time, LogKind::gateway_down, 0, 1, 0, 0, 0.0});
  EXPECT_EQ(report_data({run.input()}, Language::english)["runs"][0]["story"]["table"]["rows"].size(),
            before);
}

TEST(ReportData, TrendsAreTheSignalsThatMovedAlarmedFirst) {
  const json data = both(Language::english);
  std::vector<std::string> titles;
  for (const json& trend : data["trends"]) titles.push_back(trend["title"]);
  EXPECT_THAT(titles,
              ElementsAre(HasSubstr("DW_LM_DIST"), HasSubstr("pit_aluminium"), HasSubstr("launder_flow")));
  EXPECT_EQ(data["trends"][0]["parts"].size(), 2u);
  EXPECT_TRUE(data["trends"][0]["parts"][0]["readings"].empty())
      << "there was no level sensor in the first run";
  EXPECT_FALSE(data["trends"][0]["parts"][1]["readings"].empty());
  EXPECT_EQ(data["trends"][0]["limits"].size(), 4u);
}

TEST(ReportData, WhatFailedIsReadFirst) {
  sample::Run run = sample::as_it_happened(Language::english);
  std::ranges::reverse(run.judgement.expectations);
  const json data = report_data({run.input()}, Language::english);
  EXPECT_EQ(data["runs"][0]["expectations"]["rows"][0]["cells"][0]["badge"], "fail");
}

TEST(ReportData, FaultInFocusIsTheOneWithTheAccident) {
  sample::Run run = sample::as_it_happened(Language::english);
  Detection harmless = run.judgement.detections[0];
  harmless.accident = harmless.point_of_no_return = std::nullopt;
  harmless.onset -= std::chrono::minutes(5);
  run.judgement.detections.insert(run.judgement.detections.begin(), harmless);
  EXPECT_EQ(choose_focus({run.input()})[0].onset, run.judgement.detections[1].onset);
}

TEST(ReportWords, DurationsAsPeopleSayThem) {
  const auto words = [](double seconds) { return duration_words(from_seconds(seconds), Language::english); };
  EXPECT_EQ(words(0.25), "0.25 s");
  EXPECT_EQ(words(27.03), "27 s");
  EXPECT_EQ(words(-12), "−12 s");
  EXPECT_EQ(words(92), "92 s");
  EXPECT_EQ(words(125), "2 min 5 s");
  EXPECT_EQ(words(7199.7), "2 h");
  EXPECT_EQ(words(3 * 86400 + 7200), "3 d 2 h");
  EXPECT_EQ(duration_words(from_seconds(125), Language::chinese), "2 分 5 秒");
}

TEST(ReportWords, ValuesThatLookLikeSlotsAreNotFilledAgain) {
  EXPECT_EQ(filled("{what} {t}", {{"what", "{t}"}, {"t", "5 s"}}), "{t} 5 s");
}

}  // namespace
}  // namespace fengsui
