#include "sim/network/outages.h"

#include "sim/network/gateway.h"

namespace fengsui::network {

namespace {

// Links and gateways draw from the same kinds of streams: gateways have the top bit set.
std::uint32_t whom(LinkId link) { return link.index; }
std::uint32_t whom(GatewayId gateway) { return gateway.index | 0x80000000U; }

template <class Thing>
void plan_begin(const Context& ctx, const OutageModel& model, Thing thing, std::uint32_t outages,
                NetworkEvent kind) {
  if (model.up_time.branches.empty()) return;
  const double uniform = ctx.stream(Draw::link_lifetime, whom(thing)).uniform(outages);
  ctx.agenda.schedule(after(ctx.now, model.up_time.sample(uniform)), Room::network,
                      static_cast<std::uint16_t>(kind), thing.index);
}

template <class Thing>
void plan_end(const Context& ctx, const OutageModel& model, Thing thing, std::uint32_t outages,
              NetworkEvent kind) {
  const double uniform = ctx.stream(Draw::link_repair, whom(thing)).uniform(outages);
  ctx.agenda.schedule(after(ctx.now, model.length.sample(uniform)), Room::network,
                      static_cast<std::uint16_t>(kind), thing.index);
}

// Holds or frees one reason; true when that takes the thing up or down.
bool switch_reason(std::uint8_t& down, bool up, DownReason reason) {
  const bool was_up = down == 0;
  const auto bit = static_cast<std::uint8_t>(reason);
  down = static_cast<std::uint8_t>(up ? down & ~bit : down | bit);
  return was_up != (down == 0);
}

}  // namespace

void set_link(const Context& ctx, NetworkState& state, LinkId id, bool up, DownReason reason) {
  LinkState& link = state.links[id.index];
  if (!switch_reason(link.down, up, reason)) return;
  ++state.link_changes;
  if (!up) link.last_down = ctx.now;
  ctx.note(up ? LogKind::link_up : LogKind::link_down, id.index);
}

void set_gateway(const Context& ctx, const NetworkSpec& spec, NetworkState& state, GatewayId id, bool up,
                 DownReason reason) {
  GatewayState& gateway = state.gateways[id.index];
  if (!switch_reason(gateway.down, up, reason)) return;
  ctx.note(up ? LogKind::gateway_up : LogKind::gateway_down, id.index);
  if (!up) {
    gateway.planned = false;
    ++gateway.plan;
    return;
  }
  // what lies in the store now has waited: it counts as a backlog
  if (gateway.dropped || !gateway.buffer.empty()) {
    gateway.retrying = gateway.retrying || !gateway.buffer.empty();
    plan_send(ctx, state, id, next_upload(ctx, spec, state, id));
  }
}

void plan_link_outage(const Context& ctx, const NetworkSpec& spec, const NetworkState& state, LinkId id) {
  plan_begin(ctx, spec.topology.links[id.index].outages, id, state.links[id.index].outages,
             NetworkEvent::link_outage_begins);
}

void plan_gateway_outage(const Context& ctx, const NetworkSpec& spec, const NetworkState& state,
                         GatewayId id) {
  plan_begin(ctx, spec.gateways[id.index].outages, id, state.gateways[id.index].outages,
             NetworkEvent::gateway_outage_begins);
}

void begin_link_outage(const Context& ctx, const NetworkSpec& spec, NetworkState& state, LinkId id) {
  plan_end(ctx, spec.topology.links[id.index].outages, id, state.links[id.index].outages++,
           NetworkEvent::link_outage_ends);
  set_link(ctx, state, id, false, DownReason::outage);
}

void end_link_outage(const Context& ctx, const NetworkSpec& spec, NetworkState& state, LinkId id) {
  set_link(ctx, state, id, true, DownReason::outage);
  plan_link_outage(ctx, spec, state, id);
}

void begin_gateway_outage(const Context& ctx, const NetworkSpec& spec, NetworkState& state, GatewayId id) {
  plan_end(ctx, spec.gateways[id.index].outages, id, state.gateways[id.index].outages++,
           NetworkEvent::gateway_outage_ends);
  set_gateway(ctx, spec, state, id, false, DownReason::outage);
}

void end_gateway_outage(const Context& ctx, const NetworkSpec& spec, NetworkState& state, GatewayId id) {
  set_gateway(ctx, spec, state, id, true, DownReason::outage);
  plan_gateway_outage(ctx, spec, state, id);
}

}  // namespace fengsui::network
