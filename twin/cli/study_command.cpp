#include <algorithm>
#include <cstdio>
#include <memory>

#include "sim/base/error.h"
#include "twin/cli/commands.h"
#include "twin/cli/output.h"
#include "twin/cli/study_results.h"
#include "twin/cli/study_runner.h"
#include "twin/cli/study_session.h"
#include "twin/cli/words.h"
#include "twin/study/design.h"
#include "twin/study/estimate.h"
#include "twin/study/part.h"
#include "twin/study/readable.h"
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
      // of the many colours and levels only those that occurred
      if (response.part && here.count == 0) continue;
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
  const std::optional<StudyShare> share =
      options.part.empty() ? std::nullopt : std::optional(share_of(options.part));
  const Study study = read_study(read_file(options.study), options.study.string(), study_base);
  if (study.sensitivity)
    throw InputError(options.study.string(), "/sensitivity", "a sensitivity analysis",
                     "a \"design\" and \"replications\"; or fengsui sensitivity " + options.study.string());
  const std::vector<std::vector<double>> points = design_points(study);
  check_points(study, points, options.study.string());
  if (share) return do_part(options, *share, study, points);

  StudySession session(options, study, points, study.id);
  const auto runs = session.runs([&](const auto& done) { return next_round(study, points.size(), done); },
                                 points.size() * study.stopping.at_least);
  if (!runs) return ExitCode::inconclusive;
  write_study_results(study, points, *runs, session.file(""), language);
  session.finish();
  return print_study_results(study, points, *runs, session.file(""), language);
}

}  // namespace

void add_part(CLI::App& command, StudyOptions& options) {
  command
      .add_option("--part", options.part,
                  "Only part K of N of the runs, into OUT/<id>_K_of_N.part; fengsui merge puts them together")
      ->type_name("K/N");
}

ExitCode do_part(const StudyOptions& options, const StudyShare& share, const Study& study,
                 const std::vector<std::vector<double>>& points) {
  const std::vector<DueRun> due = runs_of(share, all_runs(study, points.size(), options.study.string()));
  const std::string name = study.id + "_" + std::to_string(share.number) + "_of_" + std::to_string(share.of);
  const std::filesystem::path file = options.out / (name + ".part");
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored) && !options.force)
    throw InputError(file.string(), "", "an existing file", "another folder with --out DIR, or --force");
  StudySession session(options, study, points, name);
  const auto runs =
      session.runs([&](const auto& done) { return done.empty() ? due : std::vector<DueRun>{}; }, due.size());
  if (!runs) return ExitCode::inconclusive;
  write_file(file, part_as_text({share, study.digest, session.task(), *runs, ""}));
  session.finish();
  const auto bad =
      std::ranges::count_if(*runs, [](const StudyRun& run) { return run.status != RunStatus::finished; });
  std::printf(say(options.in(), "part %u of %u: %zu runs, %td without a result\n%s %s\n",
                  "第 %u 部分（共 %u 部分）：%zu 次运行，%td 次无结果\n%s %s\n"),
              share.number, share.of, runs->size(), bad, say(options.in(), "part", "部分结果"), file.c_str());
  return ExitCode::pass;
}

void write_study_results(const Study& study, const std::vector<std::vector<double>>& points,
                         const std::vector<StudyRun>& runs, const std::filesystem::path& base,
                         Language language) {
  const StudyResult result{&study, &points, &runs};
  write_study(base.string() + ".h5", result);
  write_file(base.string() + "_points.csv", points_as_csv(result));
  write_file(base.string() + "_runs.csv", runs_as_csv(result));
  write_file(base.string() + ".html", render_study_page(result, language));
}

ExitCode print_study_results(const Study& study, const std::vector<std::vector<double>>& points,
                             const std::vector<StudyRun>& runs, const std::filesystem::path& base,
                             Language language) {
  print_points(ReadableResult({&study, &points, &runs}).result(), language);
  const std::string file = base.string() + ".h5";
  const std::size_t bad = print_bad_runs(runs, file, language);
  std::printf("%zu %s, %zu %s, %zu %s\n%s %s\n", points.size(), say(language, "points", "个点"), runs.size(),
              say(language, "runs", "次运行"), bad, say(language, "without a result", "次无结果"),
              say(language, "result", "结果"), file.c_str());
  return bad == 0 ? ExitCode::pass : ExitCode::failed;
}

void add_study_command(CLI::App& program, ExitCode& exit_code) {
  const auto options = std::make_shared<StudyOptions>();
  CLI::App* command = program.add_subcommand(
      "study",
      "Run a scenario many times with some numbers changed: OUT/<id>.h5, .html, _points.csv and _runs.csv");
  add_study_options(*command, *options);
  add_part(*command, *options);
  teach(*command,
        {{"fengsui study scenarios/studies/alarm_delay_and_deadband.json", "into out"},
         {"fengsui study my_study.json --resume", "go on after Ctrl-C"},
         {"fengsui study my_study.json --part 2/4", "the second of four parts, see fengsui merge"}});
  command->callback([options, &exit_code] { exit_code = lead_study(*options, do_study); });
}

}  // namespace fengsui
