#include <algorithm>

#include "twin/conform/behaviour.h"
#include "twin/conform/standard_story.h"

namespace fengsui::conform {

namespace {

constexpr double day = 86'400.0;

Story sorted(Story story) {
  std::ranges::sort(story);
  return story;
}

// The standard story with its readings as the delivery makes them: each is handed over at a time of its own.
struct Handed {
  double now_s;
  Reading reading;
};

Story handed_over(const Maker& make, std::vector<Handed> readings) {
  std::ranges::stable_sort(readings, {}, &Handed::now_s);
  Driver driver(make);
  for (const Handed& one : readings) driver.exchange(at(one.now_s), {one.reading});
  driver.wait_until(standard_end_s + 60.0);
  return sorted(driver.story());
}

Story in_order(const Maker& make) {
  std::vector<Handed> readings;
  for (const Reading& one : standard_readings())
    readings.push_back({to_seconds(one.time - scenario_start), one});
  return handed_over(make, readings);
}

Finding duplicates(const Maker& make) {
  std::vector<Handed> readings;
  for (const Reading& one : standard_readings()) {
    const double time_s = to_seconds(one.time - scenario_start);
    readings.push_back({time_s, one});
    readings.push_back({time_s + 0.5, one});
    readings.push_back({time_s + 40.0, one});  // after others of the same point
  }
  return same(in_order(make), handed_over(make, readings));
}

Finding out_of_order(const Maker& make) {
  std::vector<Handed> readings;
  int turn = 0;
  for (const Reading& one : standard_readings()) {
    constexpr double delays_s[] = {1.9, 0.0, 1.2, 0.3, 1.6};
    readings.push_back({to_seconds(one.time - scenario_start) + delays_s[turn++ % 5], one});
  }
  return same(in_order(make), handed_over(make, readings));
}

// What comes a minute late about a time that has been decided changes nothing that was said.
Finding late(const Maker& make) {
  std::vector<Handed> readings;
  for (const Reading& one : standard_readings())
    readings.push_back({to_seconds(one.time - scenario_start), one});
  const Story before = handed_over(make, readings);
  readings.push_back({200.5, reading(101.5, "CT_PLAIN", 99.0)});
  readings.push_back({260.5, reading(150.5, "CT_ON", 99.0)});
  return same(before, handed_over(make, readings));
}

Finding batches(const Maker& make) {
  Driver driver(make);
  std::vector<Reading> batch;
  for (const Reading& one : standard_readings()) {
    batch.push_back(one);
    if (batch.size() < 37) continue;
    driver.exchange(batch.back().time, batch);
    batch.clear();
  }
  driver.exchange(at(standard_end_s), batch);
  driver.wait_until(standard_end_s + 60.0);
  return same(in_order(make), sorted(driver.story()));
}

// Told the same again from the start, a new process says the same, so that it can be brought back. One engine
// after the other: behind a broker there is only one.
Story first_part(const Maker& make, std::size_t count) {
  const auto all = standard_readings();
  Driver driver(make);
  for (std::size_t i = 0; i < count; ++i) driver.exchange(all[i].time, {all[i]});
  return driver.story();
}

Finding restart(const Maker& make) {
  const std::size_t all = standard_readings().size();
  const Story whole = first_part(make, all), interrupted = first_part(make, all / 2);
  const Story again = first_part(make, all);
  const auto length = static_cast<std::ptrdiff_t>(std::min(again.size(), interrupted.size()));
  const Finding beginning = same(interrupted, Story(again.begin(), again.begin() + length));
  return beginning.holds ? same(whole, again) : beginning;
}

// Nothing happens at midnight, nor on the twenty-ninth of February: the same story days later.
Story shifted(const Maker& make, Duration shift) {
  Driver driver(make);
  for (Reading one : standard_readings()) {
    one.time += shift;
    driver.exchange(one.time, {one});
  }
  driver.wait_until(standard_end_s + 60.0 + to_seconds(shift));
  Story times;
  for (const Alarm& alarm : driver.alarms())
    times.push_back(std::to_string((alarm.time - shift).time_since_epoch().count()) + " us");
  return times;
}

Finding later_by(const Maker& make, double days) {
  return same(shifted(make, {}), shifted(make, from_seconds(days * day)));
}
// a story of minutes that begins half a minute before the day ends
Finding midnight(const Maker& make) { return later_by(make, 1.0 - 150.0 / day); }
Finding leap_day(const Maker& make) { return later_by(make, 2 * 365.0 + 59.0 - 150.0 / day); }

// A gateway whose clock is slow tells the truth late; one that is fast must not make the future speak.
Finding clock(const Maker& make, double error_s) {
  Driver driver(make);
  const auto skewed = [&](double now_s, double value) {
    Reading one = reading(now_s + error_s, "CT_PLAIN", value);
    driver.exchange(at(now_s), {one}, {{GatewayId(0), at(now_s + error_s), at(now_s)}});
  };
  for (double t = 200; t < 500; t += 10) skewed(t, t >= 300 && t < 400 ? 60.0 : 10.0);
  driver.wait_until(700.0);
  Story alarms;
  for (const Alarm& alarm : driver.alarms())
    alarms.push_back(alarm.event == AlarmEvent::raised ? "raised" : "returned");
  return same({"raised", "returned"}, alarms);
}
Finding slow_clock(const Maker& make) { return clock(make, -90.0); }
Finding fast_clock(const Maker& make) { return clock(make, 90.0); }

Finding hundred_thousand(const Maker& make) {
  constexpr std::size_t points = 100'000;
  Driver driver(make, kit_directory(points));
  const std::size_t first = kit_directory().points.size();
  std::vector<Reading> readings;
  for (std::size_t i = 0; i < points; ++i)
    readings.push_back({at(10.0), i % 1000 == 0 ? 60.0 : 10.0, PointId(first + i), Quality::good, {}});
  driver.exchange(at(10.0), readings);
  driver.wait_until(100.0);
  return same({"100 alarms"}, {std::to_string(driver.story().size()) + " alarms"});
}

}  // namespace

std::span<const Behaviour> delivery_behaviours() {
  static const Behaviour list[] = {
      {"delivery.duplicates",
       {"repeated readings give no further alarms", "重复数据不产生新报警"},
       duplicates},
      {"delivery.out_of_order",
       {"readings disordered within two seconds give the alarms of those in order",
        "两秒内乱序数据与有序数据报警一致"},
       out_of_order},
      {"delivery.late",
       {"a reading a minute late changes nothing that was said", "迟到一分钟的数据不改变已报结果"},
       late},
      {"delivery.batches",
       {"readings one by one or many at once give the same alarms", "逐条或成批数据报警一致"},
       batches},
      {"time.restart", {"told the same again, a new process says the same", "重启后重放结果一致"}, restart},
      {"time.midnight", {"nothing happens at midnight", "跨零点结果一致"}, midnight},
      {"time.leap_day", {"nothing happens on a leap day", "闰日结果一致"}, leap_day},
      {"time.slow_clock",
       {"a gateway ninety seconds slow still alarms, once", "慢钟网关照常报警"},
       slow_clock},
      {"time.fast_clock",
       {"a gateway ninety seconds fast still alarms, once", "快钟网关照常报警"},
       fast_clock},
      {"size.points", {"a hundred thousand points", "十万测点"}, hundred_thousand},
  };
  return list;
}

}  // namespace fengsui::conform
