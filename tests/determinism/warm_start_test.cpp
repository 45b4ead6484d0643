// Third way to lose determinism: state that a run leaves behind, or that a copy of the world forgets to take
// along.
#include <gtest/gtest.h>

#include <optional>

#include "tests/determinism/rehearsal.h"

using namespace fengsui;
using namespace fengsui::rehearsal;

namespace {

TEST(WarmStart, ARunAfterOtherRunsGivesTheBytesOfTheFirst) {
  const Record first = run(bad_day());
  run(bad_day(2));
  run(bad_minutes_with_every_sample());
  expect_same(first, run(bad_day()));
}

TEST(WarmStart, EverySampleTwiceInOneProcessGivesTheSameBytes) {
  expect_same(run(bad_minutes_with_every_sample()), run(bad_minutes_with_every_sample()));
}

// Branches at one event; optionally lets the branch run to its end before the original goes on.
class Brancher final : public Pilot {
 public:
  Brancher(std::uint64_t at_event, bool run_at_once) : at_event_(at_event), run_at_once_(run_at_once) {}

  bool proceed(Session& session, Time) override {
    if (events_++ != at_event_) return true;
    if (auto copy = session.branch()) branch.emplace(std::move(*copy));
    hash_of_original = world_hash(session.world());
    if (branch) hash_of_branch = world_hash(branch->world());
    if (branch && run_at_once_) {
      Onward onward;
      branch->run(Carrier::direct, onward);
    }
    return true;
  }

  std::optional<Session> branch;
  std::uint64_t hash_of_original = 0, hash_of_branch = 1;

 private:
  std::uint64_t at_event_, events_ = 0;
  bool run_at_once_;
};

class Counter final : public Pilot {
 public:
  bool proceed(Session&, Time) override { return ++events > 0; }
  std::uint64_t events = 0;
};

TEST(WarmStart, ACopiedWorldHasTheSameFuture) {
  Counter counter;
  const Record undisturbed = run(bad_day(), counter);
  ASSERT_GT(counter.events, 1000u);

  // at moments spread by chance over the day; before or after the original has gone on
  const Stream chance{77, Draw::test, 0};
  for (std::uint64_t i = 0; i < 6; ++i) {
    const bool run_at_once = i % 2 == 0;
    const auto moment = static_cast<std::uint64_t>(chance.uniform(i) * double(counter.events));
    SCOPED_TRACE("branched at event " + std::to_string(moment));
    Brancher brancher(moment, run_at_once);
    const Record original = run(bad_day(), brancher);
    expect_same(undisturbed, original);

    ASSERT_TRUE(brancher.branch);
    EXPECT_EQ(brancher.hash_of_branch, brancher.hash_of_original);
    if (!run_at_once) {
      Onward onward;
      brancher.branch->run(Carrier::direct, onward);
    }
    expect_same(undisturbed, brancher.branch->record());
  }
}

TEST(WarmStart, ACopyThatIsTouchedGoesItsOwnWay) {
  class BranchAndAct final : public Pilot {
   public:
    bool proceed(Session& session, Time next) override {
      if (branch || to_seconds(next) < 300.0) return true;
      if (auto copy = session.branch()) branch.emplace(std::move(*copy));
      return true;
    }
    std::optional<Session> branch;
  };
  class CutTheLine final : public Pilot {
   public:
    bool proceed(Session& session, Time) override {
      if (done_) return true;
      Action action;
      action.kind = ActionKind::link_down;
      action.link = LinkId(std::size_t{0});
      session.inject(action);
      return done_ = true;
    }

   private:
    bool done_ = false;
  };
  BranchAndAct original;
  const Record record = run(bad_day(), original);
  ASSERT_TRUE(original.branch);
  CutTheLine cut;
  original.branch->run(Carrier::direct, cut);
  EXPECT_NE(original.branch->record().run.digest, record.run.digest);
}

}  // namespace
