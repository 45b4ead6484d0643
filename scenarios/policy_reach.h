// How far a warning's case can get under a policy: who is told, who works, which clocks can expire and what
// can be triggered. Found by going on from the opening of a case of any colour until nothing new appears.
//
// Input: the policy. Nothing is drawn: what has any chance counts as possible. A level that people report to
// by telephone works on that case by itself; that is left out here, only the way of a warning counts.
#pragma once

#include <array>
#include <set>
#include <vector>

#include "sim/workflow/policy.h"

namespace fengsui {

// What may happen at one level to a case of one colour.
struct Reached {
  bool informed = false, responsible = false, working = false;
  std::array<bool, workflow::clock_count> expires{};
  std::array<bool, workflow::trigger_count> triggered{};
  bool supervises_on_site = false;  // sent by a measure
  bool calls = false;               // the level below, by a measure

  bool involved() const { return informed || responsible || working; }
  friend bool operator==(const Reached&, const Reached&) = default;
};

class PolicyReach {
 public:
  explicit PolicyReach(const Policy& policy);

  const Reached& at(std::size_t level, std::size_t colour) const { return reached_[level][colour]; }
  // Whether it holds at a level for any colour.
  bool ever(std::size_t level, bool Reached::*what) const;
  // Whether a case of this colour may have been milder before; `from` itself included.
  const std::set<std::size_t>& earlier(std::size_t colour) const { return earlier_[colour]; }
  // The clock whose expiry takes the case away before `clock` runs out, whatever happens; `clock` itself:
  // none.
  workflow::Clock taken_away_by(std::size_t level, std::size_t colour, workflow::Clock clock) const;
  // Whether some level that may work on a case of this colour has the step.
  bool somebody_does(workflow::Task step, std::size_t colour) const;
  bool can_pretend() const;  // feedback without action

 private:
  bool step();
  void trigger(std::size_t level, std::size_t colour, workflow::Trigger on);

  const Policy& policy_;
  std::vector<std::array<Reached, workflow::colour_count>> reached_;
  std::array<std::set<std::size_t>, workflow::colour_count> earlier_;
};

}  // namespace fengsui
