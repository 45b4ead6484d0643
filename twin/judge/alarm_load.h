// How many alarms reach one operator position, and whether a person can cope with them.
//
// Inputs: the raise times [us], ascending, of the alarms of the position. Sources: EEMUA 191, ANSI/ISA-18.2,
// IEC 62682 for rates, floods, chattering and stale alarms; Kondaveeti et al. for the chattering index.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "sim/base/id.h"
#include "twin/judge/settings.h"
#include "twin/record/record.h"

namespace fengsui {

struct Flood {
  Time start{}, end{};
  std::uint64_t alarms = 0;
};

struct AlarmLoad {
  std::uint64_t alarms = 0;
  double per_day = 0.0, per_hour = 0.0;
  std::uint64_t peak_window = 0;   // most alarms in one window of the definition
  Time peak_at{};                  // start of that window
  std::uint64_t peak_hour = 0;     // most alarms in one clock hour of the run
  std::uint64_t windows = 0;       // fixed windows of the run
  std::uint64_t windows_over = 0;  // of those, above the limit
  std::uint64_t hours = 0, hours_over_30 = 0;
  std::vector<Flood> floods;
  Duration in_flood{};
  double flood_share = 0.0;  // of the run, 0..1
  double expected_flood_share =
      0.0;  // share of windows over the limit if alarms came independently at this rate
  std::vector<std::uint32_t> by_hour;  // raises in each hour of the run
};

AlarmLoad alarm_load(std::span<const Time> raised, Duration run, const FloodDefinition& definition);

// P(N over the limit) for N Poisson with this mean per window.
double flood_probability(double mean_per_window, const FloodDefinition& definition);

// Behaviour of one alarm (point and condition) over the run.
struct AlarmHabit {
  PointId point;
  GatewayId gateway;  // of offline alarms
  AlarmCondition condition = AlarmCondition::high;
  std::uint64_t raised = 0;
  bool chattering = false;        // chatter_activations or more within chatter_window
  double chattering_index = 0.0;  // [1/s]; 0.05 and more counts as chattering in the literature
  Duration longest_active{};      // until returned or the end of the run
  bool stale = false;             // once active for longer than stale_after
};

// [1/s] of run lengths between successive raises; 0 with fewer than two raises.
double chattering_index(std::span<const Time> raised);
bool chatters(std::span<const Time> raised, Duration window, std::uint32_t activations);

// Most frequent first.
std::vector<AlarmHabit> alarm_habits(const Record& record, const JudgeSettings& settings);

// The desk of one enterprise, of one district, or of the whole city (both ids none).
struct PositionLoad {
  EnterpriseId enterprise;
  DistrictId district;
  AlarmLoad load;
};

// City first, then districts, then enterprises.
std::vector<PositionLoad> position_loads(const Record& record, const FloodDefinition& definition);

// Share of the ten most frequent alarms in all raises, 0..1.
double top_ten_share(const std::vector<AlarmHabit>& habits);

// Share of each priority 1..4 in all raises, 0..1; index 0 is priority 1.
std::array<double, 4> priority_mix(const Record& record);

}  // namespace fengsui
