#include "sim/base/agenda.h"

#include <gtest/gtest.h>

#include "sim/base/random.h"

namespace fengsui {
namespace {

Time at(std::int64_t microseconds) { return Time{Duration{microseconds}}; }

TEST(Agenda, EarliestFirst) {
  Agenda agenda;
  const Stream stream{3, Draw::test, 0};
  for (std::uint64_t draw = 0; draw < 5000; ++draw)
    agenda.schedule(at(static_cast<std::int64_t>(stream.uniform(draw) * 1000)), Room::plant, 1, 0);
  ASSERT_EQ(agenda.size(), 5000u);
  Event last = agenda.pop();
  while (!agenda.empty()) {
    EXPECT_EQ(agenda.next_time(), agenda.pending().front().time);
    const Event event = agenda.pop();
    ASSERT_TRUE(last.time < event.time || (last.time == event.time && last.order < event.order));
    last = event;
  }
}

TEST(Agenda, TiesKeepTheOrderOfSchedulingWhateverElseIsPending) {
  Agenda agenda;
  for (std::uint32_t subject = 0; subject < 100; ++subject) {
    agenda.schedule(at(10), Room::plant, 1, subject);
    agenda.schedule(at(5 + subject % 3), Room::network, 2, subject);
  }
  for (int other = 0; other < 100; ++other) EXPECT_EQ(agenda.pop().room, Room::network);
  for (std::uint32_t subject = 0; subject < 100; ++subject) EXPECT_EQ(agenda.pop().subject, subject);
}

TEST(Agenda, EventsAtNeverAreNotKept) {
  Agenda agenda;
  agenda.schedule(never, Room::plant, 1, 0);
  agenda.schedule(after(at(5), forever), Room::plant, 1, 0);
  EXPECT_TRUE(agenda.empty());
  EXPECT_EQ(agenda.next_time(), never);
}

TEST(Agenda, ACopyGoesOnAlike) {
  Agenda agenda;
  for (std::uint32_t subject = 0; subject < 50; ++subject)
    agenda.schedule(at(subject % 7), Room::plant, 1, subject);
  agenda.pop();
  Agenda copy = agenda;
  copy.schedule(at(3), Room::plant, 9, 0);
  agenda.schedule(at(3), Room::plant, 9, 0);
  while (!agenda.empty()) {
    const Event one = agenda.pop(), other = copy.pop();
    EXPECT_EQ(one.order, other.order);
    EXPECT_EQ(one.subject, other.subject);
  }
  EXPECT_TRUE(copy.empty());
}

TEST(Time, AddingNeverOverflows) {
  EXPECT_EQ(after(never, Duration{1}), never);
  EXPECT_EQ(after(at(1), forever), never);
  EXPECT_EQ(after(never - Duration{1}, Duration{1}), never);
  EXPECT_EQ(after(at(1), Duration{2}), at(3));
  EXPECT_EQ(from_seconds(1e300), forever);
  EXPECT_EQ(from_seconds(std::numeric_limits<double>::infinity()), forever);
  EXPECT_EQ(from_seconds(std::nan("")), forever);
  EXPECT_EQ(from_seconds(-1e300), Duration::min());
  EXPECT_EQ(from_seconds(0.1), Duration{100000});
  EXPECT_EQ(from_seconds(-0.0000015), Duration{-2});
}

}  // namespace
}  // namespace fengsui
