#include <algorithm>
#include <memory>

#include "sim/base/error.h"
#include "twin/cli/commands.h"
#include "twin/cli/output.h"
#include "twin/cli/study_results.h"
#include "twin/cli/study_runner.h"
#include "twin/study/sensitivity_design.h"

namespace fengsui {

namespace {

// what the files accept at the corners and at so many points they nearly surely accept everywhere; a point
// that they refuse is recorded as a run without a result
constexpr std::size_t most_checked = 60;

ExitCode do_sensitivity(const StudyOptions& options) {
  const std::string file = options.study.string();
  const std::optional<StudyShare> share =
      options.part.empty() ? std::nullopt : std::optional(share_of(options.part));
  const Study study = read_study(read_file(options.study), file, study_base);
  if (!study.sensitivity)
    throw InputError(file, "/", "no \"sensitivity\"",
                     R"("sensitivity": {"method": "morris", "trajectories": 20}, or )"
                     R"({"method": "sobol", "samples": 200}, instead of design and replications)");
  const SensitivityDesign design = sensitivity_design(study);
  std::vector<std::vector<double>> checked = corners_of(study);
  checked.insert(
      checked.end(), design.points.begin(),
      design.points.begin() + static_cast<std::ptrdiff_t>(std::min(most_checked, design.points.size())));
  check_points(study, checked, file, "/factors");
  if (share) return do_part(options, *share, study, design.points);

  const std::vector<DueRun> all = sensitivity_runs(study, design);
  StudySession session(options, study, design.points, study.id);
  const auto runs =
      session.runs([&](const auto& done) { return done.empty() ? all : std::vector<DueRun>{}; }, all.size());
  if (!runs) return ExitCode::inconclusive;
  const ExitCode exit_code = give_sensitivity_results(study, *runs, session.file(""), options.in());
  session.finish();
  return exit_code;
}

}  // namespace

void add_sensitivity_command(CLI::App& program, ExitCode& exit_code) {
  const auto options = std::make_shared<StudyOptions>();
  CLI::App* command = program.add_subcommand(
      "sensitivity",
      "Which factors of a study matter 敏感性分析: OUT/<id>.h5, .html, _factors.csv, _points.csv, _runs.csv");
  add_study_options(*command, *options);
  add_part(*command, *options);
  teach(*command, {{"fengsui sensitivity scenarios/studies/leak_alarm_that_matters.json",
                    "Morris' screening: of many factors, which ones can be left alone? 因素筛选"},
                   {"fengsui sensitivity scenarios/studies/leak_alarm_shares.json --lang zh",
                    "Sobol' indices: how much of the variance is whose? 方差分解，中文输出"},
                   {"fengsui sensitivity my_study.json --resume", "go on after Ctrl-C 中断后继续"},
                   {"fengsui sensitivity my_study.json --part 2/4",
                    "the second of four parts, see fengsui merge 分批运行"}});
  command->callback([options, &exit_code] { exit_code = lead_study(*options, do_sensitivity); });
}

}  // namespace fengsui
