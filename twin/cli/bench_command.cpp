#include "twin/cli/commands.h"
#include "twin/cli/sibling.h"

namespace fengsui {

void add_bench_command(CLI::App& program, ExitCode&) {
  CLI::App* command = program.add_subcommand(
      "bench",
      "Measure the speed of every part next to a baseline (Google Benchmark; its options may follow)");
  command->prefix_command();
  command->callback([command] {
    become_sibling("fengsui_bench", command->remaining(),
                   "the benchmarks to be built: ./fengsui bench does it");
  });
}

}  // namespace fengsui
