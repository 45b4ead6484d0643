#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

#include "scenarios/catalogue_reader.h"
#include "scenarios/files.h"
#include "scenarios/policy_reader.h"
#include "scenarios/scenario_reader.h"
#include "twin/cli/commands.h"
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

}  // namespace

void add_list_command(CLI::App& program, ExitCode&) {
  const auto options = std::make_shared<CommonOptions>();
  CLI::App* command =
      program.add_subcommand("list", "List the scenarios, equipment with faults, and policies shipped");
  add_language(*command, *options);
  command->callback([options] {
    const fs::path home = home_folder();
    list_scenarios(home, options->in());
    list_equipment(home, options->in());
    list_policies(home, options->in());
  });
}

}  // namespace fengsui
