#include "twin/judge/alarm_load.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "twin/record/describe.h"

namespace fengsui {

namespace {

// counts of raises in [k width, (k+1) width); the last window may be cut by the end of the run
std::vector<std::uint32_t> fixed_counts(std::span<const Time> raised, Duration run, Duration width) {
  const std::int64_t windows = std::max<std::int64_t>(1, (run.count() + width.count() - 1) / width.count());
  std::vector<std::uint32_t> counts(static_cast<std::size_t>(windows), 0);
  for (const Time time : raised) {
    const std::int64_t window = time.time_since_epoch().count() / width.count();
    ++counts[static_cast<std::size_t>(std::clamp<std::int64_t>(window, 0, windows - 1))];
  }
  return counts;
}

void find_fixed_floods(const std::vector<std::uint32_t>& counts, Duration run,
                       const FloodDefinition& definition, AlarmLoad& load) {
  bool flooded = false;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const Time start = scenario_start + definition.window * static_cast<std::int64_t>(i);
    const Time end = std::min(start + definition.window, scenario_start + run);
    if (!flooded && definition.over(counts[i])) {
      flooded = true;
      load.floods.push_back({start, end, 0});
    } else if (flooded && counts[i] < definition.end_below) {
      flooded = false;
    }
    if (!flooded) continue;
    load.floods.back().end = end;
    load.floods.back().alarms += counts[i];
  }
}

// the count of (t-W, t] rises at raises and falls W after them: only these instants need a look
void find_sliding_floods(std::span<const Time> raised, Duration run, const FloodDefinition& definition,
                         AlarmLoad& load) {
  const Time run_end = scenario_start + run;
  bool flooded = false;
  std::size_t oldest = 0;  // first raise inside the window
  const auto leave_until = [&](Time limit) {
    while (oldest < raised.size() && raised[oldest] + definition.window <= limit) {
      const Time leaves = raised[oldest++] + definition.window;
      // raises between `oldest` and the present one are inside at that instant
      const auto present =
          static_cast<std::uint64_t>(std::ranges::upper_bound(raised, leaves) - raised.begin()) - oldest;
      if (flooded && present < definition.end_below) {
        flooded = false;
        load.floods.back().end = std::min(leaves, run_end);
      }
    }
  };
  for (std::size_t i = 0; i < raised.size(); ++i) {
    leave_until(raised[i]);
    const std::uint64_t count = i + 1 - oldest;
    if (count > load.peak_window) {
      load.peak_window = count;
      load.peak_at = raised[i] - definition.window;
    }
    if (flooded) {
      ++load.floods.back().alarms;
    } else if (definition.over(count)) {
      flooded = true;
      load.floods.push_back({raised[i], run_end, count});
    }
  }
  leave_until(run_end);
}

}  // namespace

AlarmLoad alarm_load(std::span<const Time> raised, Duration run, const FloodDefinition& definition) {
  AlarmLoad load;
  load.alarms = raised.size();
  const double hours = to_seconds(run) / 3600.0;
  if (hours > 0.0) {
    load.per_hour = static_cast<double>(load.alarms) / hours;
    load.per_day = load.per_hour * 24.0;
  }

  const auto counts = fixed_counts(raised, run, definition.window);
  load.windows = counts.size();
  load.windows_over = static_cast<std::uint64_t>(
      std::ranges::count_if(counts, [&](auto count) { return definition.over(count); }));
  load.by_hour = fixed_counts(raised, run, std::chrono::hours(1));
  load.hours = load.by_hour.size();
  load.hours_over_30 =
      static_cast<std::uint64_t>(std::ranges::count_if(load.by_hour, [](auto count) { return count > 30; }));
  load.peak_hour = *std::ranges::max_element(load.by_hour);

  if (definition.sliding) {
    find_sliding_floods(raised, run, definition, load);
  } else {
    const auto peak = std::ranges::max_element(counts);
    load.peak_window = *peak;
    load.peak_at = scenario_start + definition.window * (peak - counts.begin());
    find_fixed_floods(counts, run, definition, load);
  }
  for (const Flood& flood : load.floods) load.in_flood += std::max(flood.end - flood.start, Duration::zero());
  if (run > Duration::zero()) load.flood_share = to_seconds(load.in_flood) / to_seconds(run);
  load.expected_flood_share =
      flood_probability(load.per_hour * to_seconds(definition.window) / 3600.0, definition);
  return load;
}

double flood_probability(double mean_per_window, const FloodDefinition& definition) {
  if (!(mean_per_window > 0.0)) return definition.over(0) ? 1.0 : 0.0;
  // terms of the upper tail, added until they no longer count: no cancellation where the tail is thin
  const double first = definition.limit_included ? definition.limit : definition.limit + 1.0;
  double tail = 0.0;
  for (double n = first;; n += 1.0) {
    const double term = std::exp(n * std::log(mean_per_window) - mean_per_window - std::lgamma(n + 1.0));
    tail += term;
    if (n > mean_per_window && term <= tail * 1e-17) return std::min(tail, 1.0);
  }
}

double chattering_index(std::span<const Time> raised) {
  if (raised.size() < 2) return 0.0;
  // every run length r occurs with relative frequency 1/(n-1): the sum over P_r / r is the mean of 1/r
  double sum = 0.0;
  for (std::size_t i = 1; i < raised.size(); ++i)
    sum += 1.0 / std::max(to_seconds(raised[i] - raised[i - 1]), 1e-6);
  return sum / static_cast<double>(raised.size() - 1);
}

bool chatters(std::span<const Time> raised, Duration window, std::uint32_t activations) {
  if (activations == 0) return true;
  for (std::size_t i = activations - 1; i < raised.size(); ++i)
    if (raised[i] - raised[i + 1 - activations] < window) return true;
  return false;
}

std::vector<AlarmHabit> alarm_habits(const Record& record, const JudgeSettings& settings) {
  using Key = std::tuple<PointId, GatewayId, AlarmCondition>;
  struct History {
    std::vector<Time> raised;
    std::map<AlarmId, Time> active;
    Duration longest{};
  };
  std::map<Key, History> histories;
  for (const Alarm& alarm : record.alarms) {
    History& history = histories[{alarm.point, alarm.gateway, alarm.condition}];
    if (alarm.event == AlarmEvent::raised) {
      history.raised.push_back(alarm.time);
      history.active.try_emplace(alarm.id, alarm.time);
    } else if (ends_occurrence(alarm.event)) {
      const auto found = history.active.find(alarm.id);
      if (found == history.active.end()) continue;
      history.longest = std::max(history.longest, alarm.time - found->second);
      history.active.erase(found);
    }
  }

  std::vector<AlarmHabit> habits;
  for (auto& [key, history] : histories) {
    if (history.raised.empty()) continue;
    std::ranges::sort(history.raised);
    for (const auto& [alarm, since] : history.active)
      history.longest = std::max(history.longest, reached(record) - since);
    AlarmHabit& habit = habits.emplace_back();
    std::tie(habit.point, habit.gateway, habit.condition) = key;
    habit.raised = history.raised.size();
    habit.chattering = chatters(history.raised, settings.chatter_window, settings.chatter_activations);
    habit.chattering_index = chattering_index(history.raised);
    habit.longest_active = history.longest;
    habit.stale = history.longest > settings.stale_after;
  }
  std::ranges::stable_sort(habits, std::greater{}, &AlarmHabit::raised);
  return habits;
}

std::vector<PositionLoad> position_loads(const Record& record, const FloodDefinition& definition) {
  const Names& names = record.names;
  std::vector<Time> city;
  std::vector<std::vector<Time>> districts(names.districts.size()), enterprises(names.enterprises.size());
  for (const LogEntry& entry : record.log) {
    if (entry.kind != LogKind::alarm_raised) continue;
    city.push_back(entry.time);
    const EnterpriseId enterprise = enterprise_of(record, entry);
    if (!enterprise.valid()) continue;
    enterprises[enterprise.index].push_back(entry.time);
    const DistrictId district = names.enterprises[enterprise.index].district;
    if (district.index < districts.size()) districts[district.index].push_back(entry.time);
  }
  const Duration run = reached(record) - scenario_start;
  std::vector<PositionLoad> loads{{{}, {}, alarm_load(city, run, definition)}};
  for (std::size_t i = 0; i < districts.size(); ++i)
    loads.push_back({{}, DistrictId(i), alarm_load(districts[i], run, definition)});
  for (std::size_t i = 0; i < enterprises.size(); ++i)
    loads.push_back(
        {EnterpriseId(i), names.enterprises[i].district, alarm_load(enterprises[i], run, definition)});
  return loads;
}

double top_ten_share(const std::vector<AlarmHabit>& habits) {
  std::uint64_t all = 0, top = 0;
  for (std::size_t i = 0; i < habits.size(); ++i) {
    all += habits[i].raised;
    if (i < 10) top += habits[i].raised;
  }
  return all == 0 ? 0.0 : static_cast<double>(top) / static_cast<double>(all);
}

std::array<double, 4> priority_mix(const Record& record) {
  std::array<double, 4> mix{};
  double all = 0.0;
  for (const Alarm& alarm : record.alarms) {
    if (alarm.event != AlarmEvent::raised || alarm.priority < 1 || alarm.priority > 4) continue;
    ++mix[alarm.priority - 1u];
    ++all;
  }
  for (double& share : mix) share = all > 0.0 ? share / all : 0.0;
  return mix;
}

}  // namespace fengsui
