// Second way to lose determinism: the wall clock. Pacing, dawdling and writing to disk change no byte.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/determinism/rehearsal.h"

using namespace fengsui;
using namespace fengsui::rehearsal;

namespace {

// Never lets simulated time run ahead of the wall clock times `speed`.
class Paced final : public Pilot {
 public:
  explicit Paced(double speed) : speed_(speed) {}

  bool proceed(Session&, Time next) override {
    std::this_thread::sleep_until(began_ + std::chrono::duration<double>(to_seconds(next) / speed_));
    return true;
  }

 private:
  double speed_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

TEST(WallClock, PacingAtAnySpeedChangesNoByte) {
  const Record unpaced = run(bad_day());
  for (const double speed : {20'000.0, 100'000.0, 1e9}) {
    Paced paced(speed);
    expect_same(unpaced, run(bad_day(), paced));
  }
}

TEST(WallClock, PacingARunThatDrawsEverySampleChangesNoByte) {
  Paced paced(5'000.0);
  expect_same(run(bad_minutes_with_every_sample()), run(bad_minutes_with_every_sample(), paced));
}

TEST(WallClock, RecordingToAFileChangesNoByte) {
  const Folder folder;
  const auto path = folder.path() / "run.h5";
  Prepared prepared = bad_day();
  RunFileWriter file(path, prepared.record.run, prepared.record.names, Overwrite::refuse);
  Session session = begin(std::move(prepared), &file);
  Onward onward;
  const Outcome outcome = session.run(Carrier::direct, onward);
  const std::string digest = file.finish(outcome, "");

  const Record unrecorded = run(bad_day());
  expect_same(unrecorded, session.record());
  EXPECT_EQ(digest, unrecorded.run.digest);
  expect_same(unrecorded, read_run(path));
}

}  // namespace
