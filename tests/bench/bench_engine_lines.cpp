// A day that tests/bench/compare_promtool has written, through the reference engine without any text in
// between: the folder FENGSUI_COMPARISON holds its rules.json and readings.jsonl. Without it there is nothing
// to measure.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "sim/port/json_lines.h"
#include "twin/engine/reference_engine.h"
#include "twin/engine/rule_reader.h"

namespace {

using namespace fengsui;

// Timed: the rules applied to the directory, and every exchange. Items are readings, one rule each.
void written_day_through_the_engine(benchmark::State& state, const std::filesystem::path& folder) {
  std::ifstream rules_file(folder / "rules.json"), lines(folder / "readings.jsonl");
  const std::string rules_text{std::istreambuf_iterator<char>(rules_file), {}};
  const engine::Rules rules = engine::read_rules(rules_text, "rules.json");
  std::string line;
  std::getline(lines, line);
  const Directory directory = json_lines::read_hello(line, "readings.jsonl");
  std::vector<json_lines::Input> day;
  std::int64_t readings = 0;
  while (std::getline(lines, line)) {
    day.push_back(json_lines::read_input(line, "readings.jsonl", directory));
    readings += static_cast<std::int64_t>(day.back().readings.size());
  }

  std::int64_t raised = 0;
  EngineOutput output;
  for (auto _ : state) {
    engine::ReferenceEngine engine(rules);
    engine.begin(directory, scenario_start);
    raised = 0;
    for (const json_lines::Input& input : day) {
      engine.exchange(input.view(), output);
      raised += std::ranges::count(output.alarms, AlarmEvent::raised, &Alarm::event);
    }
  }
  state.SetItemsProcessed(state.iterations() * readings);
  state.counters["raised"] = static_cast<double>(raised);
}

// registered before main() runs, as all benchmarks are
[[maybe_unused]] const bool registered = [] {
  const char* folder = std::getenv("FENGSUI_COMPARISON");
  if (!folder) return false;
  benchmark::RegisterBenchmark("written_day_through_the_engine", written_day_through_the_engine,
                               std::filesystem::path(folder))
      ->Unit(benchmark::kMillisecond);
  return true;
}();

}  // namespace
