// The direct carrier: a message takes the latency of its route plus its size over the narrowest link.
// Messages do not compete. Equal to SimGrid on a quiet network; wrong on a crowded one.
#pragma once

#include "sim/network/network.h"

namespace fengsui::network {

// How long a message is under way when nothing is in its way.
Duration quiet_time(const Route& route, std::uint32_t bytes);

// Carries one departure: plans its arrival, or its failure when a link of the route is down.
void depart_direct(const Context& ctx, const NetworkSpec& spec, NetworkState& state, MessageId id);

// Carries all departures of the state and empties the list.
void carry_departures(const Context& ctx, const NetworkSpec& spec, NetworkState& state);

// Takes over the messages that another carrier had under way, for a copy of a world that ran on SimGrid.
void take_over(const Context& ctx, const NetworkSpec& spec, NetworkState& state);

}  // namespace fengsui::network
