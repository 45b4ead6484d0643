// The two carriers of messages: SimGrid repeats itself to the last byte, and on a quiet network it agrees
// with the direct carrier. Each run on SimGrid has a process of its own, as it has one clock per process.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "tests/determinism/rehearsal.h"
#include "tests/sim/network/in_child.h"

using namespace fengsui;
using namespace fengsui::rehearsal;

namespace {

// What a run decided, as numbers: what crosses between two processes.
struct Story {
  std::vector<std::int64_t> digest;                   // its letters
  std::vector<std::int64_t> what;                     // kind and fields of every alarm and warning, in order
  std::vector<std::int64_t> when;                     // event time and time of the log of each [us]
  std::size_t deliveries = 0, events_of_the_log = 0;  // readings received, entries

  static Story of(const Record& record) {
    Story story;
    story.digest.assign(record.run.digest.begin(), record.run.digest.end());
    story.deliveries = record.readings.size();
    story.events_of_the_log = record.log.size();
    for (const Alarm& alarm : record.alarms) {
      story.what.insert(story.what.end(), {0, alarm.id.index, alarm.point.index, alarm.gateway.index,
                                           std::int64_t(alarm.event), std::int64_t(alarm.condition)});
      story.when.push_back(alarm.time.time_since_epoch().count());
    }
    for (const Warning& warning : record.warnings) {
      story.what.insert(story.what.end(), {1, warning.id.index, warning.enterprise.index, 0,
                                           std::int64_t(warning.event), std::int64_t(warning.colour)});
      story.when.push_back(warning.time.time_since_epoch().count());
    }
    for (const LogEntry& entry : record.log)
      if (entry.kind == LogKind::alarm_raised || entry.kind == LogKind::alarm_returned)
        story.when.push_back(entry.time.time_since_epoch().count());
    return story;
  }
};

std::vector<std::int64_t> packed(const Story& story) {
  std::vector<std::int64_t> numbers = {std::int64_t(story.deliveries), std::int64_t(story.events_of_the_log),
                                       std::int64_t(story.digest.size()), std::int64_t(story.what.size())};
  for (const auto* part : {&story.digest, &story.what, &story.when})
    numbers.insert(numbers.end(), part->begin(), part->end());
  return numbers;
}

Story unpacked(const std::vector<std::int64_t>& numbers) {
  Story story;
  if (numbers.size() < 4) {
    ADD_FAILURE() << "the child gave no answer";
    return story;
  }
  story.deliveries = std::size_t(numbers[0]);
  story.events_of_the_log = std::size_t(numbers[1]);
  auto next = numbers.begin() + 4;
  story.digest.assign(next, next + numbers[2]);
  next += numbers[2];
  story.what.assign(next, next + numbers[3]);
  story.when.assign(next + numbers[3], numbers.end());
  return story;
}

Story on_simgrid(Prepared (*prepare_it)()) {
  return unpacked(in_child([&] {
    Onward onward;
    return packed(Story::of(run(prepare_it(), onward, Carrier::simgrid)));
  }));
}

Prepared usual_bad_day() { return bad_day(1); }
Prepared other_bad_day() { return bad_day(2); }

TEST(Carriers, SimgridGivesTheSameBytesTwice) {
  const Story first = on_simgrid(usual_bad_day), second = on_simgrid(usual_bad_day);
  ASSERT_EQ(first.digest.size(), 64u);
  EXPECT_EQ(first.digest, second.digest);
  EXPECT_NE(first.digest, on_simgrid(other_bad_day).digest);
}

TEST(Carriers, SimgridDoesNotMindAPausingPilot) {
  class Pausing final : public Pilot {
   public:
    bool proceed(Session& session, Time) override {
      if (++events_ % 500 == 0) world_hash(session.world());
      return true;
    }

   private:
    std::uint64_t events_ = 0;
  };
  const Story paused = unpacked(in_child([] {
    Pausing pausing;
    return packed(Story::of(run(usual_bad_day(), pausing, Carrier::simgrid)));
  }));
  EXPECT_EQ(paused.digest, on_simgrid(usual_bad_day).digest);
}

// On a network without outages, on which messages seldom meet: the same alarms and warnings in the same
// order, and every time of an alarm or warning, as stamped and as heard, within a millisecond.
TEST(Carriers, SimgridAndDirectAgreeOnAQuietNetwork) {
  const Story simgrid = on_simgrid(quiet_hour), direct = Story::of(run(quiet_hour()));
  ASSERT_GT(direct.when.size(), 2u) << "a quiet network, but not without alarms";
  EXPECT_EQ(simgrid.deliveries, direct.deliveries);
  EXPECT_EQ(simgrid.events_of_the_log, direct.events_of_the_log);
  EXPECT_EQ(simgrid.what, direct.what);
  ASSERT_EQ(simgrid.when.size(), direct.when.size());
  for (std::size_t i = 0; i < direct.when.size(); ++i)
    EXPECT_LE(std::abs(simgrid.when[i] - direct.when[i]), 1000) << "time " << i << " [us]";
}

}  // namespace
