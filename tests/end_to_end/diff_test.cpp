// `diff` on recorded runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/files.h"
#include "tests/end_to_end/program.h"

namespace fengsui::end_to_end {
namespace {

using testing::HasSubstr;

TEST(Diff, SameDifferentAndBadInputHaveTheirOwnExitCodes) {
  const Desk desk;
  nlohmann::json scenario = small_scenario();
  const auto record = [&](const std::string& name) {
    const fs::path file = desk.write(name + ".json", scenario.dump());
    return desk.fengsui({"run", file.string(), "--network", "direct", "--out", name}).exit_code == 0
               ? (desk / name / name / "run.h5").string()
               : std::string();
  };
  const std::string first = record("first"), again = record("again");

  // rules that wait longer: the same luck, a later alarm
  std::string rules = read_file(fs::path(FENGSUI_SOURCE_DIR) / "data/rules/aluminium.json");
  const std::string before = R"("trip_on_delay": {"value": "0.5 s")";
  const auto place = rules.find(before);
  ASSERT_NE(place, std::string::npos);
  rules.replace(place, before.size(), R"("trip_on_delay": {"value": "9 s")");
  desk.write("slow_rules.json", rules);
  scenario["rules"] = "slow_rules.json";
  const std::string slow = record("slow");

  const Ended same = desk.fengsui({"diff", first, again});
  EXPECT_EQ(same.exit_code, 0) << same.out << same.err;
  EXPECT_THAT(same.out, HasSubstr("inputs: the same\nwhat happened: the same"));

  const Ended different = desk.fengsui({"diff", first, slow});
  EXPECT_EQ(different.exit_code, 1) << different.err;
  EXPECT_THAT(different.out, HasSubstr(R"(rules /kinds/metal_level/trip_on_delay/value: "0.5 s" | "9 s")"));
  EXPECT_THAT(different.out, HasSubstr("first divergence: alarms"));
  EXPECT_THAT(different.out, HasSubstr("alarms: 3 | 2"));
  EXPECT_THAT(desk.fengsui({"diff", first, slow, "--lang", "zh"}).out, HasSubstr("首个分歧：报警"));

  EXPECT_EQ(desk.fengsui({"diff", first, "nowhere.h5"}).exit_code, 2);
  EXPECT_EQ(desk.fengsui({"diff", first}).exit_code, 2);
  EXPECT_EQ(desk.fengsui({"diff", first, (desk / "slow_rules.json").string()}).exit_code, 2);
}

}  // namespace
}  // namespace fengsui::end_to_end
