// `fengsui lint`: what is said, in which language, with which exit code; files that are no policies.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/end_to_end/program.h"

namespace fengsui::end_to_end {
namespace {

using testing::HasSubstr;

const std::string data = std::string(FENGSUI_SOURCE_DIR) + "/data/";
const std::string shipped = data + "policies/shanghai_2024.json";

fs::path write_changed(const Desk& desk, const std::string& from, const std::string& to) {
  std::string text = text_of(shipped);
  const std::size_t at = text.rfind(from);
  EXPECT_NE(at, std::string::npos);
  return desk.write("policy.json", text.replace(at, from.size(), to));
}

TEST(Lint, ShippedPolicyIsClean) {
  const Ended ended = Desk().fengsui({"lint", shipped});
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("shanghai_2024.json: nothing found"));
}

TEST(Lint, FindingsComeWithFilePointerAndAdviceInBothLanguages) {
  const Desk desk;
  const std::string file =
      write_changed(desk, "\"reject\": {\"value\": 0.05", "\"reject\": {\"value\": 1").string();
  const Ended english = desk.fengsui({"lint", file, shipped});
  EXPECT_EQ(english.exit_code, 1);
  EXPECT_THAT(english.out, HasSubstr("policy.json: /review/reject: a loop without end: "));
  EXPECT_THAT(english.out, HasSubstr("policy.json: 1 found"));
  EXPECT_THAT(english.out, HasSubstr("shanghai_2024.json: nothing found"));
  const Ended chinese = desk.fengsui({"lint", file, "--lang", "zh"});
  EXPECT_EQ(chinese.exit_code, 1);
  EXPECT_THAT(chinese.out, HasSubstr("/review/reject: 死循环"));
}

TEST(Lint, WhatIsNoPolicyIsBadInput) {
  const Desk desk;
  const std::string text = desk.write("text.json", "no JSON").string();
  const std::string list = desk.write("list.json", "[1]").string();
  const std::string wrong =
      write_changed(desk, "\"reject\": {\"value\": 0.05", "\"reject\": {\"value\": 1.5").string();
  for (const std::string& file : {data, data + "nowhere.json", text, list, wrong,
                                  data + "rules/aluminium.json", std::string("/dev/null")}) {
    const Ended ended = desk.fengsui({"lint", file});
    EXPECT_EQ(ended.exit_code, 2) << file;
    EXPECT_THAT(ended.err, HasSubstr("fengsui: " + file)) << file;
  }
  // the good file is told nevertheless
  const Ended both = desk.fengsui({"lint", text, shipped});
  EXPECT_EQ(both.exit_code, 2);
  EXPECT_THAT(both.out, HasSubstr("nothing found"));
}

}  // namespace
}  // namespace fengsui::end_to_end
