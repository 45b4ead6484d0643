#include <array>
#include <cstdio>
#include <memory>

#include "sim/base/error.h"
#include "twin/cli/commands.h"
#include "twin/cli/isolate.h"
#include "twin/cli/judged_run.h"
#include "twin/cli/output.h"
#include "twin/cli/words.h"
#include "twin/judge/timeline.h"
#include "twin/report/report.h"

namespace fengsui {

namespace {

struct Telling {
  const char *scenario, *english, *chinese;
};

// The same evening with the same luck, told twice.
constexpr std::array tellings = {
    Telling{"jingmei_dc_2022_as_it_happened", "As it happened: no level alarm, nobody at the table",
            "当时实况：无液位报警，看盘工离岗"},
    Telling{"jingmei_dc_2022_required_monitoring", "With the monitoring the code requires",
            "按规范配置监测联锁"},
};

// A folder of its own for every demo, so that none overwrites another: demo, demo-2, demo-3 …
std::filesystem::path demo_folder(const CommonOptions& options) {
  std::filesystem::path folder = options.out / "demo";
  for (int number = 2; !options.force && std::filesystem::exists(folder); ++number)
    folder = options.out / ("demo-" + std::to_string(number));
  return folder;
}

void print_telling(const RunResult& result, const Telling& telling, Language language) {
  std::printf("\n── %s ──\n\n", say(language, telling.english, telling.chinese));
  std::fputs(render_timeline(result.record, {language, Severity::notice, true, false, 0}).c_str(), stdout);
  std::printf("\n");
  print_verdict(result, language);
}

}  // namespace

void add_demo_command(CLI::App& program, ExitCode& exit_code) {
  const auto options = std::make_shared<CommonOptions>();
  CLI::App* command = program.add_subcommand(
      "demo",
      "Replay one evening of a small district twice, as it happened and with the required monitoring");
  add_output(*command, *options);
  add_run(*command, *options);
  add_language(*command, *options);
  command->callback([options, &exit_code] {
    const Language language = options->in();
    const std::filesystem::path home = home_folder(), folder = demo_folder(*options);
    make_folder(folder);

    // one process per run: each gets a SimGrid of its own, and both draw the same luck
    std::vector<RunResult> results;
    for (const Telling& telling : tellings) {
      const std::filesystem::path run_file = folder / telling.scenario / "run.h5";
      make_folder(run_file.parent_path());
      RunRequest request = request_of(
          *options, home / "scenarios/library/aluminium" / (std::string(telling.scenario) + ".json"));
      request.file = run_file;
      request.overwrite = options->force ? Overwrite::allow : Overwrite::refuse;
      const auto answers = run_isolated({[&] {
                                          Progress progress(say(language, telling.english, telling.chinese));
                                          return run_scenario(request, &progress).record.run.digest;
                                        }},
                                        1);
      if (!answers.front().finished)
        throw InputError(request.scenario.string(), "", answers.front().answer, "");
      results.push_back(judged_run(run_file));
    }

    std::vector<ReportInput> inputs;
    for (std::size_t i = 0; i < results.size(); ++i) {
      print_telling(results[i], tellings[i], language);
      inputs.push_back({&results[i].record, &results[i].judgement,
                        say(language, tellings[i].english, tellings[i].chinese)});
      if (results[i].judgement.verdict != Verdict::pass)
        exit_code = exit_code_of(results[i].judgement.verdict);
    }
    const std::filesystem::path report = folder / "report.html";
    write_file(report, render_report(inputs, language));
    std::printf("\n%s\n", say(language, "Written:", "已写出："));
    for (const Telling& telling : tellings)
      std::printf("  %s\n", (folder / telling.scenario / "run.h5").c_str());
    std::printf("  %s   ← %s\n", report.c_str(), say(language, "open it in a browser", "请用浏览器打开"));
  });
}

}  // namespace fengsui
