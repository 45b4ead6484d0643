// A small drill: three enterprises, a telephone report at one minute, a leak with nobody at the table at two.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "twin/link/link.h"
#include "twin/record/run_file.h"
#include "twin/session/live_session.h"
#include "twin/session/prepare.h"
#include "twin/session/session.h"

namespace fengsui::live::drill {

using nlohmann::json;
using namespace std::chrono_literals;

constexpr auto patience = 60s;  // real time that no test should need

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "fengsui_live_XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder: " + pattern);
    path_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }

 private:
  std::filesystem::path path_;
};

inline std::string bytes_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

constexpr const char* first_enterprise = "海螺型材（虚构）";

inline json scenario(const char* duration = "00:40:00") {
  return {{"version", 1},
          {"id", "drill"},
          {"title", {{"en", "A drill"}, {"zh", "演练"}}},
          {"start", "2026-03-03T09:00:00+08:00"},
          {"duration", duration},
          {"register", "plants.csv"},
          {"catalogue", "aluminium"},
          {"policy", "shanghai_2024"},
          {"rules", "aluminium"},
          {"network", "district_city"},
          {"enterprises",
           {{first_enterprise,
             {{"units", {{{"unit", "casting_well 1"}, {"phase", "steady"}, {"elapsed", "00:10:00"}}}}}}}},
          {"events",
           {{{"at", "00:01:00"},
             {"do", "phone_report"},
             {"office", "district"},
             {"enterprise", first_enterprise},
             {"colour", "orange"}},
            {{"at", "00:02:00"},
             {"do", "operator_leaves"},
             {"enterprise", first_enterprise},
             {"unit", "casting_well 1"}},
            {{"at", "00:02:00"},
             {"do", "fault"},
             {"enterprise", first_enterprise},
             {"unit", "casting_well 1"},
             {"fault", "guide_hole_leak"},
             {"size", "1.72 kg/s"}}}}};
}

struct Drill {
  Folder folder;

  explicit Drill(const json& text = scenario()) {
    folder.write(
        "plants.csv",
        "序号,区,街道/镇/工业区,企业名称,企业地址,产能（万吨/年）,固定式熔炼炉（台）,倾动式熔炼炉（台）,"
        "深井浇筑系统数量（套）,钢丝绳式提升装置（套）\n"
        "1,青湾区（虚构）,东港,海螺型材（虚构）,1号,8,2,0,2,1\n"
        "2,青湾区（虚构）,东港,潮汐铝业（虚构）,2号,8,1,2,2,1\n"
        "3,云溪区（虚构）,松林,云帆铝业（虚构）,3号,5,1,0,1,0\n");
    folder.write("drill.json", text.dump());
  }
  Setup setup(const std::string& run_file) const {
    Setup setup;
    setup.scenario = folder / "drill.json";
    setup.home = FENGSUI_SOURCE_DIR;
    if (!run_file.empty()) setup.run_file = folder / run_file;
    setup.speed = 0.0;
    return setup;
  }
};

// The same scenario as a batch run on the direct network.
inline Record batch(const std::filesystem::path& scenario_file) {
  class Onward final : public Pilot {
   public:
    bool proceed(Session&, Time) override { return true; }
  } onward;
  Prepared prepared = prepare(scenario_file, FENGSUI_SOURCE_DIR);
  std::unique_ptr<Engine> engine = reach_engine(prepared.engine);
  Session session(std::move(prepared.city), std::move(engine), std::move(prepared.record));
  session.run(Carrier::direct, onward);
  return std::move(session).take_record();
}

// Posts a request and waits until it is answered and the run stands still. The answer's message, if any.
inline Message ask(LiveSession& session, Request request) {
  const Ticket ticket = session.post(std::move(request));
  EXPECT_TRUE(session.wait_answered(ticket, patience));
  EXPECT_TRUE(session.wait_still(patience));
  for (const Message& message : session.messages(0))
    if (message.ticket == ticket) return message;
  return {};
}
inline bool done(LiveSession& session, Request request) {
  const Message message = ask(session, std::move(request));
  EXPECT_NE(message.kind, Message::Kind::refused) << message.text.english;
  return message.kind != Message::Kind::refused;
}
inline std::string refusal(LiveSession& session, Request request) {
  const Message message = ask(session, std::move(request));
  EXPECT_EQ(message.kind, Message::Kind::refused) << message.text.english;
  EXPECT_FALSE(message.text.chinese.empty());
  return message.text.english;
}

inline Record record_of(const LiveSession& session) {
  Mirror mirror = session.mirror();
  session.follow(mirror);
  return std::move(mirror.record);
}

inline std::size_t count(const Record& record, LogKind kind) {
  return static_cast<std::size_t>(std::ranges::count(record.log, kind, &LogEntry::kind));
}

// The seats of the first enterprise's line.
inline SeatId safety_officer() { return {OfficeId(std::size_t{0}), SeatRole::safety_officer}; }
inline SeatId principal() { return {OfficeId(std::size_t{0}), SeatRole::principal}; }
inline SeatId district() { return {OfficeId(std::size_t{3}), SeatRole::duty_officer}; }
inline SeatId city() { return {OfficeId(std::size_t{5}), SeatRole::duty_officer}; }

inline Time minutes(double count) { return scenario_start + from_seconds(60.0 * count); }

}  // namespace fengsui::live::drill
