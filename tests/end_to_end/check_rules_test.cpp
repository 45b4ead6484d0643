// What is wrong with rules, as `fengsui validate` and `fengsui-engine --check` tell it: exit codes,
// languages, and files that are none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdio.h>
#include <sys/wait.h>

#include <array>
#include <filesystem>

#include "tests/end_to_end/program.h"

namespace fengsui::end_to_end {
namespace {

using testing::HasSubstr;

const std::string data = std::string(FENGSUI_SOURCE_DIR) + "/data/";
const std::string good = data + "rules/aluminium.json", catalogue = data + "catalogue/aluminium.json";

// Both outputs and the exit code of the reference engine's program, which ends by itself.
std::pair<std::string, int> check(const std::string& words) {
  const std::string engine = fs::path(FENGSUI_BINARY).parent_path() / "fengsui-engine";
  FILE* pipe = popen((engine + " --check " + words + " 2>&1 </dev/null").c_str(), "r");
  if (!pipe) return {"popen", -1};
  std::string said;
  std::array<char, 4096> bytes{};
  while (const std::size_t count = fread(bytes.data(), 1, bytes.size(), pipe))
    said.append(bytes.data(), count);
  return {said, WEXITSTATUS(pclose(pipe))};
}

fs::path write_wrong_rules(const Desk& desk) {
  std::string rules = text_of(good);
  const std::string tag = "\"tag\": \"DW_LK\"";
  rules.replace(rules.find(tag), tag.size(), "\"tag\": \"DW_LEAK\"");
  return desk.write("wrong.json", rules);
}

constexpr const char* english =
    "/risk/triggers/metal_leak/pattern/0: can never hold: no rule gives the alarm DW_LEAK state";
constexpr const char* chinese = "不可能成立：没有规则产生报警 DW_LEAK";

TEST(CheckRules, OfTheEngineTellsBothLanguagesOnOneLine) {
  const Desk desk;
  EXPECT_EQ(check(good), std::pair(std::string(), 0));
  EXPECT_EQ(check(good + " --points " + catalogue), std::pair(std::string(), 0));
  const auto [said, code] = check(write_wrong_rules(desk).string());
  EXPECT_EQ(code, 1);
  ASSERT_EQ(lines_of(said).size(), 1u);
  EXPECT_THAT(said, testing::AllOf(HasSubstr("wrong.json: "), HasSubstr(english), HasSubstr(chinese)));
}

TEST(CheckRules, OfTheEngineRefusesWhatIsNoFile) {
  const Desk desk;
  const std::string text = desk.write("text.json", "no JSON").string();
  for (const std::string& words : {data + "rules", data + "nowhere.json", text, good + " --points " + data,
                                   good + " --points " + text, good + " --points " + good}) {
    const auto [said, code] = check(words);
    EXPECT_EQ(code, 2) << words;
    EXPECT_EQ(lines_of(said).size(), 1u) << said;
    EXPECT_THAT(said, testing::StartsWith("fengsui-engine: "));
  }
}

TEST(CheckRules, ByValidateTellsTheLanguageThatWasAskedFor) {
  const Desk desk;
  const std::string wrong = write_wrong_rules(desk).string();
  const Ended in_english = desk.fengsui({"validate", wrong});
  EXPECT_EQ(in_english.exit_code, 1);
  EXPECT_THAT(in_english.out, testing::AllOf(HasSubstr(english), testing::Not(HasSubstr(chinese))));
  const Ended in_chinese = desk.fengsui({"validate", wrong, "--lang", "zh", "--points", catalogue});
  EXPECT_EQ(in_chinese.exit_code, 1);
  EXPECT_THAT(in_chinese.out, HasSubstr(chinese));
  EXPECT_EQ(desk.fengsui({"validate", good, "--points", catalogue}).exit_code, 0);
}

TEST(CheckRules, ByValidateRefusesPointsThatAreNone) {
  const Desk desk;
  EXPECT_EQ(desk.fengsui({"validate", good, "--points", "nowhere.json"}).exit_code, 2);
  const Ended no_rules = desk.fengsui({"validate", catalogue, "--points", catalogue});
  EXPECT_EQ(no_rules.exit_code, 2);
  EXPECT_THAT(no_rules.err, HasSubstr("--points: found no rule file"));
}

}  // namespace
}  // namespace fengsui::end_to_end
