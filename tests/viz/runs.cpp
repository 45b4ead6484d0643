#include "tests/viz/runs.h"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <stdexcept>

namespace fengsui::viz::testing {

namespace fs = std::filesystem;

namespace {

fs::path here() { return fs::read_symlink("/proc/self/exe").parent_path(); }

fs::path scenario_of(const std::string& name) {
  const fs::path all = fs::path(FENGSUI_SOURCE_DIR) / "scenarios", file = name + ".json";
  const fs::path library = all / "library/aluminium" / file;
  return fs::exists(library) ? library : all / "studies" / file;
}

}  // namespace

Said say(const std::string& command) {
  FILE* pipe = popen(("timeout 60 " + command + " 2>&1 >/dev/null").c_str(), "r");
  if (!pipe) throw std::runtime_error("no pipe");
  Said said;
  std::array<char, 4096> bytes{};
  while (const std::size_t count = fread(bytes.data(), 1, bytes.size(), pipe))
    said.err.append(bytes.data(), count);
  const int status = pclose(pipe);
  said.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return said;
}

fs::path run_of(const std::string& name) {
  const fs::path file = here() / "viz_runs" / name / "run.h5";
  if (fs::exists(file) && fs::last_write_time(file) > fs::last_write_time(FENGSUI_BINARY)) return file;
  // made aside and put in place whole: other tests may be looking for it at the same time
  const fs::path aside = here() / "viz_runs" / (name + "." + std::to_string(getpid()));
  const Said said = say("env FENGSUI_HOME='" FENGSUI_SOURCE_DIR "' '" FENGSUI_BINARY "' run '" +
                        scenario_of(name).string() + "' --force --out '" + aside.string() + "'");
  const fs::path made = aside / name / "run.h5";
  if (!fs::exists(made)) throw std::runtime_error("the run of " + name + " failed: " + said.err);
  fs::create_directories(file.parent_path());
  fs::rename(made, file);
  fs::remove_all(aside);
  return file;
}

live::Setup live_of(const std::string& name, const std::string& folder) {
  live::Setup setup;
  setup.scenario = scenario_of(name);
  setup.home = FENGSUI_SOURCE_DIR;
  setup.run_file = scratch(folder) / "drill.h5";
  setup.speed = 0.0;
  return setup;
}

fs::path scratch(const std::string& name) {
  const fs::path folder = here() / "viz_scratch" / name;
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

}  // namespace fengsui::viz::testing
