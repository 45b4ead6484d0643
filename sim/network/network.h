// The network of gateways: takes readings, turns them into messages, stores and forwards.
//
// It decides what is sent and when; how long a message is under way is a carrier's affair (direct.h,
// simgrid_network.h): `departures` of the state names the messages to carry, and the carrier answers each
// with delivered() or failed(). An answer to the gateway takes no time of its own.
#pragma once

#include "sim/base/context.h"
#include "sim/network/network_state.h"

namespace fengsui::network {

// What the agenda brings back. `subject` is a message (detail: its serial), a link or a gateway.
enum class NetworkEvent : std::uint16_t {
  send,       // a gateway's upload or retry; detail: the plan's stamp
  heartbeat,  // of a gateway
  release,    // a message that was held back leaves
  arrive,     // the direct carrier's message is there
  give_up,    // no answer within the time-out
  link_outage_begins,
  link_outage_ends,
  gateway_outage_begins,
  gateway_outage_ends,
};

// Fills an empty state; plans heartbeats and, if wanted, the outages of links and gateways.
void start(const Context& ctx, const NetworkSpec& spec, NetworkState& state, bool random_outages);

// Takes readings whose `time` is true time; the gateway's own clock stamps them.
// They leave at the next multiple of the upload period after now, on that clock.
void accept(const Context& ctx, const NetworkSpec& spec, NetworkState& state, GatewayId gateway,
            std::span<const Reading> readings);

void handle(const Context& ctx, const NetworkSpec& spec, NetworkState& state, const Event& event);

// A carrier's answers. A message that broke is given up no sooner than its time-out.
void delivered(const Context& ctx, const NetworkSpec& spec, NetworkState& state, MessageId id);
void failed(const Context& ctx, const NetworkSpec& spec, NetworkState& state, MessageId id);

// Scripted faults. Something is up again when neither the script nor a random outage holds it down.
void set_link(const Context& ctx, NetworkState& state, LinkId link, bool up,
              DownReason reason = DownReason::scripted);
void set_gateway(const Context& ctx, const NetworkSpec& spec, NetworkState& state, GatewayId gateway, bool up,
                 DownReason reason = DownReason::scripted);
void set_clock_error(NetworkState& state, GatewayId gateway, Duration error);
void set_duplicate_probability(NetworkState& state, GatewayId gateway, double probability);
// `delay` zero: drawn from the gateway's data.
void set_late(NetworkState& state, GatewayId gateway, double probability, Duration delay = {});

// The error that the gateway's clock has by nature, to return to after a fault.
Duration natural_clock_error(const Context& ctx, const NetworkSpec& spec, GatewayId gateway);

}  // namespace fengsui::network
