// First way to lose determinism: threads. Two runs at once must not see each other.
#include <gtest/gtest.h>

#include <thread>

#include "tests/determinism/rehearsal.h"

using namespace fengsui;
using namespace fengsui::rehearsal;

namespace {

TEST(Threads, TwoRunsAtOnceGiveTheBytesOfOneAlone) {
  const Record alone = run(bad_day());
  Record first, second, other_seed;
  {
    // the third run, with luck of its own, must not leak into the other two
    const std::jthread a([&] { first = run(bad_day()); });
    const std::jthread b([&] { second = run(bad_day()); });
    const std::jthread c([&] { other_seed = run(bad_day(2)); });
  }
  expect_same(alone, first);
  expect_same(alone, second);
  EXPECT_NE(other_seed.run.digest, alone.run.digest);
}

TEST(Threads, TheThreadThatPreparedNeedNotBeTheOneThatRuns) {
  Session session = begin(bad_day());
  std::jthread([&] {
    Onward onward;
    session.run(Carrier::direct, onward);
  }).join();
  expect_same(run(bad_day()), session.record());
}

}  // namespace
