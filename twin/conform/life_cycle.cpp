// Generated sequences of what happens to one alarm, against the table of ISA-18.2 (twin/engine/alarm.h). What
// breaks it is shrunk to the shortest sequence.
#include <algorithm>
#include <utility>

#include "sim/base/text.h"
#include "sim/port/words.h"
#include "twin/conform/behaviour.h"
#include "twin/conform/property.h"
#include "twin/engine/alarm.h"

namespace fengsui::conform {

namespace {

using engine::AlarmSignal;
using engine::AlarmState;

enum class Do : std::uint8_t {
  go_high,
  go_low,
  acknowledge,
  shelve,
  unshelve,
  take_out,
  put_back,
  reset,
  stop_plant,
  start_plant
};
constexpr int do_count = 10;
constexpr double apart_s = 100.0;  // more than any wait of an engine

struct Step {
  Do what = Do::go_high;
  double lasting_s = 0.0;  // of a shelving, ends between two steps
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
  constexpr const char* names[] = {"high",     "low",  "acknowledge", "shelve", "unshelve",
                                   "take out", "back", "reset",       "stop",   "start"};
  out << names[static_cast<int>(step.what)];
  if (step.what == Do::shelve) out << " for " << step.lasting_s << " s";
  return out;
}

using Steps = std::vector<Step>;

rc::Gen<Steps> some_steps() {
  return rc::gen::container<Steps>(rc::gen::map(
      rc::gen::pair(rc::gen::inRange(0, do_count), rc::gen::inRange(1, 13)), [](const auto& drawn) {
        return Step{static_cast<Do>(drawn.first), drawn.second * apart_s - apart_s / 2};
      }));
}

// What the table says about one alarm.
struct Life {
  bool latching = false, present = false, plant_runs = true;
  AlarmState state = AlarmState::normal;
  double shelved_until_s = 0.0;
  Story story;

  void signal(AlarmSignal what, double time_s) {
    const AlarmState before = state;
    state = engine::next_state(before, what, {present, !plant_runs, latching});
    if (before == state) return;
    for (const AlarmEvent event : engine::announcements(before, state))
      if (event != AlarmEvent::released)
        story.push_back(std::string(word_of(event).key) + " at " + format_number(time_s));
  }

  void take(const Step& step, double time_s) {
    if (state == AlarmState::shelved && shelved_until_s <= time_s)
      signal(AlarmSignal::unshelve, shelved_until_s);
    switch (step.what) {
      case Do::go_high:
        if (!std::exchange(present, true)) signal(AlarmSignal::condition_on, time_s);
        return;
      case Do::go_low:
        if (std::exchange(present, false)) signal(AlarmSignal::condition_off, time_s);
        return;
      case Do::stop_plant:
        if (std::exchange(plant_runs, false)) signal(AlarmSignal::suppress, time_s);
        return;
      case Do::start_plant:
        if (!std::exchange(plant_runs, true)) signal(AlarmSignal::release, time_s);
        return;
      case Do::shelve:
        if (state != AlarmState::shelved) shelved_until_s = time_s + step.lasting_s;
        return signal(AlarmSignal::shelve, time_s);
      case Do::acknowledge:
        return signal(AlarmSignal::acknowledge, time_s);
      case Do::unshelve:
        return signal(AlarmSignal::unshelve, time_s);
      case Do::take_out:
        return signal(AlarmSignal::take_out_of_service, time_s);
      case Do::put_back:
        return signal(AlarmSignal::return_to_service, time_s);
      case Do::reset:
        return signal(AlarmSignal::reset, time_s);
    }
  }
};

void tell(Driver& driver, std::string_view tag, const Step& step, double time_s) {
  const auto act = [&](AlarmAct what) {
    driver.act(time_s, tag, AlarmCondition::high, what, from_seconds(step.lasting_s));
  };
  switch (step.what) {
    case Do::go_high:
      return driver.read(time_s, tag, 60);
    case Do::go_low:
      return driver.read(time_s, tag, 10);
    case Do::stop_plant:
      return driver.read(time_s, "CT_RUN", 0);
    case Do::start_plant:
      return driver.read(time_s, "CT_RUN", 1);
    case Do::acknowledge:
      return act(AlarmAct::acknowledge);
    case Do::shelve:
      return act(AlarmAct::shelve);
    case Do::unshelve:
      return act(AlarmAct::unshelve);
    case Do::take_out:
      return act(AlarmAct::take_out_of_service);
    case Do::put_back:
      return act(AlarmAct::return_to_service);
    case Do::reset:
      return act(AlarmAct::reset);
  }
}

// Without the point's name, and without the end of a suppression, of which engines may or may not speak.
Story spoken(const Driver& driver) {
  Story story;
  for (const Alarm& alarm : driver.alarms())
    if (alarm.event != AlarmEvent::released)
      story.push_back(std::string(word_of(alarm.event).key) + " at " +
                      format_number(to_seconds(alarm.time - scenario_start)));
  return story;
}

// One sequence, told to the engine and to the table.
Finding lived(const Maker& make, std::string_view tag, const Steps& steps, bool latching,
              bool depends_on_plant) {
  Driver driver(make);
  Life life;
  life.latching = latching;
  double time_s = apart_s;
  if (depends_on_plant) driver.read(0, "CT_RUN", 1);
  driver.read(0, tag, 10);
  for (const Step& step : steps) {
    const bool of_plant = step.what == Do::stop_plant || step.what == Do::start_plant;
    if (of_plant && !depends_on_plant) continue;
    life.take(step, time_s);
    tell(driver, tag, step, time_s);
    time_s += apart_s;
  }
  const double end_s = time_s - apart_s / 4;
  driver.wait_until(end_s);
  // a shelving that ends after the last step
  if (life.state == AlarmState::shelved && life.shelved_until_s <= end_s)
    life.signal(AlarmSignal::unshelve, life.shelved_until_s);
  return same(life.story, spoken(driver));
}

Finding lives(const Maker& make, std::string_view tag, bool latching, bool depends_on_plant) {
  constexpr int sequences = 60;
  Finding finding;  // of the shortest sequence that differs: the last one to do so while it is shortened
  finding.holds = true;
  const Verdict verdict = judge(
      [&] {
        const Steps steps = *some_steps();
        Finding one;
        try {
          one = lived(make, tag, steps, latching, depends_on_plant);
        } catch (const std::exception& wrong) {
          one = {false, "an answer", wrong.what()};
        }
        if (!one.holds) finding = one;
        RC_ASSERT(one.holds);
      },
      sequences);
  if (!verdict.holds) finding.expected += " (after: " + verdict.counterexample + ")";
  return finding;
}

Finding latching(const Maker& make) { return lives(make, "CT_LATCH", true, false); }
Finding suppression(const Maker& make) { return lives(make, "CT_ARMED", false, true); }

}  // namespace

std::span<const Behaviour> life_cycle_behaviours() {
  static const Behaviour list[] = {
      {"life_cycle.latching",
       {"the life cycle of ISA-18.2 with latching, generated", "报警生命周期（带保持，随机序列）"},
       latching},
      {"life_cycle.suppression",
       {"the life cycle of ISA-18.2 with suppression, generated", "报警生命周期（带设计抑制，随机序列）"},
       suppression},
  };
  return list;
}

}  // namespace fengsui::conform
