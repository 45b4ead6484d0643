// What a live session leaves on disk as it happens: the run file of each branch and the journal of deeds.
//
// Trouble with the disk is told once, in words; afterwards nothing is written any more and the session goes
// on in memory.
#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>

#include "twin/record/run_file.h"
#include "twin/session/session.h"

namespace fengsui::live {

class Disk {
 public:
  using Trouble = std::function<void(const std::string&)>;

  // Throws InputError when the first file cannot be begun. An empty path: nothing is written.
  Disk(std::filesystem::path run_file, Overwrite overwrite, const Record& header);

  void attach(Session& session, Trouble trouble);
  // Does something that may write to the run file; whether the disk took it.
  bool guard(Session& session, const std::function<void()>& action);

  void journal(const std::string& line);
  // Makes visible what is new, at most once a second of the wall clock, or at once.
  enum class When { now_and_then, at_once };
  void show(Session& session, When when);
  // The run of this branch ends here: `closed` has its outcome and verdict. The file is then written anew
  // from beginning to end, so that its bytes do not tell when it was made visible; until that has succeeded
  // the grown one stays.
  void finish(Session& session, const Record& closed);
  // Nothing more can be done with the run: what is recorded is made visible and left as it is, in the file
  // that is returned.
  std::filesystem::path leave(Session& session);
  // A new branch with the record and the journal so far.
  void begin_branch(Session& session, std::uint32_t branch, const std::string& journal_so_far);

  // Whether everything so far is on disk.
  bool recording() const { return !first_.empty() && !gave_up_; }
  const std::filesystem::path& path() const { return path_; }

 private:
  void give_up(Session& session, const std::string& why);
  void open_journal();

  std::filesystem::path first_, path_;
  Overwrite overwrite_;
  bool gave_up_ = false;
  std::optional<RunFileWriter> file_;
  std::ofstream journal_;
  Trouble trouble_;
  std::chrono::steady_clock::time_point shown_{};
  std::size_t shown_rows_ = 0;
};

}  // namespace fengsui::live
