#include <cmath>
#include <cstdio>
#include <memory>

#include "sim/base/error.h"
#include "twin/cli/commands.h"
#include "twin/cli/input_folder.h"
#include "twin/cli/output.h"
#include "twin/cli/study_runner.h"
#include "twin/cli/study_session.h"
#include "twin/cli/words.h"
#include "twin/study/factor.h"
#include "twin/study/study_file.h"
#include "twin/study/tune_run.h"

namespace fengsui {

namespace {

// What was chosen and how sure that is.
void print_choice(const Study& study, const Candidates& candidates, const Tuned& found, Language language) {
  const StudyResponse& goal = study.responses[study.tuning->response];
  if (found.survivors.size() <= 1)
    std::printf(
        say(language,
            "decided after %zu replications: with a probability of %s or more this is the best of %zu, "
            "or within %s of it (KN)\n",
            "经 %zu 次重复后判定：以不低于 %s 的概率为 %zu 个方案中最优，或与最优相差不超过 %s（KN）\n"),
        found.replications, short_number(study.tuning->confidence).c_str(), candidates.points.size(),
        with_unit(study.tuning->indifference, goal.unit).c_str());
  else
    std::printf(
        say(language,
            "not decided after %zu replications: %zu of %zu are left, this one looks best; raise "
            "at_most or the indifference\n",
            "经 %zu 次重复仍未判定：尚余 %zu/%zu 个方案，以下为目前最优；可提高 at_most 或 indifference\n"),
        found.replications, found.survivors.size(), candidates.points.size());
  for (std::size_t f = 0; f < study.factors.size(); ++f) {
    const Factor& factor = study.factors[f];
    const double chosen = candidates.points[found.best][f];
    const std::string now = with_unit(factor.today, factor.unit);
    if (chosen == factor.today)
      std::printf(say(language, "  %s: %s, as today (%s %s)\n", "  %s：%s，与现行一致（%s %s）\n"),
                  factor.key.c_str(), now.c_str(), factor.role.c_str(), factor.pointer.c_str());
    else
      std::printf(say(language, "  %s: %s instead of %s (%s %s)\n", "  %s：%s，现行为 %s（%s %s）\n"),
                  factor.key.c_str(), with_unit(chosen, factor.unit).c_str(), now.c_str(),
                  factor.role.c_str(), factor.pointer.c_str());
  }
}

void print_gain(const Study& study, const Tuned& found, Language language) {
  const StudyResponse& goal = study.responses[study.tuning->response];
  const auto interval = [&](const Estimate& estimate) {
    return short_number(estimate.mean) + " ± " + with_unit(estimate.half_width, goal.unit);
  };
  std::printf(say(language, "%s: %s with fresh luck (n = %zu)\n", "%s：以新随机数复核为 %s（n = %zu）\n"),
              goal.name.in(language).c_str(), interval(found.fresh).c_str(), found.fresh.count);
  if (!found.better) {
    std::printf("%s\n", say(language, "today's values are the best", "现行取值即为最优"));
    return;
  }
  const Estimate& difference = found.better->difference;
  std::printf(say(language, "compared with today: %s%s\n", "与现行相比：%s%s\n"),
              interval(difference).c_str(),
              std::abs(difference.mean) > difference.half_width
                  ? ""
                  : say(language, ", which may be nothing", "，差异不显著"));
}

ExitCode do_tune(const StudyOptions& options) {
  const Language language = options.in();
  const std::string file = options.study.string();
  const Study study = read_study(read_file(options.study), file, study_base);
  if (!study.tuning)
    throw InputError(file, "/", "no \"tune\"",
                     R"("tune": {"minimise": a response, "indifference": a difference, "at_most": 1000})");
  const Candidates candidates = candidates_of(study);
  check_points(study, candidates.points, file);

  StudySession session(options, study, candidates.points, study.id + "_tuned");
  const auto runs =
      session.runs([&](const auto& done) { return next_tuning_round(study, candidates, done, file); },
                   candidates.points.size() * study.tuning->first);
  if (!runs) return ExitCode::inconclusive;

  const Tuned found = tuned(study, candidates, *runs, file);
  const StudyResult result{&study, &candidates.points, &*runs};
  const std::filesystem::path recommended = write_inputs(
      session.file("_inputs"),
      with_values(study.inputs, study.factors, candidates.points[found.best], study.id + "_tuned"));
  write_file(session.file("_points.csv"), points_as_csv(result));
  write_file(session.file("_runs.csv"), runs_as_csv(result));
  write_study(session.file(".h5"), result);
  session.finish();

  print_choice(study, candidates, found, language);
  print_gain(study, found, language);
  std::printf("%zu %s\n%s %s\n%s %s\n", runs->size(), say(language, "runs", "次运行"),
              say(language, "recommended", "推荐方案"), recommended.c_str(), say(language, "result", "结果"),
              session.file(".h5").c_str());
  return found.survivors.size() == 1 ? ExitCode::pass : ExitCode::inconclusive;
}

}  // namespace

void add_tune_command(CLI::App& program, ExitCode& exit_code) {
  const auto options = std::make_shared<StudyOptions>();
  CLI::App* command = program.add_subcommand(
      "tune",
      "Find the best point of a study: OUT/<id>_tuned.h5, _points.csv, _runs.csv, and the files to use");
  add_study_options(*command, *options);
  teach(*command, {{"fengsui tune scenarios/studies/alarm_delay_and_deadband.json", "into out"},
                   {"fengsui tune my_study.json --resume", "go on after Ctrl-C"}});
  command->callback([options, &exit_code] { exit_code = lead_study(*options, do_tune); });
}

}  // namespace fengsui
