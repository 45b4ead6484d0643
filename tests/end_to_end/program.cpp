#include "tests/end_to_end/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <thread>

#include "sim/base/error.h"
#include "twin/record/run_file.h"

namespace fengsui::end_to_end {

namespace {

using namespace std::chrono_literals;

void limit(int resource, long amount) {
  if (amount < 0) return;
  const rlimit both{static_cast<rlim_t>(amount), static_cast<rlim_t>(amount)};
  setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

[[noreturn]] void become_the_program(const fs::path& folder, const std::vector<std::string>& arguments,
                                     const fs::path& out, const fs::path& err, Limits limits,
                                     const std::vector<std::string>& starter) {
  const int output = open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int errors = open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, 0);
  dup2(output, 1);
  dup2(errors, 2);
  close_range(3, ~0U, 0);
  if (chdir(folder.c_str()) != 0) _exit(126);
  setenv("FENGSUI_HOME", FENGSUI_SOURCE_DIR, 1);

  // a write beyond the limit is to fail like one on a full disk, not to kill
  if (limits.file_bytes >= 0) std::signal(SIGXFSZ, SIG_IGN);
  // the leak check of a sanitized build opens files of its own
  if (limits.open_files >= 0) setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
  std::vector<std::string> words = starter;
  words.emplace_back(FENGSUI_BINARY);
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  limit(RLIMIT_FSIZE, limits.file_bytes);
  limit(RLIMIT_NOFILE, limits.open_files);
  execv(pointers.front(), pointers.data());
  _exit(127);
}

}  // namespace

Desk::Desk() {
  std::string pattern = (fs::temp_directory_path() / "fengsui_desk_XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder: " + pattern);
  folder_ = pattern;
}

Desk::~Desk() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

fs::path Desk::write(const std::string& name, const std::string& text) const {
  fs::create_directories((folder_ / name).parent_path());
  std::ofstream(folder_ / name, std::ios::binary) << text;
  return folder_ / name;
}

Ended Desk::fengsui(const std::vector<std::string>& arguments, Limits limits) const {
  return Process(*this, arguments, limits).wait();
}

std::vector<fs::path> Desk::half_written() const {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder_))
    if (entry.path().extension() == ".partial") files.push_back(entry.path());
  return files;
}

Process::Process(const Desk& desk, const std::vector<std::string>& arguments, Limits limits,
                 const std::vector<std::string>& starter) {
  static int number = 0;
  const std::string name = "said_" + std::to_string(number++);
  out_ = desk / (name + ".out");
  err_ = desk / (name + ".err");
  pid_ = fork();
  if (pid_ < 0) throw std::runtime_error("no process");
  if (pid_ == 0) become_the_program(desk / "", arguments, out_, err_, limits, starter);
}

Process::~Process() {
  if (ended_) return;
  kill(pid_, SIGKILL);
  wait();
}

void Process::note_end(int status) {
  ended_ = true;
  if (WIFEXITED(status)) result_.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result_.signal = WTERMSIG(status);
  result_.out = text_of(out_);
  result_.err = text_of(err_);
}

bool Process::running() {
  int status = 0;
  if (!ended_ && waitpid(pid_, &status, WNOHANG) == pid_) note_end(status);
  return !ended_;
}

void Process::send(int signal) {
  if (running()) kill(pid_, signal);
}

Ended Process::wait() {
  int status = 0;
  while (!ended_) {
    if (waitpid(pid_, &status, 0) == pid_)
      note_end(status);
    else if (errno != EINTR)
      throw std::runtime_error("the process cannot be waited for");
  }
  return result_;
}

template <class Condition>
bool Process::wait_until(Condition condition) {
  for (int waited = 0; waited < 10'000 && running(); ++waited) {
    if (condition()) return true;
    std::this_thread::sleep_for(2ms);
  }
  return false;
}

bool Process::wait_for_file(const fs::path& file) {
  return wait_until([&] { return fs::exists(file); });
}

bool Process::wait_for_entries(const fs::path& run_file) {
  return wait_until([&] {
    try {
      return !read_run(run_file).log.empty();
    } catch (const InputError&) {
      return false;
    }
  });
}

std::vector<pid_t> children_of(pid_t parent) {
  std::vector<pid_t> children;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    pid_t pid = 0;
    if (std::from_chars(name.data(), name.data() + name.size(), pid).ptr != name.data() + name.size())
      continue;
    // "1234 (fengsui) S 1233 …"; it may have ended meanwhile
    std::ifstream file(entry.path() / "stat");
    std::string word;
    for (int i = 0; i < 4; ++i) file >> word;
    if (file && word == std::to_string(parent)) children.push_back(pid);
  }
  return children;
}

std::optional<pid_t> child_of(pid_t parent) {
  for (int waited = 0; waited < 5000; ++waited) {
    if (const auto children = children_of(parent); !children.empty()) return children.front();
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  return {};
}

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

fs::path library(const std::string& name) {
  return fs::path(FENGSUI_SOURCE_DIR) / "scenarios/library/aluminium" / (name + ".json");
}

nlohmann::json small_scenario() {
  return nlohmann::json::parse(R"({
    "version": 1, "id": "small", "title": {"en": "A small leak", "zh": "小漏"},
    "start": "2026-03-03T08:00:00+08:00", "duration": "00:20:00", "seed": 7,
    "register": "qingwan_aluminium", "catalogue": "aluminium", "policy": "shanghai_2024", "rules": "aluminium",
    "network": "district_city",
    "enterprises": {"海螺型材有限公司（虚构）": {"units": [
      {"unit": "casting_well *", "phase": "idle"},
      {"unit": "casting_well 9", "phase": "steady", "elapsed": "00:10:00",
       "limits": {"DW_LM_DIST": {"low_low": "95 mm", "low": "100 mm"}},
       "interlocks": {"level_trip": {"state": "fitted", "level": "95 mm", "probability_of_failure": 0}}}]}},
    "events": [
      {"id": "away", "at": "00:01:00", "do": "operator_leaves", "enterprise": "海螺型材有限公司（虚构）",
       "unit": "casting_well 9"},
      {"id": "leak", "at": "00:02:00", "do": "fault", "enterprise": "海螺型材有限公司（虚构）", "unit": "casting_well 9",
       "fault": "guide_hole_leak", "size": "1.72 kg/s"}],
    "expect": [{"witness": "leak"}]
  })");
}

namespace {

// What follows the word at the beginning of the line so far from the end.
std::string at_the_end(const Ended& ended, std::size_t from_end, const std::string& word) {
  const auto lines = lines_of(ended.out);
  if (lines.size() < from_end || !lines[lines.size() - from_end].starts_with(word)) {
    ADD_FAILURE() << "no \"" << word << "\" at the end of: " << ended.out << ended.err;
    return {};
  }
  return lines[lines.size() - from_end].substr(word.size());
}

}  // namespace

std::string digest_of(const Ended& ended) { return at_the_end(ended, 2, "digest sha256:"); }
std::string record_of(const Ended& ended) { return at_the_end(ended, 1, "record "); }

}  // namespace fengsui::end_to_end
