#include "sim/base/log_kind.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "sim/base/utf8.h"

namespace fengsui {
namespace {

TEST(LogKind, TableIsSortedByNumberWithUniqueKeys) {
  std::set<std::string_view> keys;
  const LogKindInfo* last = nullptr;
  for (const LogKindInfo& info : log_kinds()) {
    EXPECT_TRUE(!last || last->kind < info.kind) << info.key;
    EXPECT_TRUE(keys.insert(info.key).second) << info.key;
    EXPECT_FALSE(info.english.empty());
    EXPECT_FALSE(info.chinese.empty());
    EXPECT_TRUE(valid_utf8(info.chinese)) << info.key;
    EXPECT_EQ(describe(info.kind).key, info.key);
    last = &info;
  }
}

// every group is numbered without gaps, so the table is complete when it reaches the last kind of each
TEST(LogKind, NoKindIsMissingFromTheTable) {
  const std::pair<LogKind, LogKind> groups[] = {{LogKind::scenario_started, LogKind::instructor_action},
                                                {LogKind::phase_started, LogKind::plant_action_done},
                                                {LogKind::sensor_fault_started, LogKind::sensor_fault_ended},
                                                {LogKind::link_down, LogKind::backlog_sent},
                                                {LogKind::alarm_raised, LogKind::alarm_in_service},
                                                {LogKind::case_opened, LogKind::case_equipment}};
  for (const auto& [first, last] : groups)
    for (auto number = static_cast<std::uint16_t>(first); number <= static_cast<std::uint16_t>(last);
         ++number)
      EXPECT_EQ(describe(LogKind{number}).kind, LogKind{number}) << number;
}

TEST(LogKind, AForeignNumberIsUnknownNotACrash) {
  for (const std::uint16_t number : {0, 5, 99, 116 + 50, 999, 65535})
    EXPECT_EQ(describe(LogKind{number}).key, "unknown") << number;
}

}  // namespace
}  // namespace fengsui
