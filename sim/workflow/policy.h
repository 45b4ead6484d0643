// The policy of a region as data: levels and their officers, channels, limits by colour, escalation,
// measures.
//
// Levels are numbered from the enterprise (0) upwards; how many there are is data (Shanghai three, Guangdong
// four). Every limit is a Duration counted from the moment a level became involved; `forever` means no limit.
// Probabilities are in [0, 1]. Built by scenarios/policy_reader.h from a file that gives each number's
// source.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "sim/base/delay.h"
#include "sim/port/messages.h"
#include "sim/workflow/words.h"

namespace fengsui::workflow {

inline constexpr std::size_t most_levels = 6;
inline constexpr std::size_t remembered = 4;  // events per trigger that an enterprise's conduct keeps

template <class T>
struct DayNight {
  T day{}, night{};
  const T& at(bool is_night) const { return is_night ? night : day; }
};

struct Name {
  std::string key, english, chinese;
};

// A way to reach an office. What the latency's branches leave over never arrives.
struct Channel {
  Name name;
  DayNight<Delay> latency;
  bool answered = false;  // a human is on the other end: no lapse and no reaction time afterwards
};

// One planned push: repeated pushes are separate entries. Not sent once the office has signed.
struct Send {
  std::uint8_t channel = 0;
  Duration after{};  // since the level was informed
};

struct Shift {
  Name name;  // of the role on duty
  unsigned officers = 1;
  Duration from{}, to{};  // local time of day; `to` not after `from` means the next day
  bool workdays = true, weekend = true;
};

// How a level does one task. No service time: nobody is occupied, so no officer has to be free.
// A review has to take some time: feedback given while the danger lasts could be sent back without end at one
// instant.
struct TaskPolicy {
  DayNight<Delay> reaction;  // before the task joins the office's queue
  DayNight<Delay> service;   // of an officer
  DayNight<double> lapse;    // probability that nothing happens until the next notice
};

using Limits = std::array<Duration, clock_count>;
inline constexpr Limits no_limits{forever, forever, forever, forever, forever, forever};
using LimitsByColour = std::array<Limits, colour_count>;

// The classes of equipment that a case is about: a bit for each, as the world numbers them. 0: not known.
using EquipmentSet = std::uint32_t;
inline constexpr std::size_t most_unit_classes = 32;
constexpr EquipmentSet set_of(std::uint32_t unit_class) { return EquipmentSet{1} << unit_class; }

// The limits of cases about one class of equipment.
struct ClassLimits {
  std::uint32_t unit_class = 0;
  LimitsByColour limits;  // what the file does not give for the class is the level's
};

struct LevelPolicy {
  Name name;
  std::vector<Shift> shifts;
  std::array<TaskPolicy, task_count> tasks;
  // what the level does on a case: told about it, responsible for it, or working it (level 0, or escalated
  // to)
  std::vector<Task> when_informed, when_responsible, when_working;
  std::array<std::vector<Send>, colour_count> sends;  // empty: told at once, in the same house
  LimitsByColour limits{no_limits, no_limits, no_limits, no_limits, no_limits};
  std::vector<ClassLimits> class_limits;  // where classes have their own
};

// Of several classes of equipment the shortest limit holds; for classes without limits of their own, and when
// none is known, the level's.
Duration limit_of(const LevelPolicy& level, Colour colour, Clock clock, EquipmentSet equipment);

enum class PlantAct : std::uint8_t { evacuate, stop, repair };

struct ColourPolicy {
  std::vector<std::uint8_t> informed;  // levels told when the case opens; the enterprise always is
  std::uint8_t responsible = 0;        // the level that follows up, reviews and clears
  std::vector<PlantAct> when_verified, when_handled;
};

// Who works on after a clock has expired.
enum class Escalation : std::uint8_t {
  none,
  hand_over,  // the level above; the lower level's work is withdrawn
  join        // the level above as well
};

struct MeasureRule {
  Measure measure = Measure::repeat_push;
  Trigger on = Trigger::clear_overdue;
  Duration after{};           // taken only if the cause still stands then
  unsigned times = 1;         // at least the so-many-th such event of the enterprise (up to `remembered`) …
  Duration within = forever;  // … in this time
  Colour at_least = Colour::blue;
};

struct Upgrade {
  Colour from = Colour::blue, to = Colour::yellow;
  Trigger on = Trigger::clear_overdue;
};

enum class Discipline : std::uint8_t { colour_then_arrival, arrival };

struct Policy {
  Name name;
  Duration day_from = std::chrono::hours{0}, day_to = std::chrono::hours{24};  // local time of day
  std::vector<Channel> channels;
  std::vector<LevelPolicy> levels;
  std::array<ColourPolicy, colour_count> colours;
  std::array<Escalation, clock_count> escalation{};  // by expired clock
  std::vector<MeasureRule> measures;
  std::vector<Upgrade> upgrades;
  Discipline discipline = Discipline::colour_then_arrival;
  std::uint8_t call_channel = 0;  // over which task `call` reaches the level below
  Duration call_retry = forever;  // after a call that nobody answered
  // what verification finds when the world does not say: real, equipment fault; the rest is false alarm
  double verdict_real = 1.0, verdict_equipment_fault = 0.0;
  double misjudged = 0.0;               // the verdict is drawn although the world knows the cause
  double false_feedback = 0.0;          // "handled" without action, nothing overdue
  double false_feedback_overdue = 0.0;  // the same under the pressure of an expired clock
  double reject = 0.0;                  // a review sends back sound feedback
};

// Whether it matters which equipment a case is about.
bool has_class_limits(const Policy& policy);

}  // namespace fengsui::workflow

namespace fengsui {
using workflow::Policy;
}
