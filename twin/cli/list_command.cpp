#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

#include "scenarios/catalogue_reader.h"
#include "scenarios/files.h"
#include "scenarios/policy_reader.h"
#include "scenarios/scenario_reader.h"
#include "twin/cli/commands.h"
#include "twin/cli/study_runner.h"
#include "twin/cli/words.h"

namespace fengsui {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> json_files(const fs::path& folder) {
  std::vector<fs::path> files;
  if (fs::is_directory(folder))
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

void list_scenarios(const fs::path& home, Language language) {
  std::printf("%s\n", say(language, "Scenarios", "情景"));
  for (const fs::path& file : json_files(home / "scenarios/library")) {
    const Scenario scenario = read_scenario(read_file(file), file.string());
    std::printf(
        "  %s\n      %s\n", fs::relative(file, home).c_str(),
        language == Language::chinese ? scenario.title.chinese.c_str() : scenario.title.english.c_str());
  }
}

void list_equipment(const fs::path& home, Language language) {
  std::printf("\n%s\n", say(language, "Equipment", "设备"));
  for (const fs::path& file : json_files(home / "data/catalogue"))
    for (const plant::Catalogue catalogue = read_catalogue(read_file(file), file.string());
         const UnitClass unit_class : all_unit_classes) {
      const plant::ClassCatalogue& equipment = catalogue.of(unit_class);
      std::printf("  %s: %zu %s, %zu %s, %zu %s\n", std::string(plant::vocabulary(unit_class).key).c_str(),
                  equipment.points.size(), say(language, "points", "测点"), equipment.faults.size(),
                  say(language, "faults", "故障"), equipment.interlocks.size(),
                  say(language, "interlocks", "联锁"));
      for (const auto& fault : equipment.faults)
        std::printf("      %-24s %s\n", fault.key.c_str(),
                    language == Language::chinese ? fault.chinese.c_str() : fault.english.c_str());
    }
}

void list_policies(const fs::path& home, Language language) {
  std::printf("\n%s\n", say(language, "Policies", "政策"));
  for (const fs::path& file : json_files(home / "data/policies"))
    std::printf("  %s\n", fs::relative(file, home).c_str());
}

// Levels and clocks have the names of the policy; those of all shipped policies are the same.
void list_kpis(const fs::path& home, Language language) {
  const StudyBase base = study_base(json_files(home / "scenarios/library").at(0));
  std::printf("%s\n", say(language, "Numbers of the score sheet", "评分表指标"));
  bool parts = false;
  for (const Kpi& row : base.kpis) {
    if (row.part && !parts)
      std::printf("\n%s\n", say(language, "The same by colour and level", "按颜色与层级"));
    parts = row.part.has_value();
    std::printf("  %-32s %s\n", row.key.c_str(),
                (row.name.in(language) + (row.unit.empty() ? "" : " [" + row.unit + "]")).c_str());
  }
}

}  // namespace

void add_list_command(CLI::App& program, ExitCode&) {
  struct ListOptions : CommonOptions {
    std::string what;
  };
  const auto options = std::make_shared<ListOptions>();
  CLI::App* command =
      program.add_subcommand("list", "List the scenarios, equipment with faults, and policies shipped");
  command->add_option("WHAT", options->what, "Only these; kpis: the numbers of the score sheet, for studies")
      ->check(CLI::IsMember({"scenarios", "equipment", "policies", "kpis"}));
  add_language(*command, *options);
  command->callback([options] {
    const fs::path home = home_folder();
    const auto wanted = [&](const char* what) { return options->what.empty() || options->what == what; };
    if (wanted("scenarios")) list_scenarios(home, options->in());
    if (wanted("equipment")) list_equipment(home, options->in());
    if (wanted("policies")) list_policies(home, options->in());
    if (options->what == "kpis") list_kpis(home, options->in());
  });
}

}  // namespace fengsui
