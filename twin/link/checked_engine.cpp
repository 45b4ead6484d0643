#include "twin/link/checked_engine.h"

#include <cmath>

#include "sim/base/error.h"
#include "sim/base/text.h"
#include "sim/port/words.h"

namespace fengsui {

namespace {

// Numbers are dense: whoever skips more than this would only fill memory.
constexpr std::size_t widest_gap = 1 << 20;

// No clock of a gateway is slower than this.
constexpr Duration longest_past = std::chrono::hours(24 * 366);

bool given(const std::vector<bool>& numbers, std::uint32_t number) {
  return number < numbers.size() && numbers[number];
}

void note(std::vector<bool>& numbers, std::uint32_t number, bool value = true) {
  if (number >= numbers.size()) numbers.resize(number + 1, false);
  numbers[number] = value;
}

bool needs_an_occurrence(AlarmEvent event) {
  return event == AlarmEvent::returned || event == AlarmEvent::acknowledged ||
         event == AlarmEvent::realarmed || event == AlarmEvent::latched || event == AlarmEvent::reset;
}

std::string quoted(std::string_view word) { return "\"" + std::string(word) + "\""; }

std::string since_start(Time time) { return format_duration(time - scenario_start); }

}  // namespace

CheckedEngine::CheckedEngine(std::unique_ptr<Engine> engine, std::string name)
    : engine_(std::move(engine)), name_(std::move(name)) {}

void CheckedEngine::refuse(const std::string& place, const std::string& found,
                           const std::string& expected) const {
  throw InputError(name_, "answer " + std::to_string(answers_) + ": " + place, found, expected);
}

std::vector<Attention> CheckedEngine::begin(const Directory& directory, Time start) {
  directory_ = directory;
  alarms_.clear();
  warnings_.clear();
  open_warnings_.clear();
  answers_ = 0;
  return engine_->begin(directory, start);
}

void CheckedEngine::exchange(const EngineInput& input, EngineOutput& output) {
  engine_->exchange(input, output);
  ++answers_;
  for (std::size_t i = 0; i < output.alarms.size(); ++i)
    check(output.alarms[i], input.now, "/alarms/" + std::to_string(i));
  for (std::size_t i = 0; i < output.warnings.size(); ++i)
    check(output.warnings[i], input.now, "/warnings/" + std::to_string(i));
  if (output.wake <= input.now)
    refuse("/wake", since_start(output.wake), "a time after " + since_start(input.now) + ", or none");
}

void CheckedEngine::check_time(Time time, Time now, const std::string& place) const {
  if (time > now || time < scenario_start - longest_past)
    refuse(place + "/time", since_start(time),
           "a time up to " + since_start(now) + ", not years before the start");
}

void CheckedEngine::check(const Alarm& alarm, Time now, const std::string& place) {
  const bool of_point = alarm.point.valid();
  if (of_point ? alarm.point.index >= directory_.points.size()
               : alarm.gateway.index >= directory_.gateways.size())
    refuse(place, "an index that is not in the directory", "a point or a gateway of the directory");
  const EnterpriseId owner = of_point ? directory_.points[alarm.point.index].enterprise
                                      : directory_.gateways[alarm.gateway.index].enterprise;
  if (alarm.enterprise != owner)
    refuse(place + "/enterprise", std::to_string(alarm.enterprise.index),
           std::to_string(owner.index) + ", whose " + (of_point ? "point" : "gateway") + " it is");
  check_time(alarm.time, now, place);
  if (std::isinf(alarm.value) || std::isinf(alarm.limit)) refuse(place, "an infinite value", "a number");
  if (alarm.priority < 1 || alarm.priority > 4)
    refuse(place + "/priority", std::to_string(alarm.priority), "1 to 4");

  const bool known = given(alarms_, alarm.id.index);
  if (alarm.event == AlarmEvent::raised && known)
    refuse(place + "/id", "alarm " + std::to_string(alarm.id.index) + " raised again", "a new number");
  if (needs_an_occurrence(alarm.event) && !known)
    refuse(place + "/id", quoted(word_of(alarm.event).key) + " of alarm " + std::to_string(alarm.id.index),
           "an alarm that was raised before");
  if (alarm.id.index > alarms_.size() + widest_gap)
    refuse(place + "/id", std::to_string(alarm.id.index), "numbers without large gaps");
  note(alarms_, alarm.id.index);
}

void CheckedEngine::check(const Warning& warning, Time now, const std::string& place) {
  if (warning.enterprise.index >= directory_.enterprises.size())
    refuse(place + "/enterprise", std::to_string(warning.enterprise.index), "an enterprise of the directory");
  check_time(warning.time, now, place);
  if (!std::isfinite(warning.score)) refuse(place + "/score", "no number", "points from 0 to 100");
  for (const AlarmId alarm : warning.because)
    if (!given(alarms_, alarm.index))
      refuse(place + "/because", "alarm " + std::to_string(alarm.index), "alarms that were raised before");

  const std::string number = "warning " + std::to_string(warning.id.index);
  if (warning.event == WarningEvent::raised) {
    if (given(warnings_, warning.id.index)) refuse(place + "/id", number + " raised again", "a new number");
    if (warning.id.index > warnings_.size() + widest_gap)
      refuse(place + "/id", std::to_string(warning.id.index), "numbers without large gaps");
    note(warnings_, warning.id.index);
  } else if (!given(open_warnings_, warning.id.index)) {
    refuse(place + "/id", quoted(word_of(warning.event).key) + " of " + number, "a warning that stands");
  }
  const bool ended = warning.event == WarningEvent::ended;
  if (ended != (warning.colour == Colour::none))
    refuse(place + "/colour", quoted(word_of(warning.colour).key),
           ended ? "\"none\" for one that ended" : "a colour for one that stands");
  note(open_warnings_, warning.id.index, !ended);
}

std::unique_ptr<Engine> CheckedEngine::clone() const {
  std::unique_ptr<Engine> copy = engine_->clone();
  if (!copy) return nullptr;
  auto checked = std::make_unique<CheckedEngine>(std::move(copy), name_);
  checked->directory_ = directory_;
  checked->alarms_ = alarms_;
  checked->warnings_ = warnings_;
  checked->open_warnings_ = open_warnings_;
  checked->answers_ = answers_;
  return checked;
}

}  // namespace fengsui
