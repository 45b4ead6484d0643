// Runs the benchmarks and prints one line for each: what, how fast, and how that compares with a baseline
// measured in the same run. A plain word chooses: `fengsui bench console`. `--all` prints Google Benchmark's
// own table instead; its options
// (--benchmark_filter=…) work as ever.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

struct Line {
  std::string_view name, title, unit;
  double scale;               // figure = counter / scale
  std::string_view baseline;  // another benchmark of the same run; empty: none
  std::string_view counter = "items_per_second";
};

constexpr std::array lines = {
    Line{"agenda/2", "agenda, 2 events pending", "M events/s", 1e6, ""},
    Line{"agenda/2", "  against std::priority_queue", "", 1e6, "bare_priority_queue/2"},
    Line{"agenda/2", "  against SimGrid's timers", "", 1e6, "simgrid_timers/2/manual_time"},
    Line{"agenda/1000", "agenda, 1,000 events pending", "M events/s", 1e6, ""},
    Line{"agenda/1000", "  against std::priority_queue", "", 1e6, "bare_priority_queue/1000"},
    Line{"agenda/1000", "  against SimGrid's timers", "", 1e6, "simgrid_timers/1000/manual_time"},
    Line{"agenda/100000", "agenda, 100,000 events pending", "M events/s", 1e6, ""},
    Line{"agenda/100000", "  against std::priority_queue", "", 1e6, "bare_priority_queue/100000"},
    Line{"agenda/100000", "  against SimGrid's timers", "", 1e6, "simgrid_timers/100000/manual_time"},
    Line{"every_sample_of_a_steady_signal", "every sample, steady signal", "M readings/s", 1e6, ""},
    Line{"every_sample_behind_two_lags", "every sample, signal moving behind a lag", "M readings/s", 1e6, ""},
    Line{"by_exception_quiet", "by exception, quiet points (samples covered)", "G samples/s", 1e9,
         "every_sample_of_a_steady_signal"},
    Line{"by_exception_through_levels", "by exception, ramps through levels (covered)", "M samples/s", 1e6,
         "every_sample_behind_two_lags"},
    Line{"direct_messages", "messages, direct network", "k messages/s", 1e3, "simgrid_messages/manual_time"},
    Line{"simgrid_messages/manual_time", "messages, SimGrid, 1,000 gateways", "k messages/s", 1e3, ""},
    Line{"readings_through_the_engine/sigma:3", "reference engine, quiet readings", "M readings/s", 1e6, ""},
    Line{"readings_through_the_engine/sigma:20", "reference engine, limits often touched", "M readings/s",
         1e6, ""},
    Line{"process_lines_in_lock_step/real_time", "link, a program, in lock-step", "k lines/s", 1e3,
         "bare_pipe_lines_in_lock_step/real_time"},
    Line{"mqtt_lines_in_lock_step/qos:0/iterations:5000/real_time", "link, MQTT, in lock-step", "k lines/s",
         1e3, "mosquitto_clients_in_lock_step/qos:0/iterations:5000/real_time"},
    Line{"mqtt_lines_in_lock_step/qos:1/iterations:5000/real_time", "link, MQTT, in lock-step, QoS 1",
         "k lines/s", 1e3, "mosquitto_clients_in_lock_step/qos:1/iterations:5000/real_time"},
    Line{"mqtt_lines_streamed/iterations:4/real_time", "MQTT, lines one after the other", "k lines/s", 1e3,
         "mosquitto_clients_streamed/iterations:4/real_time"},
    Line{"city_through_the_engine", "reference engine, city of 100,000 points", "M readings/s", 1e6,
         "bare_limits_of_the_city"},
    Line{"burst_through_the_engine", "reference engine, burst of 10,000 alarms", "k events/s", 1e3, ""},
    Line{"memory_of_the_engine", "reference engine, state of the city", "bytes/point", 1.0, "",
         "bytes_per_point"},
    Line{"workflow_mm1", "workflow, one office as an M/M/1 queue", "M events/s", 1e6, ""},
    Line{"copy_of_the_world", "copies of the world of 20 enterprises", "k copies/s", 1e3, ""},
    Line{"hash_of_the_world", "hashes of that world", "k hashes/s", 1e3, ""},
    Line{"days_direct/1/manual_time", "20 enterprises for a day, direct", "days/s", 1.0, ""},
    Line{"days_direct/30/manual_time", "20 enterprises for a month, direct", "days/s", 1.0, ""},
    Line{"days_simgrid/1/manual_time", "20 enterprises for a day, SimGrid", "days/s", 1.0,
         "days_direct/1/manual_time"},
    Line{"days_simgrid/30/manual_time", "20 enterprises for a month, SimGrid", "days/s", 1.0,
         "days_direct/30/manual_time"},
    Line{"console_open/iterations:3/real_time", "console: opening a run of a million log entries",
         "M entries/s", 1e6, ""},
    Line{"console_seek", "console: going to another time in it", "k/s", 1e3, ""},
    Line{"console_follow/iterations:400", "console: taking in what a live run adds, 1,000 entries",
         "M entries/s", 1e6, ""},
    Line{"console_trend", "console: trend of a million samples, 1,920 columns", "k/s", 1e3, ""},
    Line{"console_live/60/iterations:150/real_time", "console: 300 enterprises live at x 60, pictures", "1/s",
         1.0, ""},
    Line{"console_live/60/iterations:150/real_time", "  simulated seconds meanwhile", "1/s", 1.0, "", "pace"},
    Line{"console_live/0/iterations:150/real_time", "console: the same as fast as possible, pictures", "1/s",
         1.0, ""},
    Line{"console_live/0/iterations:150/real_time", "  simulated seconds meanwhile", "1/s", 1.0, "", "pace"},
    Line{"studies_evening/1000/2/iterations:1/manual_time", "study: Qingyuan evening, 1,000 runs, 2 cores",
         "runs/s", 1.0, "studies_evening/1000/1/iterations:1/manual_time"},
    Line{"studies_evening/1000/2/iterations:1/manual_time", "  its largest process, against 100 runs", "MiB",
         1.0, "studies_evening/100/2/iterations:1/manual_time", "peak_mib"},
    Line{"studies_city_month/30/iterations:1/manual_time", "300 enterprises for a month, random faults",
         "days/s", 1.0, ""},
    Line{"studies_city_month/30/iterations:1/manual_time", "  samples its sensors could have sent",
         "M samples/s", 1e6, "", "samples_per_second"},
    Line{"studies_chain_hour_by_exception/iterations:1/manual_time",
         "warning chain, an alarm per sensor and hour", "M samples/s", 1e6,
         "studies_chain_simpy/iterations:1/manual_time"},
    Line{"studies_chain_day_by_exception/iterations:1/manual_time",
         "warning chain, an alarm per sensor and day", "M samples/s", 1e6,
         "studies_chain_simpy/iterations:1/manual_time"},
    Line{"studies_chain_day_by_exception/iterations:1/manual_time",
         "  against SimPy, one process for all sensors", "", 1e6,
         "studies_chain_simpy_one_clock/iterations:1/manual_time"},
    Line{"studies_chain_day_by_exception/iterations:1/manual_time", "  against SimGrid, an actor per sensor",
         "", 1e6, "studies_chain_simgrid/iterations:1/manual_time"},
    Line{"studies_chain_every_sample/iterations:1/manual_time", "warning chain, every sample drawn",
         "M samples/s", 1e6, "studies_chain_simpy/iterations:1/manual_time"},
    Line{"studies_rare_splitting/iterations:1/manual_time", "splitting at 2.6e-6, estimates to 5 %",
         "estimates/s", 1.0, "studies_rare_plain_extrapolated/iterations:1/manual_time"},
};

class Summary final : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.error_occurred) {
        std::fprintf(stderr, "fengsui bench: %s: %s\n", run.benchmark_name().c_str(),
                     run.error_message.c_str());
        failed_ = true;
        continue;
      }
      // with repetitions the best counts: whatever else the machine does only slows down
      if (run.run_type == Run::RT_Iteration) {
        for (const auto& [counter, value] : run.counters) {
          double& best = best_[{run.run_name.str(), counter}];
          best = std::max<double>(best, value);
        }
      }
      std::fprintf(stderr, ".");
    }
  }

  void Finalize() override {
    std::fprintf(stderr, "\n");
    std::printf("%-46s %10s %-14s %s\n", "what", "figure", "unit", "ratio to baseline");
    for (const Line& line : lines) {
      const double figure = of(line.name, line.counter);
      const double baseline = line.baseline.empty() ? 0.0 : of(line.baseline, line.counter);
      if (figure == 0.0 || (!line.baseline.empty() && baseline == 0.0)) continue;
      const std::string ratio =
          line.baseline.empty() ? "" : text(figure / baseline) + " x " + std::string(line.baseline);
      const double shown = line.unit.empty() ? baseline : figure;
      std::printf("%-46s %10s %-14s %s\n", line.title.data(), text(shown / line.scale).c_str(),
                  line.unit.data(), ratio.c_str());
    }
  }

  bool failed() const { return failed_; }

 private:
  double of(std::string_view name, std::string_view counter) const {
    const auto found = best_.find({std::string(name), std::string(counter)});
    return found == best_.end() ? 0.0 : found->second;
  }
  static std::string text(double number) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, number < 10 ? "%.2f" : number < 100 ? "%.1f" : "%.0f", number);
    return buffer;
  }

  std::map<std::pair<std::string, std::string>, double> best_;  // by benchmark and counter
  bool failed_ = false;
};

}  // namespace

int main(int count, char** words) {
  std::vector<char*> kept(words, words + count);
  const bool all =
      std::erase_if(kept, [](const char* word) { return std::string_view(word) == "--all"; }) > 0;
  // plain words are what the names of the benchmarks to run contain
  std::string filter;
  for (std::size_t i = 1; i < kept.size(); ++i)
    if (kept[i][0] != '-') filter += (filter.empty() ? "" : "|") + std::string(kept[i]);
  std::erase_if(kept, [&](const char* word) { return word != kept.front() && word[0] != '-'; });
  std::string option = "--benchmark_filter=" + filter;
  if (!filter.empty()) kept.push_back(option.data());
  int kept_count = static_cast<int>(kept.size());
  kept.push_back(nullptr);
  benchmark::Initialize(&kept_count, kept.data());
  if (benchmark::ReportUnrecognizedArguments(kept_count, kept.data())) return 2;
  Summary summary;
  all ? benchmark::RunSpecifiedBenchmarks() : benchmark::RunSpecifiedBenchmarks(&summary);
  benchmark::Shutdown();
  return summary.failed() ? 1 : 0;
}
