#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "sim/base/error.h"
#include "twin/cli/commands.h"

namespace fengsui {

void add_bench_command(CLI::App& program, ExitCode&) {
  CLI::App* command = program.add_subcommand(
      "bench",
      "Measure the speed of every part next to a baseline (Google Benchmark; its options may follow)");
  command->prefix_command();
  command->callback([command] {
    // the benchmarks are a program of their own beside this one: the simulator does not carry them along
    const std::filesystem::path bench =
        std::filesystem::read_symlink("/proc/self/exe").parent_path() / "fengsui_bench";
    std::vector<std::string> words{bench.string()};
    for (const std::string& word : command->remaining()) words.push_back(word);
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    execv(bench.c_str(), arguments.data());
    throw InputError(bench.string(), "", std::strerror(errno),
                     "the benchmarks to be built: ./fengsui bench does it");
  });
}

}  // namespace fengsui
