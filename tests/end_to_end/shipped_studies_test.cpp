// The studies that ship are read without a complaint, and every point of their designs is accepted by the
// files it changes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "twin/cli/study_runner.h"
#include "twin/study/design.h"

namespace fengsui {
namespace {

namespace fs = std::filesystem;

TEST(ShippedStudies, AreReadAndEveryPointIsAccepted) {
  std::set<std::string> read;
  for (const auto& entry : fs::directory_iterator(FENGSUI_SOURCE_DIR "/scenarios/studies")) {
    if (entry.path().extension() != ".json") continue;
    const std::string text = read_file(entry.path()), file = entry.path().string();
    // the others are scenarios, and studies of rare events
    const nlohmann::json json = nlohmann::json::parse(text, nullptr, true, /*ignore_comments=*/true);
    if (!json.contains("factors")) continue;
    const Study study = read_study(text, file, study_base);
    EXPECT_EQ(study.id + ".json", entry.path().filename());
    EXPECT_TRUE(study.tuning.has_value() != study.sensitivity.has_value()) << file;
    EXPECT_NO_THROW(check_points(study, study.sensitivity ? corners_of(study) : design_points(study), file));
    for (const Factor& factor : study.factors) {
      // today's value lies among what is tried: otherwise bounds and unit do not fit
      const auto [low, high] = std::ranges::minmax_element(factor.levels);
      const bool any = factor.levels.empty();
      EXPECT_GE(factor.today, any ? factor.low : *low) << file << " " << factor.key;
      EXPECT_LE(factor.today, any ? factor.high : *high) << file << " " << factor.key;
    }
    read.insert(study.id);
  }
  EXPECT_THAT(read, testing::IsSupersetOf({"alarm_delay_and_deadband", "duty_room_staffing",
                                           "shanghai_deadlines", "limits_that_matter", "limits_by_equipment",
                                           "leak_alarm_that_matters", "leak_alarm_shares"}));
}

TEST(ShippedStudies, WithAFactorThatTheFilesRefuseWouldBeSeen) {
  const fs::path file = FENGSUI_SOURCE_DIR "/scenarios/studies/duty_room_staffing.json";
  nlohmann::json json = nlohmann::json::parse(read_file(file), nullptr, true, true);
  json["factors"][0]["from"] = -1;
  const Study study = read_study(json.dump(), file.string(), study_base);
  EXPECT_ANY_THROW(check_points(study, design_points(study), file.string()));
}

}  // namespace
}  // namespace fengsui
