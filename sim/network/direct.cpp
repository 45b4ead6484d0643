#include "sim/network/direct.h"

#include <algorithm>

#include "sim/network/message_slots.h"

namespace fengsui::network {

Duration quiet_time(const Route& route, std::uint32_t bytes) {
  return route.latency + from_seconds(bytes * 8.0 / route.bottleneck_bits_per_second);
}

void depart_direct(const Context& ctx, const NetworkSpec& spec, NetworkState& state, MessageId id) {
  const Message& message = state.messages[id.index];
  const Route& route = spec.routes[message.gateway.index];
  if (!std::ranges::all_of(route.links, [&](LinkId link) { return link_up(state, link); }))
    return failed(ctx, spec, state, id);
  const Time arrival = after(message.sent, quiet_time(route, message.bytes));
  schedule_message(ctx, state, std::max(ctx.now, arrival), NetworkEvent::arrive, id);
}

void carry_departures(const Context& ctx, const NetworkSpec& spec, NetworkState& state) {
  // a departure never causes another one, but a failure without time-out plans a retry
  for (const MessageId id : state.departures) depart_direct(ctx, spec, state, id);
  state.departures.clear();
}

void take_over(const Context& ctx, const NetworkSpec& spec, NetworkState& state) {
  reclaim_departures(state);
  carry_departures(ctx, spec, state);
}

}  // namespace fengsui::network
