#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/twin/judge/sample_judgement.h"

namespace fengsui {
namespace {

using namespace sample;
using testing::HasSubstr;
using K = LogKind;

TEST(Workflow, ScoresACaseAtEveryLevel) {
  const auto cases = judge(sample::leak_record(), {}).cases;
  ASSERT_EQ(cases.size(), 1u);
  const CaseScore& score = cases[0];
  EXPECT_EQ(score.enterprise, EnterpriseId(0));
  EXPECT_EQ(score.colour, Colour::red);
  EXPECT_EQ(score.acknowledged, at_s(760));
  EXPECT_EQ(score.feedback, at_s(2000));
  EXPECT_EQ(score.cleared, at_s(3000));
  EXPECT_EQ(score.overdue, 1u);
  EXPECT_EQ(score.escalations, 1u);
  EXPECT_EQ(score.rejected, 1u);
  EXPECT_EQ(score.highest_level, 1u);
  EXPECT_EQ(score.measures, std::vector<std::uint32_t>{1});
  ASSERT_EQ(score.levels.size(), 2u);
  EXPECT_EQ(score.levels[0].overdue, std::vector<std::uint32_t>{1});
  EXPECT_EQ(score.levels[1].involved, at_s(940));
  EXPECT_EQ(score.levels[1].acknowledged, at_s(1000));
  EXPECT_TRUE(score.levels[1].escalated_here);
}

TEST(Workflow, SummarisesByColourAndLevel) {
  const auto rows = judge(sample::leak_record(), {}).colour_levels;
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].level, 0u);
  EXPECT_DOUBLE_EQ(rows[0].acknowledge.mean_s, 120.0);
  EXPECT_EQ(rows[0].overdue, (std::vector<std::uint64_t>{0, 1, 0, 0}));
  EXPECT_EQ(rows[0].clear.count, 0u);
  EXPECT_DOUBLE_EQ(rows[1].acknowledge.median_s, 60.0);
  EXPECT_DOUBLE_EQ(rows[1].clear.worst_s, 2360.0);
  EXPECT_EQ(rows[1].escalated_here, 1u);
}

TEST(Workflow, WorstColourComesFirst) {
  Record record = sample::leak_record();
  record.log.push_back(entry(3100, K::case_opened, 1, 0, 1));
  record.log.push_back(entry(3200, K::case_opened, 2, 0, 1));
  record.log.push_back(entry(3300, K::colour_upgraded, 2, 0, 2));
  const auto rows = judge(record, {}).colour_levels;
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].colour, Colour::red);
  EXPECT_EQ(rows[2].colour, Colour::yellow);
  EXPECT_EQ(rows[3].colour, Colour::blue);
}

TEST(Workflow, MeasuresHowBusyOfficesAre) {
  Record record = sample::leak_record();
  record.log.push_back(entry(3000, K::task_started, 0, 1, 0));  // one of two district officers, never ends
  record.log.push_back(entry(3000, K::officer_lapsed, 0, 2, 0));
  const auto offices = judge(record, {}).offices;
  ASSERT_EQ(offices.size(), 3u);
  EXPECT_DOUBLE_EQ(offices[0].busy_fraction, 60.0 / 3600.0);
  EXPECT_DOUBLE_EQ(offices[0].tasks_per_hour, 1.0);
  EXPECT_DOUBLE_EQ(offices[1].busy_fraction, 600.0 / 7200.0);
  EXPECT_EQ(offices[1].lapses, 1u);
  EXPECT_EQ(offices[1].officers, 2u);
}

TEST(Data, CountsWhatGatewaysLostAndWhenTheyWereSeen) {
  Record record = sample::leak_record();
  record.log = {entry(100, K::gateway_down, 0),
                entry(200, K::gateway_reported_offline, 0),
                entry(300, K::gateway_up, 0),
                entry(310, K::backlog_sent, 0, 40),
                entry(400, K::message_lost, 0, 12),
                entry(500, K::message_duplicated, 0, 1),
                entry(2000, K::gateway_reported_online, 0)};
  record.readings[0].reading.quality = Quality::bad;
  const GatewayScore score = judge(record, {}).gateways.at(0);
  EXPECT_DOUBLE_EQ(score.online_rate, 0.5);
  EXPECT_DOUBLE_EQ(score.up_rate, 1.0 - 200.0 / 3600.0);
  EXPECT_EQ(score.readings, 5000u);
  EXPECT_EQ(score.bad_readings, 1u);
  EXPECT_EQ(score.readings_lost, 12u);
  EXPECT_EQ(score.duplicated, 1u);
  EXPECT_EQ(score.backlogs, 1u);
  EXPECT_NEAR(score.mean_latency_s, 0.2, 1e-9);
}

}  // namespace
}  // namespace fengsui
