// What `study` and `tune` share: their options, and runs with progress, Ctrl-C and a journal.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <thread>

#include "twin/cli/options.h"
#include "twin/study/journal.h"
#include "twin/study/study_run.h"

namespace fengsui {

struct StudyOptions : CommonOptions {
  std::filesystem::path study;
  int jobs = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  bool resume = false;
};

void add_study_options(CLI::App& command, StudyOptions& options);

// At most four significant digits.
std::string short_number(double value);

// "0.5 s"
std::string with_unit(double value, const std::string& unit);

// A study on its way to OUT/<name>.h5. Throws InputError when that is there already and nobody said --force.
class StudySession {
 public:
  // `most_points`: when `points` still grows.
  StudySession(const StudyOptions& options, const Study& study,
               const std::vector<std::vector<double>>& points, const std::string& name,
               std::size_t most_points = 0);

  // In order of point and replication; nothing when it was interrupted, which is said. `expected` runs at
  // least. Of what was kept, runs without a result are done again if `again`.
  std::optional<std::vector<StudyRun>> runs(const NextRound& next, std::size_t expected, bool again = false);

  // OUT/<name> and this ending.
  std::filesystem::path file(const char* ending) const { return base_.string() + ending; }
  // Everything is written: what was kept is not needed any more.
  void finish() { journal_->remove(); }

  // Prints the first runs without a result, and how to run them alone. Returns how many there are.
  std::size_t print_bad(const std::vector<StudyRun>& runs) const;

 private:
  const StudyOptions* options_;
  const Study* study_;
  const std::vector<std::vector<double>>* points_;
  std::filesystem::path base_;
  std::optional<StudyJournal> journal_;
};

}  // namespace fengsui
