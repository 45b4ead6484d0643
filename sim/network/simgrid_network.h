// The SimGrid carrier: messages share the links of the topology and fail with them.
//
// One actor, the conductor, sleeps until the world's next event, lets the world handle it and hands its
// departures to carrier actors, one per message under way (at most `platform_connections`; further messages
// wait). Each carrier tells the conductor how its message fared; only the conductor touches the world.
// Quiet transfers take latency plus size over the narrowest link (model CM02 without TCP effects).
//
// SimGrid's clock belongs to the process: one run per process. Throws std::logic_error for a second one, and
// whatever the world throws.
#pragma once

#include "sim/network/clockwork.h"

namespace fengsui::network {

// Runs the world from its present time through all events up to and at `end` (not `never`). Messages may be
// under way when it returns; those under way when it begins start on their way again.
void run_on_simgrid(const NetworkSpec& spec, Clockwork& world, Time end);

}  // namespace fengsui::network
