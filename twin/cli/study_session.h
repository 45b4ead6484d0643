// What `study`, `sensitivity` and `tune` share: their options, and runs with progress, Ctrl-C and a journal.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "twin/cli/crew_options.h"
#include "twin/cli/ctrl_c.h"
#include "twin/study/journal.h"
#include "twin/study/study_run.h"

namespace fengsui {

struct StudyOptions : CommonOptions, CrewOptions {
  std::filesystem::path study;
  bool resume = false;
  std::string part;               // "2/4"; not of `tune`
  cluster::Crew* crew = nullptr;  // who does the runs; see lead_study()
};

void add_study_options(CLI::App& command, StudyOptions& options);

// Has the command done with a crew: by this process, or by the first of the processes that mpirun started
// while the others help it.
ExitCode lead_study(StudyOptions options, const std::function<ExitCode(const StudyOptions&)>& command);

// At most four significant digits.
std::string short_number(double value);

// "0.5 s"
std::string with_unit(double value, const std::string& unit);

// Prints the first runs without a result, and how to run them alone from the file. Returns how many there
// are.
std::size_t print_bad_runs(const std::vector<StudyRun>& runs, const std::filesystem::path& file,
                           Language language);

// A study on its way to OUT/<name>.h5. Throws InputError when that is there already and nobody said
// --force.
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

  // The study in one text, as the workers get it.
  std::string task() const;

  // See print_bad_runs().
  std::size_t print_bad(const std::vector<StudyRun>& runs) const {
    return print_bad_runs(runs, file(".h5"), options_->in());
  }

 private:
  CtrlC ctrl_c_;  // before there is a journal, so that none is left without a word
  const StudyOptions* options_;
  const Study* study_;
  const std::vector<std::vector<double>>* points_;
  std::filesystem::path base_;
  std::optional<StudyJournal> journal_;
  std::unique_ptr<cluster::Crew> own_crew_;  // where lead_study() gave none
};

}  // namespace fengsui
