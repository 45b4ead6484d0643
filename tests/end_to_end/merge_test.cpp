// A study in parts, each a program of its own, and `merge`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/leak_study.h"

namespace fengsui::end_to_end {
namespace {

using nlohmann::json;
using testing::HasSubstr;

TEST(Merge, PartsGiveTheBytesOfTheUndividedStudy) {
  const Desk desk;
  const std::string study = written(desk, leak_study(desk, 4)).string();
  ASSERT_EQ(desk.fengsui({"study", study, "--out", "whole"}).exit_code, 0);
  for (const char* part : {"1/3", "2/3", "3/3"}) {
    const Ended ended = desk.fengsui({"study", study, "--part", part});
    ASSERT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_THAT(ended.out, HasSubstr("of 3: 4 runs, 0 without a result"));
  }
  EXPECT_FALSE(fs::exists(desk / "out/leaks_1_of_3.journal"));
  EXPECT_EQ(desk.fengsui({"study", study, "--part", "1/3"}).exit_code, 2) << "it is there already";

  const Ended missing = desk.fengsui({"merge", "out/leaks_1_of_3.part", "out/leaks_3_of_3.part"});
  EXPECT_EQ(missing.exit_code, 2);
  EXPECT_THAT(missing.err, HasSubstr("part 2/3: point 0 replication 1"));
  EXPECT_FALSE(fs::exists(desk / "out/leaks.h5"));

  const std::vector<std::string> all = {"merge", "out/leaks_3_of_3.part", "out/leaks_1_of_3.part",
                                        "out/leaks_2_of_3.part"};
  const Ended merged = desk.fengsui(all);
  ASSERT_EQ(merged.exit_code, 0) << merged.err;
  EXPECT_THAT(merged.out, HasSubstr("3 points, 12 runs, 0 without a result"));
  for (const char* name : {"leaks.h5", "leaks_points.csv", "leaks_runs.csv", "leaks.html"})
    EXPECT_EQ(text_of(desk / "whole" / name), text_of(desk / "out" / name)) << name;
  EXPECT_EQ(desk.fengsui({"run", "--replay", "out/leaks.h5#11"}).exit_code, 0);
  EXPECT_EQ(desk.fengsui(all).exit_code, 2) << "a result is not written over unasked";
}

TEST(Merge, RefusesWhatDoesNotBelongTogether) {
  const Desk desk;
  json study = leak_study(desk, 2);
  ASSERT_EQ(desk.fengsui({"study", written(desk, study).string(), "--part", "1/2"}).exit_code, 0);
  study["seed"] = 2;
  ASSERT_EQ(desk.fengsui({"study", written(desk, study).string(), "--part", "2/2"}).exit_code, 0);
  const Ended other = desk.fengsui({"merge", "out/leaks_1_of_2.part", "out/leaks_2_of_2.part"});
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_THAT(other.err, HasSubstr("another study"));

  const std::string part = text_of(desk / "out/leaks_1_of_2.part");
  desk.write("cut.part", part.substr(0, part.size() - 40));
  const Ended damaged = desk.fengsui({"merge", "cut.part"});
  EXPECT_EQ(damaged.exit_code, 2);
  EXPECT_THAT(damaged.err, HasSubstr("damaged"));
  EXPECT_EQ(desk.fengsui({"merge", "study.json"}).exit_code, 2);
  EXPECT_EQ(desk.fengsui({"study", "study.json", "--part", "3/2"}).exit_code, 2);

  study["replications"] = {{"at_least", 10}, {"at_most", 20}};
  study["responses"][0]["relative"] = 0.5;
  const Ended sequential = desk.fengsui({"study", written(desk, study).string(), "--part", "1/2"});
  EXPECT_EQ(sequential.exit_code, 2);
  EXPECT_THAT(sequential.err, HasSubstr("parts do not know the results of each other"));
}

}  // namespace
}  // namespace fengsui::end_to_end
