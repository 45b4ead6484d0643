#include "sim/network/network.h"

#include <cassert>

#include "sim/base/inversion.h"
#include "sim/network/gateway.h"
#include "sim/network/message_slots.h"
#include "sim/network/outages.h"

namespace fengsui::network {

namespace {

// Draw indices of Draw::gateway_clock.
constexpr std::uint64_t clock_error_draw = 0, heartbeat_phase_draw = 1;

void start_gateway(const Context& ctx, const NetworkSpec& spec, NetworkState& state, GatewayId id) {
  const GatewaySpec& facts = spec.gateways[id.index];
  GatewayState& gateway = state.gateways[id.index];
  gateway.clock_error = natural_clock_error(ctx, spec, id);
  gateway.duplicate_probability = facts.duplicate_probability;
  gateway.late_probability = facts.late_probability;

  // heartbeats of a city do not come in step
  if (facts.heartbeat == forever) return;
  const double uniform = ctx.stream(Draw::gateway_clock, id.index).uniform(heartbeat_phase_draw);
  const Duration phase = from_seconds(to_seconds(facts.heartbeat) * uniform);
  ctx.agenda.schedule(ctx.now + phase, Room::network, static_cast<std::uint16_t>(NetworkEvent::heartbeat),
                      id.index);
}

// A message that did not come through, found out by its time-out.
void give_up(const Context& ctx, const NetworkSpec& spec, NetworkState& state, MessageId id) {
  if (state.messages[id.index].role == MessageRole::data) message_failed(ctx, spec, state, id);
  release_slot(state, id);
}

// A link that went down since the message left broke it, even if it is up again.
bool broken(const NetworkSpec& spec, const NetworkState& state, const Message& message) {
  for (const LinkId link : spec.routes[message.gateway.index].links)
    if (state.links[link.index].last_down >= message.sent) return true;
  return false;
}

void arrive(const Context& ctx, const NetworkSpec& spec, NetworkState& state, const Event& event) {
  const MessageId id(event.subject);
  if (!current(state, event) || !state.messages[id.index].in_flight) return;
  broken(spec, state, state.messages[id.index]) ? failed(ctx, spec, state, id)
                                                : delivered(ctx, spec, state, id);
}

void send(const Context& ctx, const NetworkSpec& spec, NetworkState& state, const Event& event) {
  GatewayState& gateway = state.gateways[event.subject];
  if (gateway.plan != event.detail) return;
  gateway.planned = false;
  send_stored(ctx, spec, state, GatewayId(event.subject));
}

}  // namespace

void start(const Context& ctx, const NetworkSpec& spec, NetworkState& state, bool random_outages) {
  state.gateways.resize(spec.gateways.size());
  state.links.resize(spec.topology.links.size());
  for (std::size_t i = 0; i < spec.gateways.size(); ++i) start_gateway(ctx, spec, state, GatewayId(i));
  if (!random_outages) return;
  for (std::size_t i = 0; i < spec.topology.links.size(); ++i) plan_link_outage(ctx, spec, state, LinkId(i));
  for (std::size_t i = 0; i < spec.gateways.size(); ++i) plan_gateway_outage(ctx, spec, state, GatewayId(i));
}

void delivered(const Context& ctx, const NetworkSpec& spec, NetworkState& state, MessageId id) {
  assert(state.messages[id.index].in_flight);
  if (state.messages[id.index].role == MessageRole::data) message_arrived(ctx, spec, state, id);
  Message message = release_slot(state, id);
  state.arrivals.push_back({{message.gateway, message.stamped, ctx.now}, std::move(message.readings)});
}

void failed(const Context& ctx, const NetworkSpec& spec, NetworkState& state, MessageId id) {
  Message& message = state.messages[id.index];
  assert(message.in_flight);
  message.in_flight = false;
  const Time known = after(message.sent, spec.gateways[message.gateway.index].time_out);
  if (ctx.now < known) {
    schedule_message(ctx, state, known, NetworkEvent::give_up, id);
  } else {
    give_up(ctx, spec, state, id);
  }
}

void set_clock_error(NetworkState& state, GatewayId gateway, Duration error) {
  state.gateways[gateway.index].clock_error = error;
}

void set_duplicate_probability(NetworkState& state, GatewayId gateway, double probability) {
  state.gateways[gateway.index].duplicate_probability = probability;
}

void set_late(NetworkState& state, GatewayId gateway, double probability, Duration delay) {
  state.gateways[gateway.index].late_probability = probability;
  state.gateways[gateway.index].late_delay = delay;
}

Duration natural_clock_error(const Context& ctx, const NetworkSpec& spec, GatewayId gateway) {
  const GatewaySpec& facts = spec.gateways[gateway.index];
  if (facts.clock_error) return *facts.clock_error;
  const double uniform = ctx.stream(Draw::gateway_clock, gateway.index).uniform(clock_error_draw);
  return from_seconds(to_seconds(facts.clock_error_sigma) * normal_quantile(uniform));
}

void handle(const Context& ctx, const NetworkSpec& spec, NetworkState& state, const Event& event) {
  switch (static_cast<NetworkEvent>(event.kind)) {
    case NetworkEvent::send:
      return send(ctx, spec, state, event);
    case NetworkEvent::heartbeat:
      return beat(ctx, spec, state, GatewayId(event.subject));
    case NetworkEvent::release:
      if (current(state, event)) depart(ctx, state, MessageId(event.subject));
      return;
    case NetworkEvent::arrive:
      return arrive(ctx, spec, state, event);
    case NetworkEvent::give_up:
      if (current(state, event)) give_up(ctx, spec, state, MessageId(event.subject));
      return;
    case NetworkEvent::link_outage_begins:
      return begin_link_outage(ctx, spec, state, LinkId(event.subject));
    case NetworkEvent::link_outage_ends:
      return end_link_outage(ctx, spec, state, LinkId(event.subject));
    case NetworkEvent::gateway_outage_begins:
      return begin_gateway_outage(ctx, spec, state, GatewayId(event.subject));
    case NetworkEvent::gateway_outage_ends:
      return end_gateway_outage(ctx, spec, state, GatewayId(event.subject));
  }
  assert(false && "an event of the network has a kind of the network");
}

}  // namespace fengsui::network
