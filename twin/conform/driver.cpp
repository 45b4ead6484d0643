#include "twin/conform/driver.h"

#include "sim/base/text.h"
#include "sim/port/words.h"

namespace fengsui::conform {

Time at(double time_s) { return scenario_start + from_seconds(time_s); }

Reading reading(double time_s, std::string_view tag, double value) {
  return {at(time_s), value, kit_point(tag), Quality::good, {}};
}

Driver::Driver(const Maker& make, Directory directory) : directory_(std::move(directory)), engine_(make()) {
  engine_->begin(directory_, scenario_start);
}

void Driver::read(double time_s, std::string_view tag, double value, Quality quality) {
  exchange(at(time_s), {Reading{at(time_s), value, kit_point(tag), quality, {}}});
}

void Driver::act(double time_s, std::string_view tag, AlarmCondition condition, AlarmAct act,
                 Duration lasting) {
  exchange(at(time_s), {}, {}, {{at(time_s), kit_point(tag), condition, act, lasting}});
}

void Driver::exchange(Time now, const std::vector<Reading>& readings, const std::vector<GatewayBeat>& beats,
                      const std::vector<AlarmAction>& actions) {
  wake_until(now);
  engine_->exchange({now, readings, beats, {}, actions}, output_);
  note();
}

void Driver::wait_until(double time_s) { exchange(at(time_s), {}); }

// An engine that asks for every microsecond is not followed for ever.
void Driver::wake_until(Time now) {
  constexpr int most = 100'000;
  for (int asked = 0; output_.wake < now && asked < most; ++asked) {
    engine_->exchange({output_.wake, {}, {}, {}, {}}, output_);
    note();
  }
}

void Driver::note() {
  for (const Alarm& alarm : output_.alarms) {
    if (!alarm.point.valid()) {
      gateway_alarms_.push_back(alarm);
      continue;
    }
    alarms_.push_back(alarm);
    std::string line = std::string(word_of(alarm.event).key);
    line.append(" ").append(word_of(alarm.condition).key).append(" of ");
    line.append(directory_.points[alarm.point.index].tag).append(" at ");
    story_.push_back(line + format_number(to_seconds(alarm.time - scenario_start)));
  }
}

}  // namespace fengsui::conform
