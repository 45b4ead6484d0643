// The nine properties that every alarm life cycle has, for generated sequences of events: first for a small
// model (the table and the facts it depends on), where a wrong variant of each must be found out, then the
// engine against that model.
#include <gtest/gtest.h>

#include "tests/twin/engine/plant_of_one.h"
#include "twin/conform/property.h"

namespace fengsui::engine {
namespace {

using conform::judge;
using conform::Verdict;

enum class Do : std::uint8_t {
  go_high,
  go_low,
  stop_plant,
  start_plant,
  acknowledge,
  shelve,
  unshelve,
  take_out,
  put_back,
  reset,
  wait
};
constexpr int do_count = 11;
constexpr Duration longest_shelving = std::chrono::seconds{6};

struct Step {
  Do what = Do::wait;
  Duration lasting{};  // of a shelving, up to twice what is allowed
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
  constexpr const char* names[] = {"high",     "low",      "stop", "start", "acknowledge", "shelve",
                                   "unshelve", "take out", "back", "reset", "wait"};
  return out << names[static_cast<int>(step.what)];
}

using Steps = std::vector<Step>;

rc::Gen<Steps> some_steps() {
  return rc::gen::container<Steps>(rc::gen::map(
      rc::gen::pair(rc::gen::inRange(0, do_count), rc::gen::inRange(1, 13)), [](const auto& drawn) {
        return Step{static_cast<Do>(drawn.first), seconds(drawn.second)};
      }));
}

enum class Wrong : std::uint8_t {
  nothing,
  undecided,
  reset_is_lost,
  shelved_speaks,
  realarm_is_silent,
  shelving_is_unlimited,
  acknowledge_toggles,
  copy_forgets_clock,
  expiry_is_backdated,
  returns_unacknowledged
};

// One alarm: the table, and the facts that its transitions depend on.
struct Life {
  struct Entry {
    AlarmState state;
    Time time, cause;
  };
  Wrong wrong = Wrong::nothing;
  bool latching = false, present = false, plant_runs = false;
  AlarmState state = AlarmState::suppressed;
  Time shelved_at{}, shelved_until = never;
  Duration longest_shelved{};
  std::vector<Entry> entries;
  std::vector<AlarmEvent> events;
  int calls = 0, spoke_while_hidden = 0, wrong_returns = 0;

  AlarmState next(AlarmSignal signal) {
    const AlarmState right = next_state(state, signal, {present, !plant_runs, latching});
    using enum AlarmState;
    if (wrong == Wrong::undecided && ++calls % 3 == 0) return normal;
    if (wrong == Wrong::reset_is_lost && signal == AlarmSignal::reset) return state;
    if (wrong == Wrong::shelved_speaks && state == shelved && signal == AlarmSignal::condition_on)
      return unacknowledged;
    if (wrong == Wrong::acknowledge_toggles && state == acknowledged && signal == AlarmSignal::acknowledge)
      return unacknowledged;
    if (wrong == Wrong::returns_unacknowledged && state == acknowledged && right == normal)
      return returned_unacknowledged;
    return right;
  }

  void signal(AlarmSignal what, Time time, Time cause) {
    const AlarmState before = state, now = next(what);
    if (now == before) return;
    if (before == AlarmState::shelved) longest_shelved = std::max(longest_shelved, time - shelved_at);
    if (now == AlarmState::returned_unacknowledged && describe(before).acknowledged) ++wrong_returns;
    state = now;
    entries.push_back({now, time, cause});
    for (const AlarmEvent event : announcements(before, now)) {
      if (wrong == Wrong::realarm_is_silent && event == AlarmEvent::realarmed) continue;
      events.push_back(event);
      const bool speaks = event == AlarmEvent::raised || event == AlarmEvent::realarmed;
      if (speaks && (describe(now).hidden || what == AlarmSignal::condition_on) && describe(before).hidden)
        ++spoke_while_hidden;
    }
  }

  void expire(Time time) {
    if (state != AlarmState::shelved || shelved_until > time) return;
    const Time stamp = wrong == Wrong::expiry_is_backdated ? shelved_at : shelved_until;
    signal(AlarmSignal::unshelve, stamp, shelved_until);
  }

  void take(const Step& step, Time time) {
    expire(time);
    const auto say = [&](AlarmSignal what) { signal(what, time, time); };
    switch (step.what) {
      case Do::go_high:
        if (!std::exchange(present, true)) say(AlarmSignal::condition_on);
        break;
      case Do::go_low:
        if (std::exchange(present, false)) say(AlarmSignal::condition_off);
        break;
      case Do::stop_plant:
        if (std::exchange(plant_runs, false)) say(AlarmSignal::suppress);
        break;
      case Do::start_plant:
        if (!std::exchange(plant_runs, true)) say(AlarmSignal::release);
        break;
      case Do::acknowledge:
        say(AlarmSignal::acknowledge);
        break;
      case Do::shelve: {
        const bool was = state == AlarmState::shelved;
        say(AlarmSignal::shelve);
        if (was || state != AlarmState::shelved) break;
        shelved_at = time;
        shelved_until =
            time +
            (wrong == Wrong::shelving_is_unlimited ? step.lasting : std::min(step.lasting, longest_shelving));
        break;
      }
      case Do::unshelve:
        say(AlarmSignal::unshelve);
        break;
      case Do::take_out:
        say(AlarmSignal::take_out_of_service);
        break;
      case Do::put_back:
        say(AlarmSignal::return_to_service);
        break;
      case Do::reset:
        say(AlarmSignal::reset);
        break;
      case Do::wait:
        break;
    }
  }
};

Life lived(const Steps& steps, bool latching, Wrong wrong, std::size_t from = 0, Life life = {}) {
  life.wrong = wrong;
  life.latching = latching;
  for (std::size_t i = from; i < steps.size(); ++i) life.take(steps[i], at(static_cast<double>(i)));
  return life;
}

// The property for a life with this defect, or none.
using Property = std::function<void(const Steps&, bool latching, Wrong)>;

Verdict judged(const Property& property, Wrong wrong) {
  return judge([&] {
    const Steps steps = *some_steps();
    const bool latching = *rc::gen::arbitrary<bool>();
    property(steps, latching, wrong);
  });
}

void holds_and_notices(const Property& property, Wrong wrong) {
  const Verdict right = judged(property, Wrong::nothing);
  EXPECT_TRUE(right.holds) << right.text;
  EXPECT_FALSE(judged(property, wrong).holds);
}

TEST(LifeOfAnAlarm, OneEveryPairHasOneNextState) {
  holds_and_notices(
      [](const Steps& steps, bool latching, Wrong wrong) {
        Life life = lived(steps, latching, wrong);
        for (int e = 0; e < alarm_signal_count; ++e) {
          const auto signal = static_cast<AlarmSignal>(e);
          const AlarmState next = life.next(signal);
          RC_ASSERT(static_cast<int>(next) < alarm_state_count);
          RC_ASSERT(next == life.next(signal));
        }
      },
      Wrong::undecided);
}

TEST(LifeOfAnAlarm, TwoNormalIsReachableFromEverywhere) {
  holds_and_notices(
      [](const Steps& steps, bool latching, Wrong wrong) {
        Steps home = steps;
        for (const Do what :
             {Do::start_plant, Do::go_low, Do::put_back, Do::unshelve, Do::acknowledge, Do::reset})
          home.push_back({what, {}});
        RC_ASSERT(lived(home, latching, wrong).state == AlarmState::normal);
      },
      Wrong::reset_is_lost);
}

TEST(LifeOfAnAlarm, ThreeNothingIsAnnunciatedWhileHidden) {
  holds_and_notices([](const Steps& steps, bool latching,
                       Wrong wrong) { RC_ASSERT(lived(steps, latching, wrong).spoke_while_hidden == 0); },
                    Wrong::shelved_speaks);
}

TEST(LifeOfAnAlarm, FourEveryEntryToUnacknowledgedIsAnnunciatedOnce) {
  holds_and_notices(
      [](const Steps& steps, bool latching, Wrong wrong) {
        const Life life = lived(steps, latching, wrong);
        const auto entries =
            std::ranges::count(life.entries, AlarmState::unacknowledged, &Life::Entry::state);
        const auto spoken = std::ranges::count(life.events, AlarmEvent::raised) +
                            std::ranges::count(life.events, AlarmEvent::realarmed);
        RC_ASSERT(entries == spoken);
      },
      Wrong::realarm_is_silent);
}

TEST(LifeOfAnAlarm, FiveShelvingEndsInTime) {
  holds_and_notices(
      [](const Steps& steps, bool latching, Wrong wrong) {
        Life life = lived(steps, latching, wrong);
        life.expire(at(1e6));
        RC_ASSERT(life.state != AlarmState::shelved);
        RC_ASSERT(life.longest_shelved <= longest_shelving);
      },
      Wrong::shelving_is_unlimited);
}

TEST(LifeOfAnAlarm, SixAcknowledgingTwiceIsAcknowledgingOnce) {
  holds_and_notices(
      [](const Steps& steps, bool latching, Wrong wrong) {
        Life once = lived(steps, latching, wrong);
        const Time end = at(static_cast<double>(steps.size()));
        once.take({Do::acknowledge, {}}, end);
        Life twice = once;
        twice.take({Do::acknowledge, {}}, end);
        RC_ASSERT(twice.state == once.state);
        RC_ASSERT(twice.events == once.events);
      },
      Wrong::acknowledge_toggles);
}

TEST(LifeOfAnAlarm, SevenACopyThatReplaysTheRestEndsInTheSameState) {
  holds_and_notices(
      [](const Steps& steps, bool latching, Wrong wrong) {
        const std::size_t cut = steps.size() / 2;
        Life copy =
            lived(Steps(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(cut)), latching, wrong);
        if (wrong == Wrong::copy_forgets_clock) copy.shelved_until = never;
        const Life whole = lived(steps, latching, wrong), rest = lived(steps, latching, wrong, cut, copy);
        RC_ASSERT(whole.state == rest.state);
        RC_ASSERT(whole.events == rest.events);
      },
      Wrong::copy_forgets_clock);
}

TEST(LifeOfAnAlarm, EightNoStateIsEnteredBeforeItsCause) {
  holds_and_notices(
      [](const Steps& steps, bool latching, Wrong wrong) {
        for (const Life::Entry& entry : lived(steps, latching, wrong).entries)
          RC_ASSERT(entry.time >= entry.cause);
      },
      Wrong::expiry_is_backdated);
}

TEST(LifeOfAnAlarm, NineReturnedUnacknowledgedIsNeverReachedAcknowledged) {
  holds_and_notices([](const Steps& steps, bool latching,
                       Wrong wrong) { RC_ASSERT(lived(steps, latching, wrong).wrong_returns == 0); },
                    Wrong::returns_unacknowledged);
}

// The engine, driven by the same steps.
struct Driven {
  Bench bench;

  explicit Driven(bool latching) : bench(rules(latching), one_unit({"X", "RUN"})) {}
  static Rules rules(bool latching) {
    Rules rules = quiet_rules();
    AlarmRule rule = limit_rule(AlarmCondition::high, 90);
    rule.armed_when = ArmedWhen{"RUN", true, {}};
    rule.latch = latching;
    rules.points = {{"", "X", "mm", {rule}}};
    rules.longest_shelving = longest_shelving;
    return rules;
  }
  AlarmState state() const { return bench.engine.state_of(PointId(0), AlarmCondition::high); }

  void take(const Step& step, double time) {
    const auto act = [&](AlarmAct what) {
      bench.handle(time, {at(time), PointId(0), AlarmCondition::high, what, step.lasting});
    };
    switch (step.what) {
      case Do::go_high:
        return bench.read(time, 95);
      case Do::go_low:
        return bench.read(time, 50);
      case Do::stop_plant:
        return bench.read(time, 0, 1);
      case Do::start_plant:
        return bench.read(time, 1, 1);
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
      case Do::wait:
        return bench.wait_until(time);
    }
  }
};

Verdict engine_lives_like(Wrong wrong) {
  return judge(
      [wrong] {
        const Steps steps = *some_steps();
        const bool latching = *rc::gen::arbitrary<bool>();
        Driven driven(latching);
        Life life;
        life.latching = latching;
        life.wrong = wrong;
        for (std::size_t i = 0; i < steps.size(); ++i) {
          const double time = static_cast<double>(i);
          driven.take(steps[i], time);
          life.take(steps[i], at(time));
          RC_ASSERT(driven.state() == life.state);
        }

        // all that was announced, except releases of what was never announced as suppressed
        std::vector<AlarmEvent> heard, expected = life.events;
        for (const Alarm& alarm : driven.bench.alarms) heard.push_back(alarm.event);
        std::erase(heard, AlarmEvent::released);
        std::erase(expected, AlarmEvent::released);
        RC_ASSERT(heard == expected);
      },
      1500);
}

TEST(EngineLifeCycle, IsThatOfTheModelAfterEveryStep) {
  const Verdict right = engine_lives_like(Wrong::nothing);
  EXPECT_TRUE(right.holds) << right.text;
  for (const Wrong wrong : {Wrong::reset_is_lost, Wrong::shelved_speaks, Wrong::shelving_is_unlimited,
                            Wrong::acknowledge_toggles, Wrong::returns_unacknowledged})
    EXPECT_FALSE(engine_lives_like(wrong).holds) << static_cast<int>(wrong);
}

TEST(EngineLifeCycle, ACopyGoesOnAlike) {
  const Verdict right = judge([] {
    const Steps steps = *some_steps();
    Driven whole(true);
    const std::size_t cut = steps.size() / 2;
    for (std::size_t i = 0; i < cut; ++i) whole.take(steps[i], static_cast<double>(i));
    Driven copy = whole;
    for (std::size_t i = cut; i < steps.size(); ++i) {
      whole.take(steps[i], static_cast<double>(i));
      copy.take(steps[i], static_cast<double>(i));
    }
    RC_ASSERT(whole.state() == copy.state());
    RC_ASSERT(story(whole.bench.alarms) == story(copy.bench.alarms));
  });
  EXPECT_TRUE(right.holds) << right.text;
}

TEST(EngineLifeCycle, EveryOccurrenceHasOneNumberOneBeginningAndAtMostOneEnd) {
  const Verdict right = judge([] {
    const Steps steps = *some_steps();
    Driven driven(*rc::gen::arbitrary<bool>());
    for (std::size_t i = 0; i < steps.size(); ++i) driven.take(steps[i], static_cast<double>(i));
    std::vector<int> running(steps.size() * 2 + 2, 0);
    for (const Alarm& alarm : driven.bench.alarms) {
      RC_ASSERT(alarm.id.index < running.size());
      int& now = running[alarm.id.index];
      if (alarm.event == AlarmEvent::raised) {
        RC_ASSERT(now == 0);
        now = 1;
      } else if (alarm.event == AlarmEvent::returned || alarm.event == AlarmEvent::reset) {
        RC_ASSERT(now == 1);
        now = 2;
      }
    }
  });
  EXPECT_TRUE(right.holds) << right.text;
}

}  // namespace
}  // namespace fengsui::engine
