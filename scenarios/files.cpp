#include "scenarios/files.h"

#include <algorithm>
#include <cassert>
#include <fstream>
#include <system_error>

#include "scenarios/register_reader.h"
#include "scenarios/scenario_reader.h"

namespace fengsui {

namespace {

namespace filesystem = std::filesystem;

constexpr std::uintmax_t largest_file = 64u << 20;

// Where the data folder keeps the files of each role.
struct Role {
  const char *name, *folder, *extension;
  Reference Scenario::*reference;
};
constexpr Role roles[] = {
    {"register", "registers", ".csv", &Scenario::enterprise_register},
    {"catalogue", "catalogue", ".json", &Scenario::catalogue},
    {"policy", "policies", ".json", &Scenario::policy},
    {"rules", "rules", ".json", &Scenario::rules},
    {"network", "networks", ".json", &Scenario::network},
};

// A name of the data folder has neither a folder nor an extension.
bool is_name(const std::string& text) { return text.find_first_of("/\\.") == std::string::npos; }

std::vector<std::string> names_in(const filesystem::path& folder, const char* extension) {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : filesystem::directory_iterator(folder, ignored))
    if (entry.path().extension() == extension) names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

filesystem::path resolve(const Scenario& scenario, const Role& role, const filesystem::path& data_folder) {
  const Reference& reference = scenario.*role.reference;
  const filesystem::path path =
      is_name(reference.name)
          ? data_folder / role.folder / (reference.name + role.extension)
          : (filesystem::path(scenario.file).parent_path() / reference.name).lexically_normal();
  std::error_code ignored;
  if (filesystem::exists(path, ignored)) return path;
  if (is_name(reference.name))
    throw unknown_reference(reference.pointer, scenario.file,
                            std::string("a ") + role.name + " of the data folder", reference.name,
                            names_in(data_folder / role.folder, role.extension));
  throw InputError(scenario.file, reference.pointer, "\"" + reference.name + "\", which does not exist",
                   "a file at " + path.string());
}

InputFile& file_of(std::vector<InputFile>& files, std::string_view role) {
  const auto file = std::ranges::find(files, role, &InputFile::role);
  if (file == files.end())
    throw InputError("the kept input", "", "no file for the role \"" + std::string(role) + "\"",
                     "one for each role");
  return *file;
}

}  // namespace

const InputFile& ScenarioFiles::of(std::string_view role) const {
  const auto file = std::ranges::find(files, role, &InputFile::role);
  assert(file != files.end());
  return *file;
}

std::string read_file(const filesystem::path& path) {
  const std::string name = path.string();
  std::error_code problem;
  const auto status = filesystem::status(path, problem);
  if (status.type() == filesystem::file_type::not_found)
    throw InputError(name, "", "no such file", "a file to read");
  if (problem) throw InputError(name, "", problem.message(), "a readable file");
  if (status.type() == filesystem::file_type::directory) throw InputError(name, "", "a folder", "a file");
  if (status.type() != filesystem::file_type::regular)
    throw InputError(name, "", "a device or pipe", "a regular file");
  const std::uintmax_t size = filesystem::file_size(path, problem);
  if (problem) throw InputError(name, "", problem.message(), "a readable file");
  if (size > largest_file) throw InputError(name, "", std::to_string(size >> 20) + " MiB", "at most 64 MiB");

  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw InputError(name, "", "a file that cannot be opened", "permission to read it");
  std::string text(static_cast<std::size_t>(size), '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad() || stream.gcount() != static_cast<std::streamsize>(text.size()))
    throw InputError(name, "", "a file that cannot be read to its end", "a readable file");
  return text;
}

ScenarioFiles load_scenario(const filesystem::path& path, const filesystem::path& data_folder) {
  std::vector<InputFile> files = {{"scenario", path.string(), read_file(path)}};
  const Scenario scenario = read_scenario(files.front().text, path.string());
  for (const Role& role : roles) {
    const filesystem::path resolved = resolve(scenario, role, data_folder);
    files.push_back({role.name, resolved.string(), read_file(resolved)});
  }
  return load_scenario(std::move(files));
}

ScenarioFiles load_scenario(std::vector<InputFile> files) {
  const InputFile& scenario = file_of(files, "scenario");
  const InputFile& table = file_of(files, "register");
  for (const Role& role : roles) file_of(files, role.name);
  Scenario read = read_scenario(scenario.text, scenario.path);
  Register enterprises = read_register(table.text, table.path);
  return {std::move(read), std::move(enterprises), std::move(files)};
}

}  // namespace fengsui
