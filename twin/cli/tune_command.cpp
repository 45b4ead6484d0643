#include <cstdio>
#include <memory>

#include "sim/base/error.h"
#include "twin/cli/commands.h"
#include "twin/cli/input_folder.h"
#include "twin/cli/output.h"
#include "twin/cli/study_runner.h"
#include "twin/cli/study_session.h"
#include "twin/cli/tune_front.h"
#include "twin/cli/tune_words.h"
#include "twin/cli/words.h"
#include "twin/study/factor.h"
#include "twin/study/study_file.h"
#include "twin/study/tune_run.h"
#include "twin/study_report/choice_page.h"

namespace fengsui {

namespace {

// One objective: the best of the points of the design.
ExitCode tune_design(const StudyOptions& options, const Study& study) {
  const Language language = options.in();
  const std::string file = options.study.string();
  const Candidates candidates = candidates_of(study);
  check_points(study, candidates.points, file);

  StudySession session(options, study, candidates.points, study.id + "_tuned");
  const auto runs =
      session.runs([&](const auto& done) { return next_tuning_round(study, candidates, done, file); },
                   candidates.points.size() * study.tuning->first, /*again=*/true);
  if (!runs) return ExitCode::inconclusive;

  const Tuned found = tuned(study, candidates, *runs, file);
  const StudyResult result{&study, &candidates.points, &*runs};
  std::filesystem::path recommended;
  if (found.choice.best)
    recommended = write_inputs(
        session.file("_inputs"),
        with_values(study.inputs, study.factors, candidates.points[*found.choice.best], study.id + "_tuned"));
  write_file(session.file("_points.csv"), points_as_csv(result));
  write_file(session.file("_runs.csv"), runs_as_csv(result));
  write_file(session.file(".html"), render_choice_page(result, candidates, found, language));
  write_study(session.file(".h5"), result);
  session.finish();

  print_choice(study, candidates, found, language);
  if (found.choice.best) print_values(study, candidates.points[*found.choice.best], language);
  print_limits(study, candidates, found, language);
  if (found.choice.best) print_gain(study, found, language);
  std::printf("%zu %s\n", runs->size(), say(language, "runs", "次运行"));
  if (found.choice.best)
    std::printf("%s %s\n", say(language, "recommended", "推荐方案"), recommended.c_str());
  std::printf("%s %s\n", say(language, "result", "结果"), session.file(".h5").c_str());
  if (!found.choice.decided) return ExitCode::inconclusive;
  return found.choice.best ? ExitCode::pass : ExitCode::failed;
}

ExitCode do_tune(const StudyOptions& options) {
  const std::string file = options.study.string();
  const Study study = read_study(read_file(options.study), file, study_base);
  if (study.sensitivity)
    throw InputError(file, "/sensitivity", "a sensitivity analysis",
                     "\"design\" and \"tune\"; or fengsui sensitivity " + file);
  if (!study.tuning)
    throw InputError(file, "/", "no \"tune\"",
                     R"("tune": {"minimise": a response, "indifference": a difference, "at_most": 1000})");
  return study.tuning->method == TuningMethod::front ? tune_front(options, study)
                                                     : tune_design(options, study);
}

}  // namespace

void add_tune_command(CLI::App& program, ExitCode& exit_code) {
  const auto options = std::make_shared<StudyOptions>();
  CLI::App* command = program.add_subcommand(
      "tune",
      "Find the best point of a study, or the front of several objectives: OUT/<id>_tuned.h5, CSV files, "
      "a page with pictures, and the files to use");
  add_study_options(*command, *options);
  teach(*command, {{"fengsui tune scenarios/studies/alarm_delay_and_deadband.json", "into out"},
                   {"fengsui tune scenarios/studies/shanghai_deadlines.json", "several objectives"},
                   {"fengsui tune my_study.json --resume", "go on after Ctrl-C"}});
  command->callback([options, &exit_code] { exit_code = lead_study(*options, do_tune); });
}

}  // namespace fengsui
