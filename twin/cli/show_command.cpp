#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <vector>

#include "twin/cli/commands.h"
#include "twin/cli/judged_run.h"
#include "twin/cli/output.h"
#include "twin/judge/timeline.h"

namespace fengsui {

void add_show_command(CLI::App& program, ExitCode&) {
  struct Options : CommonOptions {
    std::filesystem::path run_file;
    std::string severity = "info";
    bool wall_clock = false;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("show", "Print the timeline of a run and its verdict");
  command
      ->add_option("RUN", options->run_file, "Run file (run.h5, or the .partial of a run that was cut off)")
      ->required()
      ->type_name("FILE");
  static const std::vector<std::string> severities = {"detail", "info", "notice", "danger"};
  command->add_option("--severity", options->severity, "Least severity shown: detail, info, notice or danger")
      ->check(CLI::IsMember(severities))
      ->capture_default_str();
  command->add_flag("--clock", options->wall_clock,
                    "Show the time of day instead of the time since the start");
  add_language(*command, *options);
  teach(*command,
        {{"fengsui show out/my/run.h5", "what people would want to know"},
         {"fengsui show out/my/run.h5 --severity detail --clock", "everything, by the time of day"}});
  command->callback([options] {
    const RunResult result = judged_run(options->run_file);
    const auto at_least =
        static_cast<Severity>(std::ranges::find(severities, options->severity) - severities.begin());
    const TimelineOptions shown{options->in(), at_least, options->wall_clock, isatty(STDOUT_FILENO) == 1, 0};
    std::fputs(render_timeline(result.record, shown).c_str(), stdout);
    print_verdict(result, options->in());
  });
}

}  // namespace fengsui
