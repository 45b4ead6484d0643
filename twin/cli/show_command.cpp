#include <unistd.h>

#include <cstdio>
#include <map>
#include <memory>

#include "twin/cli/commands.h"
#include "twin/cli/judged_run.h"
#include "twin/cli/output.h"
#include "twin/judge/timeline.h"

namespace fengsui {

void add_show_command(CLI::App& program, ExitCode&) {
  struct Options : CommonOptions {
    std::filesystem::path run_file;
    Severity at_least = Severity::info;
    bool wall_clock = false;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("show", "Print the timeline of a run and its verdict");
  command->add_option("run", options->run_file, "Run file (run.h5, or the .partial of a run that was cut off)")
      ->required();
  const std::map<std::string, Severity> severities{{"detail", Severity::detail},
                                                   {"info", Severity::info},
                                                   {"notice", Severity::notice},
                                                   {"danger", Severity::danger}};
  command->add_option("--severity", options->at_least, "Least severity shown: detail, info, notice or danger")
      ->transform(CLI::CheckedTransformer(severities, CLI::ignore_case))
      ->default_str("info");
  command->add_flag("--clock", options->wall_clock, "Show the time of day instead of the time since the start");
  add_language(*command, *options);
  command->callback([options] {
    const RunResult result = judged_run(options->run_file);
    const TimelineOptions shown{options->in(), options->at_least, options->wall_clock, isatty(STDOUT_FILENO) == 1, 0};
    std::fputs(render_timeline(result.record, shown).c_str(), stdout);
    print_verdict(result, options->in());
  });
}

}  // namespace fengsui
