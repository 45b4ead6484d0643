#include "twin/study/input_difference.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "sim/base/utf8.h"
#include "twin/record/record_json.h"

namespace fengsui {

namespace {

using nlohmann::json;

constexpr std::size_t longest_value = 60;

Label role_name(const std::string& role) {
  static const std::pair<const char*, const char*> names[] = {
      {"scenario", "情景"},   {"register", "企业登记表"}, {"catalogue", "设备目录"},
      {"policy", "处置制度"}, {"rules", "报警规则"},      {"network", "网络"}};
  for (const auto& [english, chinese] : names)
    if (role == english) return {english, chinese};
  return {role, role};
}

std::string shown(const json& document, const json::json_pointer& place) {
  if (!document.contains(place)) return {};
  return shortened(document.at(place).dump(-1, ' ', false, json::error_handler_t::replace), longest_value);
}

// the places that differ, by pointer; an element that one list lacks is named once
bool json_differences(const EmbeddedFile& a, const EmbeddedFile& b, std::vector<InputDifference>& found) {
  const json in_a = json::parse(a.text, nullptr, /*allow_exceptions=*/false, /*ignore_comments=*/true);
  const json in_b = json::parse(b.text, nullptr, false, true);
  if (in_a.is_discarded() || in_b.is_discarded()) return false;
  for (const json& step : json::diff(in_a, in_b)) {
    const auto pointer = step["path"].get<std::string>();
    const json::json_pointer place(pointer);
    // "-" stands for the end of a list, which neither document has
    const std::string value_b = pointer.ends_with("/-") ? step["value"].dump() : shown(in_b, place);
    found.push_back({role_name(a.role), pointer, step["op"] == "add" ? "" : shown(in_a, place),
                     step["op"] == "remove" ? "" : shortened(value_b, longest_value)});
  }
  return true;
}

void line_differences(const EmbeddedFile& a, const EmbeddedFile& b, std::vector<InputDifference>& found) {
  std::istringstream in_a(a.text), in_b(b.text);
  for (int number = 1; in_a || in_b; ++number) {
    std::string line_a, line_b;
    std::getline(in_a, line_a);
    std::getline(in_b, line_b);
    if (line_a != line_b)
      found.push_back({role_name(a.role), "line " + std::to_string(number), shortened(line_a, longest_value),
                       shortened(line_b, longest_value)});
  }
}

}  // namespace

std::vector<InputDifference> input_differences(const Record& a, const Record& b) {
  std::vector<InputDifference> found;
  const auto setting = [&](Label what, const std::string& in_a, const std::string& in_b) {
    if (in_a != in_b) found.push_back({std::move(what), "", in_a, in_b});
  };
  const RunInfo &run_a = a.run, &run_b = b.run;
  setting({"program version", "程序版本"}, run_a.software_version, run_b.software_version);
  setting({"seed", "随机种子"}, std::to_string(run_a.seed), std::to_string(run_b.seed));
  setting({"engine", "被测引擎"}, run_a.engine, run_b.engine);
  setting({"network model", "网络模型"}, run_a.network, run_b.network);

  // a role that only one run has is a difference of its own
  for (const EmbeddedFile& file : run_a.inputs) {
    const auto other = std::ranges::find(run_b.inputs, file.role, &EmbeddedFile::role);
    if (other == run_b.inputs.end())
      found.push_back({role_name(file.role), "", file.path, ""});
    else if (file.text != other->text && !json_differences(file, *other, found))
      line_differences(file, *other, found);
  }
  for (const EmbeddedFile& file : run_b.inputs)
    if (std::ranges::find(run_a.inputs, file.role, &EmbeddedFile::role) == run_a.inputs.end())
      found.push_back({role_name(file.role), "", "", file.path});

  setting({"outcome", "运行结局"}, outcome_name(run_a.outcome).key, outcome_name(run_b.outcome).key);
  return found;
}

}  // namespace fengsui
