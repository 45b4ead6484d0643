#include "twin/cli/check_file.h"

#include "scenarios/catalogue_reader.h"
#include "scenarios/fault_sizes.h"
#include "scenarios/files.h"
#include "scenarios/network_reader.h"
#include "scenarios/policy_reader.h"
#include "scenarios/register_reader.h"
#include "sim/base/strict_json.h"
#include "twin/cli/options.h"
#include "twin/cli/run_scenario.h"
#include "twin/engine/lint.h"
#include "twin/engine/rule_reader.h"
#include "twin/link/link.h"
#include "twin/record/run_file.h"
#include "twin/session/prepare.h"

namespace fengsui {

namespace {

struct DataKind {
  std::string_view telling_key;
  void (*read)(std::string_view text, const std::string& file);
};

constexpr DataKind data_kinds[] = {
    {"classes", [](std::string_view text, const std::string& file) { read_catalogue(text, file); }},
    {"colours", [](std::string_view text, const std::string& file) { read_policy(text, file); }},
    {"sensor_faults", [](std::string_view text, const std::string& file) { read_fault_sizes(text, file); }},
    {"topology", [](std::string_view text, const std::string& file) { read_network_settings(text, file); }},
};

std::vector<Label> check_register(const std::string& text, const std::string& file) {
  std::vector<Label> notes;
  for (const RegisterNotice& notice : read_register(text, file).notices)
    notes.push_back({notice.english, notice.chinese});
  return notes;
}

FileCheck check_rules(const std::string& text, const std::string& file, const PointsFile* points) {
  const engine::Rules rules = engine::read_rules(text, file);
  FileCheck check;
  check.is_rules = true;
  for (const engine::LintFinding& finding :
       points ? engine::lint(rules, points->directory) : engine::lint(rules))
    check.findings.push_back({place_of(finding, file, points), {finding.english, finding.chinese}});
  return check;
}

std::vector<Label> check_scenario(const std::filesystem::path& file) {
  const Prepared prepared = prepare(file, home_folder());
  reach_engine(prepared.engine);
  check_expectations(prepared.scenario, prepared.record);
  return prepared.notes;
}

}  // namespace

FileCheck check_file(const std::filesystem::path& file, const PointsFile* points) {
  if (file.extension() == ".h5" || file.extension() == ".partial") {
    read_run(file);
    return {};
  }
  const std::string text = read_file(file);
  if (file.extension() == ".csv") return {check_register(text, file.string()), {}, false};

  const JsonDocument document = JsonDocument::parse(text, file.string());
  const JsonObject root = document.root().map();
  if (root.has("risk")) return check_rules(text, file.string(), points);
  for (const DataKind& kind : data_kinds)
    if (root.has(kind.telling_key)) {
      kind.read(text, file.string());
      return {};
    }
  return {check_scenario(file), {}, false};
}

}  // namespace fengsui
