// A run of one casting well in lines of the protocol: a level that falls and recovers again and again, people
// who acknowledge and shelve. With the shipped rules it gives alarms, shelvings and warnings of several
// colours.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "sim/base/error.h"
#include "twin/engine/rule_reader.h"
#include "twin/service/engine_service.h"

namespace fengsui {

namespace fs = std::filesystem;

inline std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

inline const std::string small_hello =
    R"({"hello":{"protocol":1,"enterprises":[{"name":"甲厂（虚构）<&>","sector":"aluminium","inherent":41.5,"management":20},)"
    R"({"name":"乙厂（虚构）","sector":"aluminium","inherent":90,"management":80}],)"
    R"("gateways":[{"enterprise":0,"heartbeat":30000000}],)"
    R"("points":[{"tag":"DW_LM_DIST","unit_class":"casting_well","unit_name":"well 9","measure":"mm","enterprise":0,"unit":0,)"
    R"("gateway":0,"range":[0,200],"limits":{"low_low":95,"low":100},"period":500000},)"
    R"({"tag":"DW_RUN","unit_class":"casting_well","unit_name":"well 9","measure":"bool","enterprise":0,"unit":0,)"
    R"("gateway":0,"range":[0,1],"limits":{},"period":500000}]}})";

// Advances of 20 s each. The level is low in every third group of four.
inline std::vector<std::string> small_lines(int how_many) {
  std::vector<std::string> lines;
  for (int i = 1; i <= how_many; ++i) {
    const long now = 20'000'000L * i;
    const bool low = (i / 4) % 3 == 1;
    std::string line = "{\"advance_to\":" + std::to_string(now) + ",\"readings\":[";
    for (int sample = 0; sample < 8; ++sample) {
      const std::string time = std::to_string(now - 20'000'000L + 2'500'000L * sample + 500'000L);
      line += std::string(sample ? "," : "") + "[0," + time + "," + (low ? "90.5" : "150.25") + "],[1," +
              time + ",1]";
    }
    line += "]";
    if (i % 7 == 6)
      line += ",\"alarm_actions\":[{\"time\":" + std::to_string(now) +
              ",\"point\":0,\"condition\":\"low\",\"act\":\"shelve\",\"lasting\":90000000}]";
    // overdue cases weigh on the firm that has a warning from the start
    if (i % 3 == 0)
      line += ",\"actions\":[{\"time\":" + std::to_string(now) +
              ",\"warning\":0,\"enterprise\":1,\"act\":\"overdue\"}]";
    lines.push_back(line + "}");
  }
  return lines;
}

inline const std::string shipped_rules = FENGSUI_SOURCE_DIR "/data/rules/aluminium.json";

inline std::unique_ptr<EngineService> small_service() {
  const std::string text = text_of(shipped_rules);
  return std::make_unique<EngineService>(engine::read_rules(text, shipped_rules), text, shipped_rules);
}

inline std::unique_ptr<Journal> journal_in(const fs::path& file) {
  return std::make_unique<Journal>(file.string(), Survives::crash);
}

// A folder of its own, gone at the end.
class Folder {
 public:
  Folder() {
    // in memory where that is possible: these tests wait for no disk
    const fs::path place = fs::is_directory("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path();
    std::string pattern = (place / "fengsui_service_XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path operator/(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

template <class Action>
std::string complaint(Action action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace fengsui
