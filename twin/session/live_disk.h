// What a live session leaves on disk as it happens: the run file of each branch and the journal of deeds.
//
// Trouble with the disk is told once, in words; afterwards nothing is written any more and the session goes
// on in memory.
#pragma once

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
  // The run of this branch ends here.
  void finish(Session& session, Outcome outcome, const std::string& verdict);
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
};

}  // namespace fengsui::live
