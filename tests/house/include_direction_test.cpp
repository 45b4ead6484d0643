// The arrows of the house point one way: sim ← scenarios ← twin ← viz, and inside sim from world down to
// base. A file that includes something above itself fails here with its name and line.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

// What each room may include, besides itself. A room that is not listed may include nothing of ours.
const std::map<std::string, std::set<std::string>> allowed = {
    {"sim/base", {}},
    {"sim/port", {"sim/base"}},
    {"sim/signal", {"sim/base", "sim/port"}},
    {"sim/plant", {"sim/base", "sim/port", "sim/signal"}},
    {"sim/network", {"sim/base", "sim/port"}},
    {"sim/workflow", {"sim/base", "sim/port"}},
    {"sim", {"sim/base", "sim/port", "sim/signal", "sim/plant", "sim/network", "sim/workflow"}},
    {"twin/engine", {"sim/base", "sim/port"}},
    {"twin/points", {"sim/base", "sim/port", "sim/plant", "scenarios", "twin/engine"}},
    {"twin/upload", {"sim/base", "sim/port"}},
    {"twin/mqtt", {"sim/base", "sim/port"}},
    {"twin/search", {"sim/base"}},
    // studies compare and count; how a run is made and shown is not theirs
    {"twin/study",
     {"sim/base", "sim/port", "sim/signal", "sim/plant", "scenarios", "twin/record", "twin/judge",
      "twin/search"}},
    // many processes and machines: whose work they do is not their business, and nobody else knows MPI
    {"twin/cluster", {"sim/base"}},
    {"twin/cluster/mpi", {"twin/cluster"}},
    {"twin/cluster/without_mpi", {"twin/cluster"}},
    {"twin/generate",
     {"sim", "sim/base", "sim/port", "sim/signal", "sim/plant", "sim/network", "sim/workflow", "scenarios",
      "twin/record", "twin/study"}},
    {"twin/weak",
     {"sim", "sim/base", "sim/port", "sim/signal", "sim/plant", "sim/network", "sim/workflow", "scenarios",
      "twin/record", "twin/judge", "twin/study"}},
    {"twin/study_report",
     {"sim/base", "sim/port", "scenarios", "twin/record", "twin/judge", "twin/study", "twin/weak",
      "twin/report", "twin/search"}},
};

// What the rooms of the console may include of each other. What it shows is worked out in viz/model, which
// knows no window: nothing that draws is included there. None of them reaches into the world itself.
const std::map<std::string, std::set<std::string>> console = {{"viz/model", {}},
                                                              {"viz/windows", {"viz/model"}},
                                                              {"viz/shell", {"viz/model", "viz/windows"}},
                                                              {"viz", {"viz/shell"}}};
const std::set<std::string> behind_the_record = {"sim", "sim/plant", "sim/signal", "twin/session",
                                                 "twin/link"};
// … except through the requests and the status of a live session.
const std::set<std::string> of_live_session = {"twin/session/live_session.h", "twin/session/live_request.h",
                                               "twin/session/live_status.h", "twin/session/live_peers.h"};

// Rooms above sim see all of sim; only the engine under test may not.
const std::vector<std::string> storeys = {"sim", "scenarios", "twin", "viz"};

std::string room_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

int storey_of(const std::string& path) {
  const std::string top = path.substr(0, path.find('/'));
  return static_cast<int>(std::ranges::find(storeys, top) - storeys.begin());
}

bool may_include(const std::string& from, const std::string& target) {
  const std::string room = room_of(from), other = room_of(target);
  if (room == other) return true;
  if (const auto row = allowed.find(room); row != allowed.end()) return row->second.contains(other);
  if (const auto row = console.find(room); row != console.end()) {
    if (storey_of(target) == storey_of(from)) return row->second.contains(other);
    return !behind_the_record.contains(other) || of_live_session.contains(target);
  }
  return storey_of(target) <= storey_of(from);
}

struct Include {
  std::string file, target;
  int line;
};

std::vector<Include> includes_of(const fs::path& root) {
  const std::regex directive(R"re(^\s*#include "([^"]+)")re");
  std::vector<Include> found;
  for (const std::string& storey : storeys) {
    if (!fs::exists(root / storey)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / storey)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".h" && extension != ".cpp") continue;
      std::ifstream file(entry.path());
      std::string text;
      for (int line = 1; std::getline(file, text); ++line)
        if (std::smatch match; std::regex_search(text, match, directive))
          found.push_back({fs::relative(entry.path(), root).string(), match[1], line});
    }
  }
  return found;
}

TEST(House, NoIncludePointsUpwards) {
  const auto includes = includes_of(FENGSUI_SOURCE_DIR);
  ASSERT_GT(includes.size(), 100u) << "the scan must see the sources";
  for (const Include& include : includes) {
    EXPECT_TRUE(storey_of(include.target) < static_cast<int>(storeys.size()))
        << include.file << ":" << include.line << " includes \"" << include.target
        << "\": write the path from the root";
    EXPECT_TRUE(may_include(include.file, include.target))
        << include.file << ":" << include.line << " includes \"" << include.target << "\", which is above it";
  }
}

TEST(House, AnUpwardIncludeWouldBeSeen) {
  EXPECT_FALSE(may_include("sim/signal/segment.h", "sim/world.h"));
  EXPECT_FALSE(may_include("sim/world.h", "scenarios/scenario.h"));
  EXPECT_FALSE(may_include("scenarios/scenario.h", "twin/record/record.h"));
  EXPECT_FALSE(may_include("twin/engine/risk.h", "sim/plant/plant_state.h"));
  EXPECT_FALSE(may_include("sim/network/direct.h", "sim/workflow/policy.h"));
  EXPECT_TRUE(may_include("twin/judge/judge.h", "sim/world.h"));
  EXPECT_FALSE(may_include("twin/judge/judge.h", "viz/model/run_view.h"));
  EXPECT_FALSE(may_include("twin/cluster/coordinator.h", "twin/cluster/mpi/ranks.h"));
  EXPECT_FALSE(may_include("twin/cluster/relay.cpp", "twin/study/study.h"));
  EXPECT_FALSE(may_include("viz/model/run_view.h", "viz/windows/desk.h"));
  EXPECT_FALSE(may_include("viz/windows/city.cpp", "sim/world.h"));
  EXPECT_TRUE(may_include("viz/windows/city.cpp", "viz/model/run_view.h"));
  EXPECT_TRUE(may_include("viz/windows/seat.cpp", "twin/session/live_session.h"));
  EXPECT_FALSE(may_include("viz/windows/seat.cpp", "twin/session/session.h"));
}

// MPI may be absent: whoever includes it elsewhere breaks the build without it.
bool may_know_mpi(const std::string& file) { return room_of(file) == "twin/cluster/mpi"; }

TEST(House, OneRoomKnowsMpi) {
  EXPECT_TRUE(may_know_mpi("twin/cluster/mpi/ranks.cpp"));
  EXPECT_FALSE(may_know_mpi("twin/cluster/relay.cpp"));
  std::size_t found = 0;
  for (const std::string& storey : storeys)
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(FENGSUI_SOURCE_DIR) / storey)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path());
      for (std::string text; std::getline(file, text);) {
        if (!text.starts_with("#include <mpi")) continue;
        ++found;
        EXPECT_TRUE(may_know_mpi(fs::relative(entry.path(), FENGSUI_SOURCE_DIR).string())) << entry.path();
      }
    }
  EXPECT_GE(found, 1u);
}

TEST(House, NoFileOutsideTestsExceedsFiveHundredLines) {
  for (const std::string& storey : storeys) {
    const fs::path folder = fs::path(FENGSUI_SOURCE_DIR) / storey;
    if (!fs::exists(folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".h" && extension != ".cpp" && extension != ".js" && extension != ".css") continue;
      std::ifstream file(entry.path());
      const auto lines = std::count(std::istreambuf_iterator<char>(file), {}, '\n');
      EXPECT_LE(lines, 500) << entry.path();
    }
  }
}

}  // namespace
