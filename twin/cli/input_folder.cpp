#include "twin/cli/input_folder.h"

#include <nlohmann/json.hpp>

#include "twin/cli/output.h"

namespace fengsui {

std::filesystem::path write_inputs(const std::filesystem::path& folder,
                                   const std::vector<InputFile>& inputs) {
  make_folder(folder);
  nlohmann::ordered_json scenario;
  for (const InputFile& input : inputs)
    if (input.role == "scenario")
      scenario = nlohmann::ordered_json::parse(input.text, nullptr, /*allow_exceptions=*/true,
                                               /*ignore_comments=*/true);
  scenario.erase("$schema");  // stood relative to where the scenario was
  for (const InputFile& input : inputs) {
    if (input.role == "scenario") continue;
    const std::string name = input.role + std::filesystem::path(input.path).extension().string();
    write_file(folder / name, input.text);
    scenario[input.role] = name;
  }
  const std::filesystem::path path = folder / "scenario.json";
  write_file(path, scenario.dump(2) + "\n");
  return path;
}

}  // namespace fengsui
