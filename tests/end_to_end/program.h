// The real program as a subprocess, with the shipped data as its home, in a folder of its own.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace fengsui::end_to_end {

namespace fs = std::filesystem;

struct Ended {
  int exit_code = -1;  // -1: ended by a signal
  int signal = 0;
  std::string out, err;
};

// What the process may use; -1: as much as this one.
struct Limits {
  long file_bytes = -1;  // more is refused as by a full disk
  long open_files = -1;
};

// A folder of its own, gone at the end; the program runs in it.
class Desk {
 public:
  Desk();
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  fs::path operator/(const fs::path& name) const { return folder_ / name; }
  fs::path write(const std::string& name, const std::string& text) const;

  // Runs to the end.
  Ended fengsui(const std::vector<std::string>& arguments, Limits limits = {}) const;

  // Every file below the folder that is only half written.
  std::vector<fs::path> half_written() const;

 private:
  fs::path folder_;
};

// A started process; killed at the latest with this value.
class Process {
 public:
  // `starter`: what starts the program, such as mpirun and its options.
  Process(const Desk& desk, const std::vector<std::string>& arguments, Limits limits = {},
          const std::vector<std::string>& starter = {});
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }
  bool running();
  void send(int signal);
  Ended wait();

  // Waits until the file exists, or holds a run with entries; false when the process ends before, or after 20
  // s.
  bool wait_for_file(const fs::path& file);
  bool wait_for_entries(const fs::path& run_file);

 private:
  template <class Condition>
  bool wait_until(Condition condition);
  void note_end(int status);

  pid_t pid_ = -1;
  bool ended_ = false;
  fs::path out_, err_;
  Ended result_;
};

// Processes whose parent is `parent`.
std::vector<pid_t> children_of(pid_t parent);
// A process whose parent is `parent`; nothing when there is none within some seconds.
std::optional<pid_t> child_of(pid_t parent);

std::string text_of(const fs::path& file);
std::vector<std::string> lines_of(const std::string& text);

// A scenario of the library.
fs::path library(const std::string& name);

// A scenario of a few minutes in which a leak shows itself, to be varied.
nlohmann::json small_scenario();

// The last but one and the last line that `run` prints.
std::string digest_of(const Ended& ended);
std::string record_of(const Ended& ended);

}  // namespace fengsui::end_to_end
