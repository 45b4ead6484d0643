#include <algorithm>
#include <cstdio>
#include <memory>

#include "twin/cli/commands.h"
#include "twin/cli/output.h"
#include "twin/cli/study_runner.h"
#include "twin/cli/study_session.h"
#include "twin/cli/words.h"
#include "twin/study/design.h"
#include "twin/study/estimate.h"
#include "twin/study/study_file.h"
#include "twin/study_report/study_page.h"

namespace fengsui {

namespace {

// Mean and half width by point; long studies are looked at in the CSV.
void print_points(const StudyResult& result, Language language) {
  constexpr std::uint32_t most = 20;
  const Study& study = *result.study;
  for (std::uint32_t point = 0; point < std::min<std::size_t>(result.points->size(), most); ++point) {
    std::string line = std::to_string(point) + ":";
    for (std::size_t f = 0; f < study.factors.size(); ++f)
      line += " " + study.factors[f].key + " " + with_unit((*result.points)[point][f], study.factors[f].unit);
    std::printf("%s\n", line.c_str());
    for (std::size_t r = 0; r < study.responses.size(); ++r) {
      const StudyResponse& response = study.responses[r];
      const Estimate here = estimate(values_at(*result.runs, point, r), study.stopping.confidence);
      const std::string value =
          here.count == 0   ? say(language, "nothing to measure", "无可测值")
          : here.count == 1 ? with_unit(here.mean, response.unit)
                            : short_number(here.mean) + " ± " + with_unit(here.half_width, response.unit);
      std::printf("  %s: %s (n = %zu)\n", response.name.in(language).c_str(), value.c_str(), here.count);
    }
  }
  if (result.points->size() > most) std::printf("…\n");
}

ExitCode do_study(const StudyOptions& options) {
  const Language language = options.in();
  const Study study = read_study(read_file(options.study), options.study.string(), study_base);
  const std::vector<std::vector<double>> points = design_points(study);
  check_points(study, points, options.study.string());

  StudySession session(options, study, points, study.id);
  const auto runs = session.runs([&](const auto& done) { return next_round(study, points.size(), done); },
                                 points.size() * study.stopping.at_least);
  if (!runs) return ExitCode::inconclusive;

  const StudyResult result{&study, &points, &*runs};
  write_study(session.file(".h5"), result);
  write_file(session.file("_points.csv"), points_as_csv(result));
  write_file(session.file("_runs.csv"), runs_as_csv(result));
  write_file(session.file(".html"), render_study_page(result, language));
  session.finish();

  print_points(result, language);
  const std::size_t bad = session.print_bad(*runs);
  std::printf("%zu %s, %zu %s, %zu %s\n%s %s\n", points.size(), say(language, "points", "个点"), runs->size(),
              say(language, "runs", "次运行"), bad, say(language, "without a result", "次无结果"),
              say(language, "result", "结果"), session.file(".h5").c_str());
  return bad == 0 ? ExitCode::pass : ExitCode::failed;
}

}  // namespace

void add_study_command(CLI::App& program, ExitCode& exit_code) {
  const auto options = std::make_shared<StudyOptions>();
  CLI::App* command = program.add_subcommand(
      "study",
      "Run a scenario many times with some numbers changed: OUT/<id>.h5, .html, _points.csv and _runs.csv");
  add_study_options(*command, *options);
  teach(*command, {{"fengsui study scenarios/studies/alarm_delay_and_deadband.json", "into out"},
                   {"fengsui study my_study.json --resume", "go on after Ctrl-C"}});
  command->callback([options, &exit_code] { exit_code = lead_study(*options, do_study); });
}

}  // namespace fengsui
