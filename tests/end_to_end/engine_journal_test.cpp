// kill -9 at any moment: no alarm is lost, none is told twice, clocks and shelvings go on. And a disk that
// fails.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <map>
#include <random>
#include <thread>

#include "tests/end_to_end/program.h"

namespace fengsui::end_to_end {
namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;

const std::string engine_program = fs::path(FENGSUI_BINARY).parent_path() / "fengsui-engine";
const std::string rules = FENGSUI_SOURCE_DIR "/data/rules/aluminium.json";
constexpr const char* start = "2026-03-03T08:00:00+08:00";

// The engine as a process with its two pipes, killed at the latest with this value.
class Engine {
 public:
  explicit Engine(const std::vector<std::string>& arguments, const fs::path& errors, long file_bytes = -1) {
    int in[2], out[2];
    if (pipe2(in, O_CLOEXEC) != 0 || pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    pid_ = fork();
    if (pid_ < 0) throw std::runtime_error("no process");
    if (pid_ == 0) {
      dup2(in[0], 0);
      dup2(out[1], 1);
      dup2(open(errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 2);
      std::vector<std::string> words = {engine_program, rules};
      words.insert(words.end(), arguments.begin(), arguments.end());
      std::vector<char*> pointers;
      for (std::string& word : words) pointers.push_back(word.data());
      pointers.push_back(nullptr);
      if (file_bytes >= 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit both{static_cast<rlim_t>(file_bytes), static_cast<rlim_t>(file_bytes)};
        setrlimit(RLIMIT_FSIZE, &both);
      }
      execv(pointers.front(), pointers.data());
      _exit(127);
    }
    close(in[0]);
    close(out[1]);
    to_ = in[1];
    from_ = out[0];
  }
  ~Engine() {
    hang_up();
    close(from_);
    if (pid_ > 0) end();
  }
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // False when it is gone.
  bool send(std::string_view text) {
    while (!text.empty()) {
      const ssize_t written = write(to_, text.data(), text.size());
      if (written <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

  // One line with its end; nothing when it is gone, or says nothing for 20 s.
  std::optional<std::string> receive() {
    while (true) {
      if (const auto end = read_.find('\n'); end != std::string::npos) {
        std::string line = read_.substr(0, end + 1);
        read_.erase(0, end + 1);
        return line;
      }
      pollfd waiting{from_, POLLIN, 0};
      char block[1 << 16];
      if (poll(&waiting, 1, 20'000) <= 0) return std::nullopt;
      const ssize_t bytes = read(from_, block, sizeof block);
      if (bytes <= 0) return std::nullopt;
      read_.append(block, static_cast<std::size_t>(bytes));
    }
  }

  std::optional<std::string> ask(const std::string& line) {
    return send(line + "\n") ? receive() : std::nullopt;
  }

  void hang_up() {
    if (to_ >= 0) close(to_);
    to_ = -1;
  }

  // Kills it at once, or lets it come to its end; its exit code, or minus the signal.
  int kill_now() {
    kill(pid_, SIGKILL);
    return wait();
  }
  int wait() {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }

 private:
  void end() { kill_now(); }

  pid_t pid_ = -1;
  int to_ = -1, from_ = -1;
  std::string read_;
};

// What a real twin sends in a run with a leak, with an operator who shelves an alarm; the hello first.
std::vector<std::string> conversation(const Desk& desk) {
  nlohmann::json scenario = small_scenario();
  scenario["duration"] = "00:06:00";
  const std::string file = desk.write("small.json", scenario.dump()).string();
  const std::string heard = (desk / "heard").string();
  const Ended ended = desk.fengsui({"run", file, "--network", "direct", "--engine",
                                    "process:tee " + heard + " | " + engine_program + " " + rules});
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  auto lines = lines_of(text_of(heard));
  // shelved for so long that its end lies after some of the kills
  const auto hello = nlohmann::json::parse(lines.front());
  std::size_t point = 0;
  for (const auto& entry : hello["hello"]["points"]) {
    if (entry["tag"] == "DW_LM_DIST" && entry["unit_name"] == "well 9") break;
    ++point;
  }
  for (std::size_t i = lines.size() / 4; i < lines.size(); ++i) {
    auto message = nlohmann::ordered_json::parse(lines[i]);
    if (message["advance_to"] < 100'000'000) continue;
    message["alarm_actions"] = {{{"time", message["advance_to"]},
                                 {"point", point},
                                 {"condition", "low_low"},
                                 {"act", "shelve"},
                                 {"lasting", 120'000'000}}};
    lines[i] = message.dump();
    break;
  }
  return lines;
}

struct Outcome {
  std::vector<std::string> answers;
  std::map<std::string, std::string> alerts;  // and the file of messages
};

std::vector<std::string> options_in(const fs::path& folder) {
  return {
      "--journal", folder / "run.db",         "--survives", "crash", "--messages", folder / "messages.jsonl",
      "--cap",     (folder / "cap").string(), "--start",    start};
}

std::map<std::string, std::string> alerts_in(const fs::path& folder) {
  std::map<std::string, std::string> found = {{"messages", text_of(folder / "messages.jsonl")}};
  for (const auto& entry : fs::directory_iterator(folder / "cap"))
    if (entry.path().extension() == ".xml") found[entry.path().filename()] = text_of(entry.path());
  return found;
}

Outcome undisturbed(const fs::path& folder, const std::vector<std::string>& lines) {
  fs::create_directories(folder);
  Outcome outcome;
  Engine engine(options_in(folder), folder / "errors");
  for (const std::string& line : lines) outcome.answers.push_back(engine.ask(line).value_or("none"));
  engine.hang_up();
  EXPECT_EQ(engine.wait(), 0) << text_of(folder / "errors");
  outcome.alerts = alerts_in(folder);
  return outcome;
}

class EngineJournal : public testing::Test {
 protected:
  void SetUp() override { std::signal(SIGPIPE, SIG_IGN); }
  Desk desk;
};

TEST_F(EngineJournal, AKillAtAnyMomentLosesAndRepeatsNothing) {
  const auto lines = conversation(desk);
  ASSERT_GT(lines.size(), 60u);
  const Outcome whole = undisturbed(desk / "whole", lines);
  std::string all;
  for (const std::string& answer : whole.answers) all += answer;
  for (const char* event : {"\"shelved\"", "\"unshelved\"", "\"raised\""}) EXPECT_THAT(all, HasSubstr(event));
  ASSERT_GT(whole.alerts.size(), 1u);

  // killed after part of a line, after a whole one and some microseconds, or between two: as luck has it
  std::mt19937 luck(7);
  fs::create_directories(desk / "cut");
  Outcome cut;
  int kills = 0, unanswered = 0;
  while (cut.answers.size() < lines.size()) {
    ASSERT_LT(kills, 500) << "it does not get on";
    auto options = options_in(desk / "cut");
    const std::size_t known = cut.answers.empty() ? 0 : cut.answers.size() - 1;
    if (known > 0) options.insert(options.end(), {"--answered", std::to_string(known)});
    Engine engine(options, desk / "cut/errors");
    const auto ready = engine.ask(lines.front());
    ASSERT_TRUE(ready) << text_of(desk / "cut/errors");
    if (cut.answers.empty()) cut.answers.push_back(*ready);
    EXPECT_EQ(*ready, cut.answers.front());
    const std::size_t until = std::min(lines.size(), cut.answers.size() + luck() % 12);
    while (cut.answers.size() < until)
      cut.answers.push_back(engine.ask(lines[cut.answers.size()]).value_or("gone"));
    if (cut.answers.size() == lines.size()) {
      engine.hang_up();
      EXPECT_EQ(engine.wait(), 0) << text_of(desk / "cut/errors");
      break;
    }
    const std::string next = lines[cut.answers.size()] + "\n";
    const bool part = luck() % 3 == 0;
    engine.send(part ? next.substr(0, luck() % next.size()) : next);
    std::this_thread::sleep_for(std::chrono::microseconds(luck() % 400));
    engine.kill_now();
    ++kills;
    // what it said before it died has reached the client, or has not
    if (!part && luck() % 2 == 0) {
      if (const auto answer = engine.receive()) cut.answers.push_back(*answer);
    } else {
      ++unanswered;
    }
  }
  EXPECT_GT(kills, 10);
  EXPECT_GT(unanswered, 5);
  EXPECT_EQ(cut.answers, whole.answers);
  EXPECT_EQ(alerts_in(desk / "cut"), whole.alerts);
  EXPECT_THAT(desk.half_written(), testing::IsEmpty());
}

// The same test must catch an engine that answers before it keeps, which loses what it had just been told.
TEST_F(EngineJournal, AnEngineThatAnswersBeforeItKeepsWouldBeCaught) {
  const auto lines = conversation(desk);
  const Outcome whole = undisturbed(desk / "whole", lines);
  fs::create_directories(desk / "late");
  std::size_t alarmed = 1;
  while (whole.answers[alarmed].find("\"raised\"") == std::string::npos) ++alarmed;
  // as it would be on the disk: everything but the message with the alarm, whose answer went out
  {
    Engine engine(options_in(desk / "late"), desk / "late/errors");
    for (std::size_t i = 0; i < alarmed; ++i) ASSERT_TRUE(engine.ask(lines[i]));
    engine.kill_now();
  }
  auto options = options_in(desk / "late");
  options.insert(options.end(), {"--answered", std::to_string(alarmed)});
  Engine engine(options, desk / "late/errors");
  EXPECT_FALSE(engine.ask(lines.front()));
  EXPECT_EQ(engine.wait(), 2);
  EXPECT_THAT(text_of(desk / "late/errors"), HasSubstr("--answered: found"));
}

TEST_F(EngineJournal, AKillWhileItStartsLeavesAJournalThatGoesOn) {
  const auto lines = conversation(desk);
  const Outcome whole = undisturbed(desk / "whole", lines);
  for (int i = 0; i < 24; ++i) {
    const fs::path folder = desk / ("start_" + std::to_string(i));
    fs::create_directories(folder);
    {
      Engine engine(options_in(folder), folder / "errors");
      engine.send(lines[0] + "\n" + lines[1] + "\n");
      std::this_thread::sleep_for(i * 1ms);
      engine.kill_now();
    }
    Engine engine(options_in(folder), folder / "errors");
    for (std::size_t line = 0; line < 3; ++line)
      EXPECT_EQ(engine.ask(lines[line]), whole.answers[line]) << i << text_of(folder / "errors");
  }
}

TEST_F(EngineJournal, AFullDiskEndsItBeforeItPromisesWhatItCannotKeep) {
  const auto lines = conversation(desk);
  const Outcome whole = undisturbed(desk / "whole", lines);
  const std::vector<std::string> options = {"--journal", desk / "full.db", "--survives", "crash"};
  std::vector<std::string> answers;
  {
    Engine engine(options, desk / "errors", 900'000);
    while (answers.size() < lines.size()) {
      const auto answer = engine.ask(lines[answers.size()]);
      if (!answer) break;
      answers.push_back(*answer);
    }
    EXPECT_EQ(engine.wait(), 74);
    EXPECT_THAT(text_of(desk / "errors"), HasSubstr("nothing is answered that is not kept"));
  }
  ASSERT_GT(answers.size(), 2u);
  ASSERT_LT(answers.size(), lines.size());
  // with room again, it goes on
  auto more = options;
  more.insert(more.end(), {"--answered", std::to_string(answers.size() - 1)});
  Engine engine(more, desk / "errors");
  ASSERT_TRUE(engine.ask(lines.front())) << text_of(desk / "errors");
  while (answers.size() < lines.size()) answers.push_back(engine.ask(lines[answers.size()]).value_or("none"));
  EXPECT_EQ(answers, whole.answers);
}

TEST_F(EngineJournal, OneProcessAtATime) {
  const auto lines = conversation(desk);
  const std::vector<std::string> options = {"--journal", desk / "run.db"};
  Engine first(options, desk / "first");
  ASSERT_TRUE(first.ask(lines.front()));
  Engine second(options, desk / "second");
  EXPECT_FALSE(second.ask(lines.front()));
  EXPECT_EQ(second.wait(), 2);
  EXPECT_THAT(text_of(desk / "second"), HasSubstr("another process"));
  EXPECT_TRUE(first.ask(lines[1]));
}

TEST_F(EngineJournal, OptionsThatCannotBeMeant) {
  const auto said = [&](const std::vector<std::string>& options, int exit_code) {
    Engine engine(options, desk / "errors");
    engine.hang_up();
    EXPECT_EQ(engine.wait(), exit_code);
    return text_of(desk / "errors");
  };
  EXPECT_THAT(said({"--cap", desk / "cap"}, 2), HasSubstr("--start"));
  EXPECT_THAT(said({"--cap", desk / "cap", "--start", "noon"}, 2), HasSubstr("a time like"));
  EXPECT_THAT(said({"--cap", desk / "cap", "--start", start, "--status", "actual"}, 2),
              HasSubstr("exercise"));
  EXPECT_THAT(said({"--answered", "3"}, 2), HasSubstr("--journal"));
  EXPECT_THAT(said({"--metrics", desk / "no folder/m.prom"}, 74), HasSubstr("cannot be written"));
  EXPECT_THAT(said({"--messages", "/proc/messages"}, 74), HasSubstr("cannot be written"));
}

}  // namespace
}  // namespace fengsui::end_to_end
