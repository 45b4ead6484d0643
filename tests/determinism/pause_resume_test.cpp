// Fourth way to lose determinism: pause and resume. Looking at a waiting world, for however long, changes no
// byte.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>
#include <vector>

#include "tests/determinism/rehearsal.h"

using namespace fengsui;
using namespace fengsui::rehearsal;

namespace {

// Stops at events picked by chance for up to 2 ms, and hashes the world before and after the rest.
class Pausing final : public Pilot {
 public:
  explicit Pausing(std::uint32_t habit) : chance_{4711, Draw::test, habit} {}

  bool proceed(Session& session, Time) override {
    if (chance_.uniform(draws_++) > 0.01) return true;
    const std::uint64_t before = world_hash(session.world());
    std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(2.0 * chance_.uniform(draws_++)));
    unmoved = unmoved && world_hash(session.world()) == before;
    ++pauses;
    return true;
  }

  bool unmoved = true;
  int pauses = 0;

 private:
  Stream chance_;
  std::uint64_t draws_ = 0;
};

// The hash of the world after every so many events.
class Hashing final : public Pilot {
 public:
  bool proceed(Session& session, Time) override {
    if (events_++ % 64 == 0) hashes.push_back(world_hash(session.world()));
    return true;
  }

  std::vector<std::uint64_t> hashes;

 private:
  std::uint64_t events_ = 0;
};

TEST(PauseResume, PausingAtAnyTimeChangesNoByte) {
  const Record unpaused = run(bad_day());
  for (const std::uint32_t habit : {1u, 2u, 3u}) {
    Pausing pausing(habit);
    expect_same(unpaused, run(bad_day(), pausing));
    EXPECT_GT(pausing.pauses, 10);
    EXPECT_TRUE(pausing.unmoved) << "the world moved while it waited";
  }
}

TEST(PauseResume, TwoRunsPassThroughTheSameWorlds) {
  Hashing one, other, stranger;
  run(bad_day(), one);
  run(bad_day(), other);
  run(bad_day(2), stranger);
  ASSERT_GT(one.hashes.size(), 10u);
  EXPECT_EQ(one.hashes, other.hashes);
  EXPECT_NE(one.hashes, stranger.hashes);
}

TEST(PauseResume, ARunThatIsCutOffIsThePrefixOfOneThatIsNot) {
  class CutOff final : public Pilot {
   public:
    bool proceed(Session&, Time next) override { return to_seconds(next) < 3600.0; }
  };
  CutOff cut_off;
  const Record part = run(bad_day(), cut_off), whole = run(bad_day());
  EXPECT_EQ(part.run.outcome, Outcome::interrupted);
  ASSERT_FALSE(part.log.empty());
  ASSERT_LT(part.log.size(), whole.log.size());
  EXPECT_TRUE(std::equal(part.log.begin(), part.log.end(), whole.log.begin()));
  EXPECT_TRUE(std::equal(part.readings.begin(), part.readings.end(), whole.readings.begin()));
}

}  // namespace
