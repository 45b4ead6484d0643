// Bad input of every kind: one clear line on standard error that names the file and the place, exit code 2,
// and nothing left behind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hdf5.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <ostream>

#include "tests/end_to_end/program.h"

using namespace fengsui;
using namespace fengsui::end_to_end;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;

namespace {

struct BadInput {
  std::string name;
  std::function<std::vector<std::string>(const Desk&)> arrange;  // writes files, returns the arguments
  std::vector<std::string> said;                                 // parts of the line
};

std::ostream& operator<<(std::ostream& stream, const BadInput& input) { return stream << input.name; }

// The small scenario after one change.
template <class Change>
BadInput changed(std::string name, Change change, std::vector<std::string> said) {
  const auto arrange = [change](const Desk& desk) {
    json scenario = small_scenario();
    change(scenario);
    return std::vector<std::string>{"run", desk.write("bad.json", scenario.dump()), "--network", "direct"};
  };
  said.push_back("bad.json");
  return {std::move(name), arrange, std::move(said)};
}

// The small scenario as written, with another program line.
BadInput arguments(std::string name, std::vector<std::string> words, std::vector<std::string> said) {
  return {std::move(name), [words](const Desk&) { return words; }, std::move(said)};
}

BadInput text(std::string name, const std::string& file, const std::string& content, const char* command,
              std::vector<std::string> said) {
  const auto arrange = [file, content, command](const Desk& desk) {
    desk.write(file, content);
    return std::vector<std::string>{command, file};
  };
  said.push_back(file);
  return {std::move(name), arrange, std::move(said)};
}

// A register beside the scenario.
BadInput register_text(std::string name, const std::string& content, std::vector<std::string> said) {
  const auto arrange = [content](const Desk& desk) {
    json scenario = small_scenario();
    scenario["register"] = "plants.csv";
    desk.write("plants.csv", content);
    return std::vector<std::string>{"run", desk.write("bad.json", scenario.dump()), "--network", "direct"};
  };
  said.push_back("plants.csv");
  return {std::move(name), arrange, std::move(said)};
}

constexpr const char* header =
    "序号,区,街道/镇/工业区,企业名称,企业地址,产能（万吨/年）,固定式熔炼炉（台）,倾动式熔炼炉（台）,"
    "深井浇筑系统数量（套）,钢丝绳式提升装置（套）\n";

std::string foreign_hdf5() {
  const Desk desk;
  const hid_t file = H5Fcreate((desk / "foreign.h5").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
  H5Fclose(file);
  return text_of(desk / "foreign.h5");
}

std::vector<std::string> show_cut_run(const Desk& desk) {
  const fs::path scenario = desk.write("small.json", small_scenario().dump());
  EXPECT_EQ(desk.fengsui({"run", scenario, "--network", "direct", "--out", "whole"}).exit_code, 0);
  const std::string whole = text_of(desk / "whole/small/run.h5");
  EXPECT_GT(whole.size(), 10'000u);
  desk.write("cut.h5", whole.substr(0, whole.size() * 2 / 3));
  return {"show", "cut.h5"};
}

std::vector<std::string> show_damaged_run(const Desk& desk) {
  const fs::path scenario = desk.write("small.json", small_scenario().dump());
  EXPECT_EQ(desk.fengsui({"run", scenario, "--network", "direct", "--out", "whole"}).exit_code, 0);
  std::string damaged = text_of(desk / "whole/small/run.h5");
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
  desk.write("damaged.h5", damaged);
  return {"show", "damaged.h5"};
}

std::vector<BadInput> table() {
  const std::string firm = "海螺型材有限公司（虚构）";
  return {
      arguments("MissingScenario", {"run", "missing.json"}, {"missing.json", "no such file"}),
      arguments("AFolderAsScenario", {"run", "."}, {"a folder"}),
      arguments("MissingRun", {"show", "missing.h5"}, {"missing.h5"}),
      arguments("MissingRunToReport", {"report", "missing.h5"}, {"missing.h5"}),
      arguments("NothingToTest", {"test", "."}, {"no scenario"}),
      text("MalformedJson", "bad.json", "{\"version\": 1,\n  \"id\": }", "run", {"line 2, column 9"}),
      text("EmptyJson", "bad.json", "", "run", {"line 1"}),
      text("AKeyTwice", "bad.json", "{\"version\": 1, \"version\": 1}", "validate", {"version"}),

      changed("UnknownKey", [](json& s) { s["sampeling"] = "every"; }, {"sampeling", "\"sampling\""}),
      changed("UnknownVersion", [](json& s) { s["version"] = 2; }, {"/version", "version 1"}),
      changed("WrongUnit", [](json& s) { s["events"][1]["size"] = "1.72 mm"; }, {"/events/1/size", "kg/s"}),
      changed("NoUnit", [](json& s) { s["events"][1]["size"] = 1.72; }, {"/events/1/size", "kg/s"}),
      changed("NegativeDuration", [](json& s) { s["duration"] = "-5 min"; }, {"/duration", "-5 min"}),
      changed("EventAfterTheEnd", [](json& s) { s["events"][1]["at"] = "02:00:00"; }, {"/events/1/at", "20"}),
      changed("UnknownEnterprise", [](json& s) { s["events"][1]["enterprise"] = "海螺型材有限公司（虚）"; },
              {"/events/1/enterprise", "\"" + firm + "\" perhaps"}),
      changed("UnknownEnterpriseOverride",
              [firm](json& s) {
                s["enterprises"]["海螺铝材有限公司（虚构）"] = s["enterprises"][firm];
                s["enterprises"].erase(firm);
              },
              {"/enterprises/", "\"" + firm + "\" perhaps"}),
      changed("UnknownFault", [](json& s) { s["events"][1]["fault"] = "guide_hole_leek"; },
              {"/events/1/fault", "\"guide_hole_leak\" perhaps"}),
      changed("UnknownChannel",
              [](json& s) {
                s["events"].push_back(
                    {{"id", "q"}, {"at", "00:01:00"}, {"do", "channel_down"}, {"channel", "smss"}});
              },
              {"/events/2/channel", "\"sms\" perhaps"}),
      changed("ChannelWithoutAName",
              [](json& s) {
                s["events"].push_back({{"id", "q"}, {"at", "00:01:00"}, {"do", "channel_up"}});
              },
              {"/events/2", "\"channel\""}),
      changed("UnknownUnit", [](json& s) { s["events"][1]["unit"] = "casting_well 11"; },
              {"/events/1/unit", "casting_well 1"}),
      changed("UnknownPoint",
              [firm](json& s) {
                s["enterprises"][firm]["units"][1]["limits"] = {{"DW_LM_DSIT", {{"low", "100 mm"}}}};
              },
              {"DW_LM_DSIT", "DW_LM_DIST"}),
      changed("UnknownPhase", [firm](json& s) { s["enterprises"][firm]["units"][1]["phase"] = "stedy"; },
              {"/units/1/phase", "steady"}),
      changed("UnknownRegister", [](json& s) { s["register"] = "qingwan_alumnium"; },
              {"/register", "\"qingwan_aluminium\" perhaps"}),
      changed("UnknownWitness", [](json& s) { s["expect"][0]["witness"] = "leek"; }, {"/expect/0", "leak"}),
      changed("UnknownEngine", [](json& s) { s["engine"] = "bulitin"; }, {"engine", "builtin"}),

      register_text("RegisterWithoutAColumn", "序号,区,企业名称\n1,青湾区,海螺\n", {"line 1"}),
      register_text("RegisterWithABrokenRow", std::string(header) + "1,青湾区,东港,海螺,1号,8,1,0,一,0\n",
                    {"line 2", "深井浇筑系统数量", "whole number"}),
      register_text("RegisterWithAShortRow", std::string(header) + "1,青湾区,东港,海螺,1号\n", {"line 2"}),
      register_text("RegisterWithNobody", header, {"at least one enterprise"}),

      text("ATextAsRun", "run.h5", "this is not a run", "show", {"run.h5"}),
      text("AnEmptyRun", "run.h5", "", "show", {"run.h5"}),
      text("AForeignHdf5", "run.h5", foreign_hdf5(), "show", {"run.h5"}),
      {"ACutRun", show_cut_run, {"cut.h5"}},
      {"ADamagedRun", show_damaged_run, {"damaged.h5"}},

      {"OutputBelowAFile",
       [](const Desk& desk) {
         desk.write("file", "not a folder");
         const fs::path scenario = desk.write("small.json", small_scenario().dump());
         return std::vector<std::string>{"run", scenario, "--network", "direct", "--out", "file/out"};
       },
       {"file/out", "--out"}},
      {"ReportBelowAFile",
       [](const Desk& desk) {
         const fs::path scenario = desk.write("small.json", small_scenario().dump());
         EXPECT_EQ(desk.fengsui({"run", scenario, "--network", "direct", "--out", "whole"}).exit_code, 0);
         desk.write("file", "not a folder");
         return std::vector<std::string>{"report", "whole/small/run.h5", "--out", "file/report.html"};
       },
       {"file/report.html"}},
  };
}

class BadInputTest : public testing::TestWithParam<BadInput> {};

TEST_P(BadInputTest, IsOneClearLineAndLeavesNothing) {
  const Desk desk;
  const Ended ended = desk.fengsui(GetParam().arrange(desk));
  EXPECT_EQ(ended.exit_code, 2) << ended.out;
  EXPECT_EQ(lines_of(ended.err).size(), 1u) << ended.err;
  EXPECT_TRUE(ended.err.starts_with("fengsui: ")) << ended.err;
  for (const std::string& part : GetParam().said) EXPECT_THAT(ended.err, HasSubstr(part));
  EXPECT_THAT(desk.half_written(), IsEmpty());
  EXPECT_FALSE(fs::exists(desk / "out/bad/run.h5"));
}

INSTANTIATE_TEST_SUITE_P(Table, BadInputTest, testing::ValuesIn(table()),
                         [](const auto& input) { return input.param.name; });

}  // namespace
