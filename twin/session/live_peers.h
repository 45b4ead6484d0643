// What simulated officers take for what people did: the same scenario and the same injections, with other
// luck and nobody at any seat.
#pragma once

#include <functional>
#include <vector>

#include "twin/judge/drill_score.h"
#include "twin/session/live_session.h"

namespace fengsui::live {

struct Peers {
  StepTimes times;
  std::size_t replications = 0;  // that were run to the end
};

// Runs replications one after another, with the seeds after the scenario's own, until `go_on` says no (asked
// many times a second). Meant for a thread of the caller's. Throws InputError.
Peers play_without_people(const Setup& setup, const std::vector<Deed>& deeds, std::size_t replications,
                          const std::function<bool()>& go_on);

}  // namespace fengsui::live
