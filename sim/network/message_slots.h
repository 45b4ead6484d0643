// Messages as slots of a table: made, handed to a carrier, freed.
#pragma once

#include "sim/network/network.h"

namespace fengsui::network {

MessageId make_message(const Context& ctx, const NetworkSpec& spec, NetworkState& state, GatewayId gateway,
                       MessageRole role, std::vector<Reading> readings);

// The carrier gets the message now.
void depart(const Context& ctx, NetworkState& state, MessageId id);

// The message leaves after `delay`.
void hold_back(const Context& ctx, const NetworkState& state, MessageId id, Duration delay);

void schedule_message(const Context& ctx, const NetworkState& state, Time time, NetworkEvent kind,
                      MessageId id);

// Takes the messages under way from the carrier that had them: all are departures again, and what that
// carrier planned for them is void.
void reclaim_departures(NetworkState& state);

// Whether an event speaks of the message that is in the slot now.
bool current(const NetworkState& state, const Event& event);

// Empties the slot and returns what was in it.
Message release_slot(NetworkState& state, MessageId id);

}  // namespace fengsui::network
