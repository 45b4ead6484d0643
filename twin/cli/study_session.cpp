#include "twin/cli/study_session.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "sim/base/error.h"
#include "twin/cli/ctrl_c.h"
#include "twin/cli/output.h"
#include "twin/cli/progress.h"
#include "twin/cli/study_runner.h"
#include "twin/cli/study_work.h"
#include "twin/cli/words.h"
#include "twin/cluster/launch.h"
#include "twin/cluster/local_crew.h"

namespace fengsui {

void add_study_options(CLI::App& command, StudyOptions& options) {
  command.add_option("STUDY", options.study, "Study file (JSON, see docs/studies.md)")
      ->required()
      ->type_name("FILE");
  add_output(command, options);
  add_crew(command, options, "--jobs");
  command.add_flag("--resume", options.resume, "Go on with what was interrupted");
  command
      .add_option("--patience", options.patience_s, "How long an engine may be silent before it is given up")
      ->check(CLI::Range(0.1, 86400.0))
      ->type_name("SECONDS")
      ->capture_default_str();
  add_language(command, options);
}

ExitCode lead_study(StudyOptions options, const std::function<ExitCode(const StudyOptions&)>& command) {
  return lead(options, study_work, [&](cluster::Crew& crew) {
    options.crew = &crew;
    return command(options);
  });
}

std::string short_number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

std::string with_unit(double value, const std::string& unit) {
  return short_number(value) + (unit.empty() ? "" : " " + unit);
}

namespace {

// Of a command that was not led as one: each copy would write the same files.
void refuse_copies() {
  const auto launch = cluster::launched();
  if (launch && launch->size > 1)
    throw InputError("", "", launch->by + " with " + std::to_string(launch->size) + " copies of this command",
                     "one, for it does not share its work; --alone in each copy");
}

}  // namespace

StudySession::StudySession(const StudyOptions& options, const Study& study,
                           const std::vector<std::vector<double>>& points, const std::string& name,
                           std::size_t most_points)
    : options_(&options), study_(&study), points_(&points), base_(options.out / name) {
  if (!options.crew && !options.alone) refuse_copies();
  if (!options.crew) own_crew_ = std::make_unique<cluster::LocalCrew>(study_work, options.jobs);
  make_folder(options.out);
  std::error_code ignored;
  if (std::filesystem::exists(file(".h5"), ignored) && !options.force)
    throw InputError(file(".h5").string(), "", "an existing file",
                     "another folder with --out DIR, or --force");
  if (options.force && !options.resume) std::filesystem::remove(file(".journal"), ignored);
  journal_.emplace(file(".journal"), study, std::max(points.size(), most_points), options.resume);
}

std::optional<std::vector<StudyRun>> StudySession::runs(const NextRound& next, std::size_t expected,
                                                        bool again) {
  std::vector<StudyRun> earlier = journal_->kept();
  if (again) std::erase_if(earlier, [](const StudyRun& run) { return run.status != RunStatus::finished; });
  Progress progress(base_.filename().string());
  const auto began = std::chrono::steady_clock::now();
  const std::size_t kept = earlier.size();
  std::size_t ended = 0, known = std::max(expected, kept);
  cluster::Crew& crew = own_crew_ ? *own_crew_ : *options_->crew;
  crew.begin(task());
  StudyRunner runner(
      *study_, *points_, crew,
      {.stop = interrupted,
       .progress =
           [&](std::size_t more) {
             ended += more;
             const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - began;
             known = std::max(known, kept + ended);
             // of what is left to do now, so that the time left is right after --resume as well
             progress.show(static_cast<double>(ended) / static_cast<double>(known - kept),
                           std::to_string(kept + ended) + "/" + std::to_string(known) + ", " +
                               short_number(static_cast<double>(ended) / spent.count()) + "/s");
           },
       .keep = [&](const std::vector<StudyRun>& done) { journal_->add(done); }});
  StudyOutcome outcome =
      carry_out(next, earlier, [&](const std::vector<DueRun>& due) { return runner.run(due); });
  progress.erase();
  if (outcome.complete) return std::move(outcome.runs);
  std::fprintf(stderr, "fengsui: %s\n",
               say(options_->in(), "interrupted; what is done is kept, --resume goes on from here",
                   "已中断；已完成的结果已保留，用 --resume 继续"));
  return {};
}

std::string StudySession::task() const {
  return study_task(
      *study_, options_->study.string(),
      std::chrono::round<std::chrono::milliseconds>(std::chrono::duration<double>(options_->patience_s)));
}

std::size_t print_bad_runs(const std::vector<StudyRun>& runs, const std::filesystem::path& file,
                           Language language) {
  constexpr std::size_t most = 5;
  std::size_t bad = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (runs[i].status == RunStatus::finished) continue;
    if (++bad <= most)
      std::printf("%s %zu: %s\n  fengsui run --replay %s#%zu\n", say(language, "run", "运行"), i,
                  runs[i].message.c_str(), file.c_str(), i);
  }
  return bad;
}

}  // namespace fengsui
