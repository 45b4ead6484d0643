// The console without its window: opening a run of a million log entries and a million readings, going to
// another time in it, and working out a trend of a million samples for a screen.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "twin/record/run_file.h"
#include "viz/model/run_view.h"

namespace {

using namespace fengsui;

constexpr std::uint32_t entries = 1'000'000, enterprises = 300;

Time at_ms(std::int64_t milliseconds) { return scenario_start + std::chrono::milliseconds(milliseconds); }

Record million() {
  Record record;
  Names& names = record.names;
  names.districts = {{"district", "区（虚构）"}};
  names.unit_classes = {{"casting_well", {"well", "深井"}, {}, {}, {}}};
  for (std::size_t i = 0; i < enterprises; ++i) {
    names.enterprises.push_back({"企业（虚构）", DistrictId(std::size_t{0}), {}});
    names.units.push_back({"casting_well 1", {"well 1", "1号深井"}, 0, 0, EnterpriseId(i)});
    names.signals.push_back({"table_level", "mm", UnitId(i)});
    names.gateways.push_back({"gateway", EnterpriseId(i)});
    names.points.push_back({"DW_LM_DIST",
                            {"level", "液位"},
                            "mm",
                            UnitId(i),
                            SignalId(i),
                            GatewayId(i),
                            {},
                            0,
                            200,
                            std::chrono::seconds(1)});
  }
  record.run.duration = std::chrono::hours(24);
  record.run.outcome = Outcome::finished;
  // an alarm comes and goes ten times a second somewhere in the city, and much else happens
  for (std::uint32_t i = 0; i < entries; ++i) {
    const Time time = at_ms(86 * std::int64_t{i});
    const std::uint32_t place = i / 10 % enterprises;
    if (i % 10 < 2) {
      Alarm alarm;
      alarm.id = AlarmId(std::size_t{i / 10});
      alarm.point = PointId(std::size_t{place});
      alarm.enterprise = EnterpriseId(std::size_t{place});
      alarm.event = i % 10 == 0 ? AlarmEvent::raised : AlarmEvent::returned;
      alarm.time = time;
      record.alarms.push_back(alarm);
      record.log.push_back({time, i % 10 == 0 ? LogKind::alarm_raised : LogKind::alarm_returned, 0, i / 10,
                            place, static_cast<std::uint32_t>(alarm.condition), 0.0});
    } else {
      record.log.push_back({time, LogKind::message_lost, 0, place, 1, 0, 0.0});
    }
    record.readings.push_back(
        {{time, 100.0 + i % 17, PointId(std::size_t{0}), Quality::good}, time + std::chrono::seconds(1)});
  }
  return record;
}

const std::filesystem::path& file_of_a_million() {
  // written once for all benchmarks, removed at the end of the process
  struct File {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("fengsui_bench_" + std::to_string(getpid()) + ".h5");
    File() { write_run(path, million(), Overwrite::allow); }
    ~File() { std::filesystem::remove(path); }
  };
  static const File file;
  return file.path;
}

const viz::RunView& run_of_a_million() {
  static const viz::RunView run(million());
  run.wait_for_findings();
  return run;
}

void console_open(benchmark::State& state) {
  const auto& file = file_of_a_million();
  for (auto _ : state) {
    auto run = viz::RunView::open(file);
    benchmark::DoNotOptimize(run->alarms.rows().size());
    state.PauseTiming();
    run.reset();  // waits for the judge
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * entries);
}
BENCHMARK(console_open)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);

// Everything the windows ask of the run when the time has changed.
void console_seek(benchmark::State& state) {
  const viz::RunView& run = run_of_a_million();
  std::vector<std::uint32_t> found;
  std::uint32_t i = 0;
  for (auto _ : state) {
    const Time time = at_ms(86 * std::int64_t{(i += 777'777) % entries});
    run.alarms.at(time, found);
    benchmark::DoNotOptimize(run.alarms.flood(time));
    run.conditions.at(time, found);
    run.cases.open_at(time, found);
    for (std::size_t place = 0; place < enterprises; ++place)
      benchmark::DoNotOptimize(run.warnings.colour(EnterpriseId(place), time));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(console_seek)->Unit(benchmark::kMicrosecond);

// What a picture of a live run takes in: a thousand entries of each column more, in a run of a million.
void console_follow(benchmark::State& state) {
  constexpr std::uint32_t step = 1000;
  const Record all = million();
  Record begun = all;
  const auto cut = [](auto& column, std::size_t size) { column.resize(std::min(column.size(), size)); };
  cut(begun.log, entries / 2);
  cut(begun.readings, entries / 2);
  cut(begun.alarms, entries / 10);
  viz::RunView run(begun, {}, viz::Growth::grows);
  for (auto _ : state) {
    if (run.record.log.size() + step > all.log.size()) {
      state.SkipWithError("more pictures than the record has entries for");
      break;
    }
    const auto log = all.log.begin() + static_cast<std::ptrdiff_t>(run.record.log.size());
    const auto readings = all.readings.begin() + static_cast<std::ptrdiff_t>(run.record.readings.size());
    const auto alarms = all.alarms.begin() + static_cast<std::ptrdiff_t>(run.record.alarms.size());
    run.record.log.insert(run.record.log.end(), log, log + step);
    run.record.readings.insert(run.record.readings.end(), readings, readings + step);
    run.record.alarms.insert(run.record.alarms.end(), alarms, alarms + step / 5);
    run.grow();
  }
  state.SetItemsProcessed(state.iterations() * step);
}
BENCHMARK(console_follow)->Unit(benchmark::kMicrosecond)->Iterations(400);

void console_trend(benchmark::State& state) {
  const viz::SampleCurve& curve = run_of_a_million().curves.readings(PointId(std::size_t{0}));
  for (auto _ : state) benchmark::DoNotOptimize(curve.columns(at_ms(0), at_ms(86'000'000), 1920).data());
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(console_trend)->Unit(benchmark::kMicrosecond);

}  // namespace
