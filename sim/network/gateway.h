// One gateway's sending: when, how much, and what a failure means. Used by network.cpp only.
#pragma once

#include "sim/network/network.h"

namespace fengsui::network {

// The next multiple of the upload period, strictly after now, on the gateway's clock; in true time.
Time next_upload(const Context& ctx, const NetworkSpec& spec, const NetworkState& state, GatewayId gateway);

// Plans an upload or a retry; an earlier plan becomes void.
void plan_send(const Context& ctx, NetworkState& state, GatewayId gateway, Time time);

// Sends what is stored, unless the gateway is down or still waits for an answer.
void send_stored(const Context& ctx, const NetworkSpec& spec, NetworkState& state, GatewayId gateway);

void beat(const Context& ctx, const NetworkSpec& spec, NetworkState& state, GatewayId gateway);

// What the answer to a data message means for the gateway.
void message_arrived(const Context& ctx, const NetworkSpec& spec, NetworkState& state, MessageId id);
void message_failed(const Context& ctx, const NetworkSpec& spec, NetworkState& state, MessageId id);

}  // namespace fengsui::network
