#include <cstdio>
#include <memory>

#include "twin/cli/commands.h"
#include "twin/cli/judged_run.h"
#include "twin/cli/output.h"
#include "twin/report/report.h"

namespace fengsui {

void add_report_command(CLI::App& program, ExitCode&) {
  struct Options : CommonOptions {
    std::filesystem::path run_file, other;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command =
      program.add_subcommand("report", "Write report.html of a run beside it, or of two runs compared");
  command->add_option("RUN", options->run_file, "Run file")->required()->type_name("FILE");
  command->add_option("--compare", options->other, "A second run file, shown beside the first")
      ->type_name("FILE");
  command->add_option("--out", options->out, "The report to write; default: report.html beside the run")
      ->type_name("FILE");
  command->add_flag("--force", options->force, "Overwrite an existing report");
  add_language(*command, *options);
  teach(*command, {{"fengsui report out/my/run.h5 --lang zh", "report.html beside the run"},
                   {"fengsui report a/run.h5 --compare b/run.h5 --out ab.html", "two runs side by side"}});
  options->out.clear();
  command->callback([options] {
    const std::filesystem::path out =
        options->out.empty() ? options->run_file.parent_path() / "report.html" : options->out;
    if (std::filesystem::exists(out) && !options->force)
      throw InputError(out.string(), "", "an existing file", "--force, or another place with --out FILE");
    std::vector<RunResult> results{judged_run(options->run_file)};
    if (!options->other.empty()) results.push_back(judged_run(options->other));
    std::vector<ReportInput> inputs;
    for (const RunResult& result : results)
      inputs.push_back({&result.record, &result.judgement, result.record.run.title.in(options->in())});
    write_file(out, render_report(inputs, options->in()));
    std::printf("%s\n", out.c_str());
  });
}

}  // namespace fengsui
