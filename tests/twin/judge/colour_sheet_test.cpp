#include "twin/judge/colour_sheet.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/twin/judge/sample_judgement.h"

namespace fengsui {
namespace {

std::optional<double> value_of(const Judgement& judgement, std::string_view key) {
  const Kpi* row = judgement.find(key);
  if (!row) throw std::out_of_range(std::string(key));
  return row->value;
}

TEST(ColourSheet, HasARowForEveryColourAndLevelWhateverOccurred) {
  const std::vector<Kpi> sheet = judge(sample::leak_record(), {}).colour_kpis;
  std::set<std::string> keys;
  for (const Kpi& row : sheet) keys.insert(row.key);
  EXPECT_EQ(sheet.size(), 4u * (1 + 3) * 7);
  EXPECT_EQ(keys.size(), sheet.size());
  EXPECT_EQ(sheet.front().key, "cases_red");
  EXPECT_EQ(sheet.front().name.chinese, "红色：处置事项");
}

// The leak: warned of at 640 s, told to the enterprise at 642 s, explosion at 692 s.
TEST(ColourSheet, MeasuresLeadTimeByColourAndByWhoWasTold) {
  const Judgement judgement = judge(sample::leak_record(), {});
  EXPECT_EQ(value_of(judgement, "lead_time_red"), 52.0);
  EXPECT_EQ(value_of(judgement, "lead_time_red_enterprise"), 50.0);
  // the push to the city never arrived, and nothing else was warned of
  EXPECT_EQ(value_of(judgement, "lead_time_red_city"), std::nullopt);
  EXPECT_EQ(value_of(judgement, "lead_time_orange"), std::nullopt);
}

TEST(ColourSheet, WhoIsToldAfterTheAccidentHasANegativeLead) {
  Record record = sample::leak_record();
  sample::insert(record, sample::entry(950, LogKind::notice_delivered, 0, sample::district_office, 0, 10.0));
  EXPECT_EQ(value_of(judge(record, {}), "lead_time_red_district"), 692.0 - 950.0);
}

TEST(ColourSheet, ACaseThatWasOpenedAfterTheAccidentHasNoLead) {
  Record record = sample::leak_record();
  sample::insert(record, sample::entry(700, LogKind::case_opened, 1, sample::enterprise_office, 2));
  sample::insert(record, sample::entry(705, LogKind::notice_delivered, 1, sample::enterprise_office, 0, 5.0));
  const Judgement judgement = judge(record, {});
  EXPECT_EQ(value_of(judgement, "cases_yellow_enterprise"), 1.0);
  EXPECT_EQ(value_of(judgement, "lead_time_yellow_enterprise"), std::nullopt);
}

TEST(ColourSheet, CountsClearingAtTheHighestLevelOnly) {
  const Judgement judgement = judge(sample::leak_record(), {});
  EXPECT_EQ(value_of(judgement, "cases_red"), 1.0);
  EXPECT_EQ(value_of(judgement, "clear_time_red"), 2360.0);
  EXPECT_EQ(value_of(judgement, "clear_time_red_district"), 2360.0);
  EXPECT_EQ(value_of(judgement, "clear_time_red_enterprise"), std::nullopt);
  EXPECT_EQ(value_of(judgement, "acknowledge_time_red_district"), 60.0);
  EXPECT_EQ(value_of(judgement, "overdue_red_enterprise"), 1.0);
  EXPECT_EQ(value_of(judgement, "overdue_red_district"), 0.0);
  EXPECT_EQ(value_of(judgement, "escalations_red_district"), 1.0);
  EXPECT_EQ(value_of(judgement, "cases_orange"), 0.0);
}

}  // namespace
}  // namespace fengsui
