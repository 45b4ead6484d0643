#include <algorithm>
#include <cstdio>
#include <memory>

#include "scenarios/files.h"
#include "sim/base/text.h"
#include "twin/cli/commands.h"
#include "twin/cli/crew_options.h"
#include "twin/cli/ctrl_c.h"
#include "twin/cli/output.h"
#include "twin/cli/progress.h"
#include "twin/cli/rare_run.h"
#include "twin/cli/words.h"
#include "twin/session/prepare.h"
#include "twin/study/rare_file.h"
#include "twin/study_report/rare_page.h"

namespace fengsui {

namespace {

// What the study's file does not say, from those of the scenario.
RareNames names_of(const RareStudy& study, const ScenarioFiles& files) {
  const Prepared prepared = prepare(files, study.seed);
  const PlantSpec& plant = prepared.city.plant;
  const PlantAccident& accident =
      plant.accidents[plant.first_accident[static_cast<std::size_t>(study.unit_class)] + study.accident];
  return {{std::string(accident.english), std::string(accident.chinese)}, prepared.record.run.title};
}

void print_estimate(const char* what, const study::RareEstimate& estimate, Language language) {
  if (estimate.probability == 0.0) {
    std::printf("%s  %s %.2g (95 %%)\n", what, say(language, "never seen: below", "从未出现：低于"),
                estimate.high);
    return;
  }
  std::printf("%s  %.3g, 95 %% %.2g … %.2g, %s %.0f %%\n", what, estimate.probability, estimate.low,
              estimate.high, say(language, "relative error", "相对误差"), 100.0 * estimate.relative_error);
}

void print_result(const RareStudy& study, const RareResult& result, Language language) {
  std::printf("%s\n", study.title.in(language).c_str());
  std::printf("%s\n", say(language, "level      share that got through", "水平        通过比例"));
  for (std::size_t stage = 0; stage < result.splitting.shares.size(); ++stage)
    std::printf(
        "%-9s  %.4f\n",
        stage < study.levels.size() ? format_number(study.levels[stage]).c_str() : study.accident_key.c_str(),
        result.splitting.shares[stage]);
  if (result.replications.size() >= 2)
    print_estimate(say(language, "splitting  ", "多级分裂   "), result.splitting, language);
  if (result.plain_runs > 0)
    print_estimate(say(language, "plain runs ", "直接仿真   "), result.plain, language);
  if (result.plain_hits > 0 && result.replications.size() >= 2 && result.splitting.probability > 0.0)
    std::printf("%s\n", result.plain.high < result.splitting.low || result.plain.low > result.splitting.high
                            ? say(language, "the intervals do not meet: give more effort, or other levels",
                                  "两区间不相交：请增加次数或改变水平")
                            : say(language, "the intervals meet", "两区间相交"));
}

}  // namespace

void add_rare_command(CLI::App& program, ExitCode& exit_code) {
  struct Options : CommonOptions, CrewOptions {
    std::filesystem::path study;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "rare",
      "How probable is an accident that plain simulation never sees? Multilevel splitting 多级分裂 with an\n"
      "interval, and plain runs beside it: OUT/<id>/rare.h5, .csv and .html (see docs/rare-events.md)\n"
      "多级分裂估计小概率事故，附置信区间与直接仿真对照；结果、报告及可回放的事故在 OUT/<id>/");
  command->add_option("STUDY", options->study, "Study file (JSON)")->required()->type_name("FILE");
  add_crew(*command, *options, "--jobs,--threads");
  add_output(*command, *options);
  add_language(*command, *options);
  teach(*command,
        {{"fengsui rare scenarios/studies/leak_explosion.json", "a few seconds on two cores 两核数秒"},
         {"fengsui run --replay out/leak_explosion/rare.h5#3", "one of its accidents as a run 回放一次事故"},
         {"exit codes", "0 an estimate; 2 bad input; 3 nothing reached the accident, or interrupted"}});
  command->callback([options, &exit_code] {
    exit_code = lead(*options, rare_work, [&](cluster::Crew& crew) {
      const Language language = options->in();
      const RareStudy study = read_rare_study(read_file(options->study), options->study);
      const std::filesystem::path folder = options->out / study.id, file = folder / "rare.h5",
                                  stages = folder / "rare.csv", page = folder / "rare.html";
      if ((std::filesystem::exists(file) || std::filesystem::exists(stages)) && !options->force)
        throw InputError(file.string(), "", "a result of an earlier study",
                         "another folder (--out) or --force");
      make_folder(folder);
      const CtrlC ctrl_c;
      Progress progress(study.id);
      const ScenarioFiles files = load_scenario(study.scenario, home_folder() / "data");
      const RareResult result =
          run_rare(study, {files.files, &crew, interrupted,
                           [&](double share, const std::string& what) { progress.show(share, what); }});
      progress.erase();
      write_rare(file, study, files.files, result);
      write_file(stages, stages_as_csv(study, result));
      write_file(page, render_rare_page(study, result, names_of(study, files), language));
      print_result(study, result, language);
      if (result.interrupted)
        std::fprintf(stderr, "fengsui: %s\n",
                     say(language, "interrupted: the figures are those of what was done",
                         "已中断：以上为已完成部分的结果"));
      if (const std::size_t kept = accidents_kept(result); kept > 0)
        std::printf(say(language, "%zu accidents to look at, the first with fengsui run --replay %s#0\n",
                        "%zu 次事故可回放，首次：fengsui run --replay %s#0\n"),
                    kept, file.c_str());
      std::printf("%s %s\n%s %s\n", say(language, "report", "报告"), page.c_str(),
                  say(language, "result", "结果"), file.c_str());
      return inconclusive(result) ? ExitCode::inconclusive : ExitCode::pass;
    });
  });
}

}  // namespace fengsui
