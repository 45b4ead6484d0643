// The snapshots of a live session: named ones, and a ring taken by itself with bounded memory.
//
// When the ring is full, every second of its snapshots goes and the next ones are taken half as often: the
// whole run stays within reach, the farther back the coarser.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "twin/session/live_session.h"
#include "twin/session/session.h"

namespace fengsui::live {

// What was planned; its own duration, or the deed that it ends.
struct Plan {
  PlannedAction action;
  std::optional<Duration> lasts;
  std::optional<std::size_t> ends;
};

struct Snapshot {
  SnapshotInfo info;
  std::shared_ptr<const Session::Moment> moment;
  std::vector<Deed> deeds;
  std::vector<Plan> planned;
  std::uint64_t events = 0;
};

class SnapshotRing {
 public:
  explicit SnapshotRing(Ring limits) : limits_(limits), every_(limits.every) {}

  // Whether the next event, at `next`, is past the time for a snapshot of the ring.
  bool due(Time next) const { return limits_.most > 0 && next >= next_; }
  // Takes it in; with a name it stays until it is gone back behind. Returns its number.
  std::uint64_t add(Snapshot snapshot);
  const Snapshot* find(std::uint64_t number) const;
  // Everything later than this one is over.
  void forget_after(std::uint64_t number);

  std::vector<SnapshotInfo> list() const;

 private:
  void thin_out();

  Ring limits_;
  Duration every_;
  Time next_ = scenario_start;
  std::uint64_t last_number_ = 0;
  std::vector<Snapshot> snapshots_;  // by time
};

}  // namespace fengsui::live
