// The console of a live run of 300 enterprises at 1920×1080 in the window of a display without a screen,
// drawn by Mesa's software: pictures a second by the wall clock while the simulation runs in its thread, and
// how fast it runs meanwhile. Drawing is paced as the program paces it.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <filesystem>
#include <memory>

#include "tests/viz/city_of_300.h"
#include "tests/viz/display.h"
#include "viz/shell/console.h"

namespace {

using namespace fengsui;

struct Folder {
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("fengsui_bench_live_" + std::to_string(getpid()));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
};

// `speed`: simulated seconds per second, 0 as fast as possible.
void console_live(benchmark::State& state) {
  using Wall = std::chrono::steady_clock;
  constexpr auto patience = std::chrono::seconds(60);
  const Folder folder;
  const viz::testing::Display display(1920, 1080);
  viz::ConsoleOptions options;
  options.live = viz::testing::city_of_300(folder.path);
  options.live->speed = static_cast<double>(state.range(0));
  options.language = Language::chinese;  // the font with more signs
  options.settings.reset();
  viz::Console console(options);
  viz::LiveRun& live = *console.desk().live;
  // alarms and cases have come by then, and the fonts are drawn
  live.ask(live::SetSpeed{0.0});
  live.ask(live::RunUntil{scenario_start + std::chrono::hours(2)});
  const auto give_up = Wall::now() + patience;
  console.run_while(
      [&] { return live.status().now < scenario_start + std::chrono::hours(2) && Wall::now() < give_up; });
  live.ask(live::SetSpeed{options.live->speed});
  live.ask(live::Run{});
  console.run_while([&] { return !live.running() && Wall::now() < give_up; });
  if (!live.running()) return state.SkipWithError("the run did not get under way within a minute");

  const Time began = live.status().now;
  const auto wall = Wall::now();
  const std::clock_t processor = std::clock();
  for (auto _ : state) {
    bool drawn = false;
    console.run_while([&] { return !std::exchange(drawn, true); });
  }
  const double seconds = std::chrono::duration<double>(Wall::now() - wall).count();
  state.SetItemsProcessed(state.iterations());
  state.counters["pace"] = to_seconds(live.status().now - began) / seconds;
  state.counters["processor_ms"] = 1e3 * static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC /
                                   static_cast<double>(state.iterations());
  if (live.ended()) state.SkipWithError("the run ended before the measurement did");
}
BENCHMARK(console_live)->Arg(60)->Arg(0)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(150);

}  // namespace
