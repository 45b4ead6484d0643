#include "sim/network/message_slots.h"

#include <utility>

namespace fengsui::network {

MessageId make_message(const Context& ctx, const NetworkSpec& spec, NetworkState& state, GatewayId gateway,
                       MessageRole role, std::vector<Reading> readings) {
  MessageId id(state.messages.size());
  if (state.free_messages.empty()) {
    state.messages.emplace_back();
  } else {
    id = MessageId(state.free_messages.back());
    state.free_messages.pop_back();
  }
  const GatewaySpec& facts = spec.gateways[gateway.index];
  Message& message = state.messages[id.index];
  message.gateway = gateway;
  message.bytes = facts.header_bytes + facts.bytes_per_reading * static_cast<std::uint32_t>(readings.size());
  message.readings = std::move(readings);
  message.stamped = ctx.now + state.gateways[gateway.index].clock_error;
  message.serial = state.next_serial++;
  message.role = role;
  message.in_flight = false;
  return id;
}

void depart(const Context& ctx, NetworkState& state, MessageId id) {
  Message& message = state.messages[id.index];
  message.sent = ctx.now;
  message.in_flight = true;
  state.gateways[message.gateway.index].last_sent = ctx.now;
  state.departures.push_back(id);
}

void schedule_message(const Context& ctx, const NetworkState& state, Time time, NetworkEvent kind,
                      MessageId id) {
  ctx.agenda.schedule(time, Room::network, static_cast<std::uint16_t>(kind), id.index,
                      state.messages[id.index].serial);
}

void hold_back(const Context& ctx, const NetworkState& state, MessageId id, Duration delay) {
  schedule_message(ctx, state, after(ctx.now, delay), NetworkEvent::release, id);
}

void reclaim_departures(NetworkState& state) {
  state.departures.clear();
  for (std::size_t i = 0; i < state.messages.size(); ++i) {
    if (!state.messages[i].in_flight) continue;
    state.messages[i].serial = state.next_serial++;
    state.departures.emplace_back(i);
  }
}

bool current(const NetworkState& state, const Event& event) {
  return state.messages[event.subject].serial == event.detail;
}

Message release_slot(NetworkState& state, MessageId id) {
  state.free_messages.push_back(id.index);
  return std::exchange(state.messages[id.index], Message{});
}

}  // namespace fengsui::network
