// 1,000 replications of the Qingyuan evening through the program itself, on one and on two cores, with the
// peak memory of its largest process; and a month of a city of 300 enterprises with random faults.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "scenarios/files.h"
#include "tests/sim/network/in_child.h"
#include "twin/session/prepare.h"
#include "twin/session/session.h"

namespace {

using namespace fengsui;

std::filesystem::path home() {
  const char* folder = std::getenv("FENGSUI_HOME");
  return folder ? folder : FENGSUI_SOURCE_DIR;
}

// A folder of its own, gone at the end.
struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("fengsui_bench_study_" + std::to_string(getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
};

struct Ended {
  bool well = false;
  double elapsed_s = 0, processor_s = 0, peak_mib = 0;  // of the largest process
};

Ended run_study(const std::filesystem::path& study, const std::filesystem::path& out, std::int64_t jobs) {
  const std::string program =
      (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "fengsui").string();
  const std::string count = std::to_string(jobs), home_folder = home().string();
  const auto began = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    const int nowhere = open("/dev/null", O_WRONLY);
    dup2(nowhere, 1);
    dup2(nowhere, 2);
    setenv("FENGSUI_HOME", home_folder.c_str(), 1);
    execl(program.c_str(), program.c_str(), "study", study.c_str(), "--jobs", count.c_str(), "--out",
          out.c_str(), "--force", nullptr);
    _exit(127);
  }
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return {WIFEXITED(status) && WEXITSTATUS(status) == 0,
          std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(),
          seconds(used.ru_utime) + seconds(used.ru_stime), static_cast<double>(used.ru_maxrss) / 1024};
}

void studies_evening(benchmark::State& state) {
  const std::int64_t runs = state.range(0), jobs = state.range(1);
  const Folder folder;
  const std::filesystem::path study = folder.path / "evening.json";
  std::ofstream(study)
      << R"({ "version": 1, "id": "evening", "title": { "en": "Evening", "zh": "夜" },
    "scenario": ")"
      << (home() / "scenarios/library/aluminium/jingmei_dc_2022_required_monitoring.json").string()
      << R"(", "factors": [ { "key": "on_delay", "file": "rules",
    "at": "/kinds/metal_level/trip_on_delay/value", "values": [ "0.5 s" ] } ], "design": "grid",
    "replications": )"
      << runs << R"(, "responses": [ { "kpi": "warning_delay" }, { "kpi": "alarms" } ] })";
  for (auto _ : state) {
    const Ended ended = run_study(study, folder.path / "out", jobs);
    if (!ended.well) return state.SkipWithError("fengsui study failed; ./fengsui bench builds it");
    state.SetIterationTime(ended.elapsed_s);
    state.counters["processor_s"] = ended.processor_s;
    state.counters["peak_mib"] = ended.peak_mib;
  }
  state.SetItemsProcessed(state.iterations() * runs);
}
BENCHMARK(studies_evening)->Args({100, 2})->Args({1000, 1})->Args({1000, 2})->UseManualTime()->Iterations(1);

class NoPilot final : public Pilot {
 public:
  bool proceed(Session&, Time) override { return true; }
};

// The enterprises of the ordinary month fifteen times, each time in a district of their own.
ScenarioFiles city_of_300() {
  ScenarioFiles files =
      load_scenario(home() / "scenarios/library/aluminium/ordinary_month.json", home() / "data");
  const std::vector<RegisterRow> district = files.enterprise_register.rows;
  for (int copy = 2; copy <= 15; ++copy)
    for (RegisterRow row : district) {
      row.district += " " + std::to_string(copy);
      row.name += " " + std::to_string(copy);
      files.enterprise_register.rows.push_back(row);
    }
  return files;
}

// Only the run is timed, with its record in memory. Items are days; samples are those that sensors could have
// sent.
void studies_city_month(benchmark::State& state) {
  const std::int64_t days = state.range(0);
  for (auto _ : state) {
    const auto numbers = in_child([&] {
      Prepared prepared = prepare(city_of_300());
      prepared.city.duration = std::chrono::hours(24) * days;
      double samples = 0;
      for (const PointSpec& point : prepared.city.sensing.points)
        samples += static_cast<double>(prepared.city.duration / point.sensor.period);
      const std::size_t points = prepared.city.sensing.points.size();
      Session session(std::move(prepared.city), reach_engine(prepared.engine), std::move(prepared.record));
      NoPilot pilot;
      const std::clock_t began = std::clock();
      const Outcome outcome = session.run(Carrier::direct, pilot);
      const std::clock_t took = std::clock() - began;
      rusage used{};
      getrusage(RUSAGE_SELF, &used);
      std::vector<std::int64_t> answer{took, static_cast<std::int64_t>(samples),
                                       static_cast<std::int64_t>(points), used.ru_maxrss / 1024};
      if (outcome != Outcome::finished) answer.clear();
      return answer;
    });
    if (numbers.size() != 4) return state.SkipWithError("the city did not reach the end of its time");
    const double seconds = static_cast<double>(numbers[0]) / CLOCKS_PER_SEC;
    state.SetIterationTime(seconds);
    state.counters["samples_per_second"] = static_cast<double>(numbers[1]) / seconds;
    state.counters["points"] = static_cast<double>(numbers[2]);
    state.counters["peak_mib"] = static_cast<double>(numbers[3]);
  }
  state.SetItemsProcessed(state.iterations() * days);
}
BENCHMARK(studies_city_month)->Arg(30)->UseManualTime()->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
