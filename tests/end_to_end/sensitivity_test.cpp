// `sensitivity` with real runs: the same bytes however it is done, what it says, and mistakes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/end_to_end/leak_study.h"

namespace fengsui::end_to_end {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

// The delay of the alarm decides how late the warning is; a gain of the rules that the leak never touches
// does not.
json analysis(const Desk& desk, const json& sensitivity) {
  json study = leak_study(desk, 1);
  study.erase("design");
  study.erase("replications");
  study["factors"] = {{{"key", "on_delay"},
                       {"file", "rules"},
                       {"at", "/kinds/metal_level/trip_on_delay/value"},
                       {"from", "0.5 s"},
                       {"to", "20 s"}},
                      {{"key", "signing"},
                       {"file", "policy"},
                       {"at", "/levels/0/clocks/acknowledge/yellow"},
                       {"from", "10 min"},
                       {"to", "60 min"}}};
  study["sensitivity"] = sensitivity;
  return study;
}

json screening() { return {{"method", "morris"}, {"trajectories", 6}, {"replications", 2}}; }

constexpr const char* results[] = {"leaks.h5", "leaks_factors.csv", "leaks_points.csv", "leaks_runs.csv",
                                   "leaks.html"};

TEST(Sensitivity, GivesTheSameBytesForOneAndTwoJobsAndInPartsAndAfterAnInterruption) {
  const Desk desk;
  const std::string study = written(desk, analysis(desk, screening())).string();
  const Ended one = desk.fengsui({"sensitivity", study, "--jobs", "1", "--out", "one"});
  ASSERT_EQ(one.exit_code, 0) << one.out << one.err;
  EXPECT_THAT(one.out, HasSubstr("on_delay: matters; more of it raises it by "));
  EXPECT_THAT(one.out, HasSubstr("signing: does not matter; changed nothing in any run"));
  EXPECT_THAT(one.out, HasSubstr("18 points, 36 runs, 0 without a result"));
  EXPECT_THAT(text_of(desk / "one/leaks_factors.csv"), HasSubstr("warning_delay,s,on_delay,matters,"));
  EXPECT_THAT(text_of(desk / "one/leaks.html"), HasSubstr("How large effects are, and how varied"));

  ASSERT_EQ(desk.fengsui({"sensitivity", study, "--jobs", "2", "--out", "two"}).exit_code, 0);
  for (const char* part : {"1/2", "2/2"})
    ASSERT_EQ(desk.fengsui({"sensitivity", study, "--part", part}).exit_code, 0);
  const Ended merged = desk.fengsui({"merge", "out/leaks_1_of_2.part", "out/leaks_2_of_2.part"});
  ASSERT_EQ(merged.exit_code, 0) << merged.err;
  EXPECT_EQ(merged.out.substr(0, merged.out.find("result ")), one.out.substr(0, one.out.find("result ")));

  // cut off in the middle, it goes on from what is done
  const Ended cut = desk.fengsui({"sensitivity", study, "--jobs", "1", "--out", "cut"}, {.file_bytes = 3000});
  ASSERT_EQ(cut.exit_code, 2) << cut.out;
  EXPECT_THAT(cut.err, HasSubstr("--resume"));
  EXPECT_GT(lines_of(text_of(desk / "cut/leaks.journal")).size(), 5u);
  EXPECT_FALSE(fs::exists(desk / "cut/leaks.h5"));
  EXPECT_EQ(desk.fengsui({"sensitivity", study, "--out", "cut"}).exit_code, 2) << "not lost unasked";
  const Ended resumed = desk.fengsui({"sensitivity", study, "--out", "cut", "--resume"});
  EXPECT_EQ(resumed.exit_code, 0) << resumed.err;
  EXPECT_FALSE(fs::exists(desk / "cut/leaks.journal"));

  for (const char* name : results) {
    EXPECT_FALSE(text_of(desk / "one" / name).empty()) << name;
    for (const char* other : {"two", "out", "cut"})
      EXPECT_EQ(text_of(desk / "one" / name), text_of(desk / other / name)) << other << " " << name;
  }
  EXPECT_TRUE(desk.half_written().empty());
  EXPECT_EQ(desk.fengsui({"run", "--replay", "one/leaks.h5#17", "--out", "again"}).exit_code, 0);
  EXPECT_EQ(desk.fengsui({"sensitivity", study, "--out", "one"}).exit_code, 2) << "not written over unasked";
}

TEST(Sensitivity, OfSobolSharesTheVarianceAndSpeaksChinese) {
  const Desk desk;
  json study = analysis(desk, {{"method", "sobol"}, {"samples", 64}, {"replications", 2}});
  const Ended ended = desk.fengsui({"sensitivity", written(desk, study).string(), "--lang", "zh"});
  ASSERT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("on_delay：有影响"));
  EXPECT_THAT(ended.out, HasSubstr("signing：影响可忽略；所有运行中均无变化"));
  EXPECT_THAT(text_of(desk / "out/leaks.html"), HasSubstr("方差占比"));
}

TEST(Sensitivity, SaysWhenNothingIsDecided) {
  const Desk desk;
  json study = analysis(desk, screening());
  // nobody clears a warning in so short a run
  study["responses"] = {{{"kpi", "clear_time"}}};
  const Ended ended = desk.fengsui({"sensitivity", written(desk, study).string()});
  EXPECT_EQ(ended.exit_code, 3) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("nothing to measure"));
  EXPECT_THAT(text_of(desk / "out/leaks.html"), HasSubstr("inconclusive: "));
}

TEST(Sensitivity, BadInputIsNamedBeforeAnyRun) {
  const Desk desk;
  struct Mistake {
    const char *pointer, *value, *said;
  };
  for (const Mistake& mistake :
       {Mistake{"/factors/0/from", "\"-3 s\"", "/factors: found point"},
        Mistake{"/factors/0/from", "\"30 s\"", "/factors/0/to"}, Mistake{"/factors/1", "null", "/factors/1"},
        Mistake{"/factors/0/at", "\"/kinds/nowhere\"", "/factors/0/at"},
        Mistake{"/sensitivity/method", "\"guess\"", "/sensitivity/method"},
        Mistake{"/design", "\"grid\"", "/design: found this beside \"sensitivity\""},
        Mistake{"/tune", "{}", "/tune: found this beside \"sensitivity\""}}) {
    json study = analysis(desk, screening());
    study[json::json_pointer(mistake.pointer)] = json::parse(mistake.value);
    const Ended refused = desk.fengsui({"sensitivity", written(desk, study).string()});
    EXPECT_EQ(refused.exit_code, 2) << mistake.pointer;
    EXPECT_THAT(refused.err, HasSubstr(mistake.said));
  }
  EXPECT_FALSE(fs::exists(desk / "out/leaks.journal"));

  // each command says which one the file is for
  const std::string file = written(desk, analysis(desk, screening())).string();
  for (const char* command : {"study", "tune"}) {
    const Ended other = desk.fengsui({command, file});
    EXPECT_EQ(other.exit_code, 2);
    EXPECT_THAT(other.err, HasSubstr("fengsui sensitivity "));
  }
  const Ended none = desk.fengsui({"sensitivity", written(desk, leak_study(desk, 2)).string()});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_THAT(none.err, HasSubstr("no \"sensitivity\""));
}

}  // namespace
}  // namespace fengsui::end_to_end
