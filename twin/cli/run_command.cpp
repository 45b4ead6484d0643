#include <cstdio>
#include <memory>

#include "twin/cli/commands.h"
#include "twin/cli/output.h"
#include "twin/cli/run_scenario.h"
#include "twin/cli/words.h"
#include "twin/report/report.h"

namespace fengsui {

void add_run_command(CLI::App& program, ExitCode& exit_code) {
  struct Options : CommonOptions {
    std::filesystem::path scenario;
    double pace = 0.0;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("run",
                                             "Run one scenario: record it (OUT/<id>/run.h5), judge it, write "
                                             "report.html; prints digest and path last");
  command->add_option("SCENARIO", options->scenario, "Scenario file (JSON)")->required()->type_name("FILE");
  add_output(*command, *options);
  add_run(*command, *options);
  command
      ->add_option("--pace", options->pace,
                   "Simulated seconds per real second, to watch it live; default: as fast as possible")
      ->check(CLI::Range(0.001, 1e9))
      ->type_name("X");
  add_language(*command, *options);
  teach(*command,
        {{"fengsui run scenarios/library/aluminium/weiqiao_al_2007.json", "into out/weiqiao_al_2007"},
         {"fengsui run my.json --seed 7 --out trial --force", "other luck, written over the last"},
         {"fengsui run my.json --pace 60", "watched live, a minute a second"}});
  command->callback([options, &exit_code] {
    const Language language = options->in();
    const std::filesystem::path folder = options->out / options->scenario.stem();
    const std::filesystem::path run_file = folder / "run.h5", report_file = folder / "report.html";
    make_folder(folder);

    Progress progress(options->scenario.stem().string());
    RunRequest request = request_of(*options, options->scenario);
    request.file = run_file;
    request.overwrite = options->force ? Overwrite::allow : Overwrite::refuse;
    request.pace = options->pace;
    const RunResult result = run_scenario(request, &progress);
    progress.erase();

    for (const Label& note : result.notes) std::fprintf(stderr, "fengsui: %s\n", note.in(language).c_str());
    write_file(report_file, render_report({{&result.record, &result.judgement, ""}}, language));
    print_verdict(result, language);
    std::printf("%s %s\n", say(language, "report", "报告"), report_file.c_str());
    std::printf("%s sha256:%s\n%s %s\n", say(language, "digest", "摘要"), result.record.run.digest.c_str(),
                say(language, "record", "记录"), run_file.c_str());
    exit_code = exit_code_of(result.judgement.verdict);
  });
}

}  // namespace fengsui
