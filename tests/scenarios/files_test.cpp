#include "scenarios/files.h"

#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/scenarios/support.h"

namespace fengsui {
namespace {

namespace filesystem = std::filesystem;
using testing::HasSubstr;

// A folder of its own for each test, gone afterwards.
class Files : public testing::Test {
 protected:
  Files() {
    std::string name = (filesystem::temp_directory_path() / "fengsui_files_XXXXXX").string();
    folder = mkdtemp(name.data());
    for (const char* data : {"registers", "catalogue", "policies", "rules", "networks"})
      filesystem::create_directories(folder / "data" / data);
    filesystem::copy(filesystem::path(FENGSUI_SOURCE_DIR) / "data/registers/qingwan_aluminium.csv",
                     folder / "data/registers");
    for (const char* file :
         {"catalogue/aluminium", "policies/shanghai_2024", "rules/aluminium", "networks/district_city"})
      write("data/" + std::string(file) + ".json", "{}");
  }
  ~Files() override { filesystem::remove_all(folder); }

  filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder / name, std::ios::binary) << text;
    return folder / name;
  }
  ScenarioFiles load(const nlohmann::json& scenario) const {
    return load_scenario(write("leak.json", scenario.dump()), folder / "data");
  }

  filesystem::path folder;
};

TEST_F(Files, EveryInputIsKeptAsText) {
  const ScenarioFiles files = load(small_scenario());
  ASSERT_EQ(files.files.size(), 6u);
  EXPECT_EQ(files.files[0].role, "scenario");
  EXPECT_EQ(files.files[0].text, small_scenario().dump());
  EXPECT_EQ(files.of("policy").text, "{}");
  EXPECT_THAT(files.of("network").path, HasSubstr("data/networks/district_city.json"));
  EXPECT_EQ(files.enterprise_register.rows.size(), 6u);
}

TEST_F(Files, KeptTextsLoadAgainWithoutTheFiles) {
  ScenarioFiles files = load(small_scenario());
  filesystem::remove_all(folder / "data");
  const ScenarioFiles again = load_scenario(files.files);
  EXPECT_EQ(again.scenario.id, "leak");
  EXPECT_EQ(again.enterprise_register.rows.size(), 6u);

  files.files.pop_back();
  EXPECT_THAT(error_of([&] { load_scenario(files.files); }).found, HasSubstr("\"network\""));
}

TEST_F(Files, PathsAreRelativeToTheScenario) {
  nlohmann::json scenario = small_scenario();
  filesystem::create_directories(folder / "tables");
  filesystem::rename(folder / "data/registers/qingwan_aluminium.csv", folder / "tables/my.csv");
  scenario["register"] = "./tables/my.csv";
  EXPECT_EQ(load(scenario).of("register").path, (folder / "tables/my.csv").string());

  scenario["register"] = "tables/yours.csv";
  const InputError error = error_of([&] { load(scenario); });
  EXPECT_EQ(error.place, "/register");
  EXPECT_THAT(error.found, HasSubstr("does not exist"));
  EXPECT_THAT(error.expected, HasSubstr("tables/yours.csv"));
}

TEST_F(Files, AnUnknownNameSuggestsTheNearestInTheDataFolder) {
  nlohmann::json scenario = small_scenario();
  scenario["policy"] = "shanghai_2042";
  const InputError error = error_of([&] { load(scenario); });
  EXPECT_EQ(error.place, "/policy");
  EXPECT_THAT(error.expected, HasSubstr("\"shanghai_2024\" perhaps"));
}

TEST_F(Files, WhatIsNotAReadableFileIsSaidPlainly) {
  EXPECT_EQ(error_of([&] { read_file(folder / "none.json"); }).found, "no such file");
  EXPECT_EQ(error_of([&] { read_file(folder); }).found, "a folder");
  EXPECT_EQ(error_of([&] { read_file("/dev/null"); }).found, "a device or pipe");
  EXPECT_THAT(error_of([&] { read_file(folder / std::string(5000, 'x')); }).what(), HasSubstr("expected"));

  const filesystem::path large = write("large.json", "");
  filesystem::resize_file(large, (64u << 20) + 1);
  EXPECT_EQ(error_of([&] { read_file(large); }).expected, "at most 64 MiB");
  filesystem::resize_file(large, 5);
  EXPECT_EQ(read_file(large), std::string(5, '\0'));

  // root may read everything
  const filesystem::path locked = write("locked.json", "{}");
  ASSERT_EQ(chmod(locked.c_str(), 0), 0);
  if (geteuid() != 0) {
    EXPECT_THAT(error_of([&] { read_file(locked); }).expected, HasSubstr("permission"));
  }
}

}  // namespace
}  // namespace fengsui
