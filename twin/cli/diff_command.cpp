#include <cstdio>
#include <memory>

#include "twin/cli/commands.h"
#include "twin/cli/judged_run.h"
#include "twin/study/difference.h"

namespace fengsui {

void add_diff_command(CLI::App& program, ExitCode& exit_code) {
  struct Options : CommonOptions {
    std::filesystem::path a, b;
    std::size_t most = 10;
  };
  const auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "diff",
      "Compare two runs: different inputs, first divergence, what followed; exit code 1 if they differ");
  command->add_option("A", options->a, "Run file")->required()->type_name("FILE");
  command->add_option("B", options->b, "Another run file")->required()->type_name("FILE");
  command->add_option("--most", options->most, "Longest list shown")
      ->check(CLI::Range(1, 1'000'000))
      ->type_name("N")
      ->capture_default_str();
  add_language(*command, *options);
  teach(*command, {{"fengsui diff before/run.h5 after/run.h5", "what did the new rules change?"},
                   {"fengsui diff a/run.h5 b/run.h5 --most 100 --lang zh", "more of it, in Chinese"}});
  command->callback([options, &exit_code] {
    const RunResult a = judged_run(options->a), b = judged_run(options->b);
    const Difference found = difference(a.record, a.judgement, b.record, b.judgement);
    std::fputs(difference_in_words(found, a.record, b.record, options->in(), options->most).c_str(), stdout);
    exit_code = found.same() ? ExitCode::pass : ExitCode::failed;
  });
}

}  // namespace fengsui
