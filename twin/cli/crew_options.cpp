#include "twin/cli/crew_options.h"

#include <algorithm>
#include <cstdio>
#include <thread>

#include "twin/cluster/launch.h"

namespace fengsui {

int CrewOptions::default_jobs() {
  const auto launch = cluster::launched();
  if (launch && launch->size > 1) return 1;
  return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

void add_crew(CLI::App& command, CrewOptions& options, const std::string& jobs) {
  command
      .add_option(jobs, options.jobs,
                  "Runs at the same time; default: one per core, under mpirun one per rank")
      ->check(CLI::Range(1, 1024))
      ->type_name("N");
  command.add_flag("--alone", options.alone,
                   "Do everything in this process, even if mpirun or srun started several");
  command
      .add_option("--silence", options.silence_s,
                  "Under mpirun: a rank that says nothing for so long is given up, the others do its work")
      ->check(CLI::Range(1.0, 86400.0))
      ->type_name("SECONDS")
      ->capture_default_str();
}

ExitCode lead(const CrewOptions& options, const cluster::MakeWork& make,
              const std::function<ExitCode(cluster::Crew&)>& command) {
  const cluster::CrewSettings settings{
      .jobs = options.jobs,
      .alone = options.alone,
      .silence =
          std::chrono::round<std::chrono::milliseconds>(std::chrono::duration<double>(options.silence_s)),
      .version = FENGSUI_VERSION,
      .make = make,
      .warn = [](const std::string& words) { std::fprintf(stderr, "fengsui: %s\n", words.c_str()); }};
  return static_cast<ExitCode>(
      cluster::with_crew(settings, [&](cluster::Crew& crew) { return static_cast<int>(command(crew)); }));
}

}  // namespace fengsui
