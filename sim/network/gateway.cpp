#include "sim/network/gateway.h"

#include <algorithm>

#include "sim/network/message_slots.h"

namespace fengsui::network {

namespace {

std::uint32_t count_of(std::uint64_t number) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(number, Id<void>::none_index));
}

// Readings beyond the store's size or age are gone, the oldest first.
void drop_excess(const Context& ctx, const GatewaySpec& facts, GatewayState& gateway) {
  std::size_t excess = gateway.buffer.size() - std::min(gateway.buffer.size(), facts.buffer_readings);
  if (facts.buffer_age != forever) {
    const Time oldest_kept = ctx.now + gateway.clock_error - facts.buffer_age;
    const auto readings = gateway.buffer.readings();
    while (excess < readings.size() && readings[excess].time < oldest_kept) ++excess;
  }
  if (excess) gateway.buffer.drop_oldest(excess);
  gateway.dropped += excess;
}

// How much of the backlog got through, once it is through or breaks off.
void note_backlog(const Context& ctx, GatewayState& gateway, GatewayId id) {
  const std::uint64_t sent = gateway.backlog - gateway.backlog_left;
  const Time oldest = gateway.backlog_oldest - gateway.clock_error;
  if (sent) ctx.note(LogKind::backlog_sent, id.index, count_of(sent), 0, to_seconds(ctx.now - oldest));
  gateway.backlog = gateway.backlog_left = 0;
}

// One message of the oldest readings, with the faults that luck gives it.
void send_batch(const Context& ctx, const NetworkSpec& spec, NetworkState& state, GatewayId id) {
  const GatewaySpec& facts = spec.gateways[id.index];
  GatewayState& gateway = state.gateways[id.index];
  std::vector<Reading> readings = gateway.buffer.take(facts.readings_per_message);
  const std::uint32_t count = count_of(readings.size());
  const std::uint64_t draw = gateway.data_messages++;
  const Stream faults = ctx.stream(Draw::message_fault, id.index);

  // a duplicate is what a gateway sends that did not hear the answer
  if (faults.uniform(2 * draw) < gateway.duplicate_probability) {
    hold_back(ctx, state, make_message(ctx, spec, state, id, MessageRole::copy, readings), facts.time_out);
    ctx.note(LogKind::message_duplicated, id.index, count);
  }

  const MessageId message = make_message(ctx, spec, state, id, MessageRole::data, std::move(readings));
  if (faults.uniform(2 * draw + 1) >= gateway.late_probability) {
    gateway.outstanding = message;
    depart(ctx, state, message);
    return;
  }
  const Duration delay = gateway.late_delay > Duration::zero()
                             ? gateway.late_delay
                             : facts.late.sample(ctx.stream(Draw::message_delay, id.index).uniform(draw));
  if (delay == forever) {
    release_slot(state, message);
    ctx.note(LogKind::message_lost, id.index, count);
    return;
  }
  hold_back(ctx, state, message, delay);
  ctx.note(LogKind::message_delayed, id.index, count, 0, to_seconds(delay));
}

}  // namespace

Time next_upload(const Context& ctx, const NetworkSpec& spec, const NetworkState& state, GatewayId gateway) {
  const Duration period = spec.gateways[gateway.index].upload_period;
  const Duration own_clock = ctx.now.time_since_epoch() + state.gateways[gateway.index].clock_error;
  const Duration since_multiple = (own_clock % period + period) % period;
  return after(ctx.now, period - since_multiple);
}

void plan_send(const Context& ctx, NetworkState& state, GatewayId id, Time time) {
  GatewayState& gateway = state.gateways[id.index];
  gateway.planned = true;
  ctx.agenda.schedule(time, Room::network, static_cast<std::uint16_t>(NetworkEvent::send), id.index,
                      ++gateway.plan);
}

void accept(const Context& ctx, const NetworkSpec& spec, NetworkState& state, GatewayId id,
            std::span<const Reading> readings) {
  if (readings.empty()) return;
  const GatewaySpec& facts = spec.gateways[id.index];
  GatewayState& gateway = state.gateways[id.index];
  const bool up = gateway_up(state, id);
  if (!up && !facts.stores_while_down) {
    gateway.dropped += readings.size();
    return;
  }
  for (Reading reading : readings) {
    reading.time += gateway.clock_error;
    gateway.buffer.push(reading);
  }
  drop_excess(ctx, facts, gateway);
  if (up && !gateway.planned) plan_send(ctx, state, id, next_upload(ctx, spec, state, id));
}

void send_stored(const Context& ctx, const NetworkSpec& spec, NetworkState& state, GatewayId id) {
  GatewayState& gateway = state.gateways[id.index];
  drop_excess(ctx, spec.gateways[id.index], gateway);
  if (gateway.dropped) {
    ctx.note(LogKind::message_lost, id.index, count_of(gateway.dropped));
    gateway.dropped = 0;
  }
  if (!gateway_up(state, id)) return;
  while (!gateway.outstanding.valid() && !gateway.buffer.empty()) send_batch(ctx, spec, state, id);
  gateway.due = !gateway.buffer.empty();
}

void beat(const Context& ctx, const NetworkSpec& spec, NetworkState& state, GatewayId id) {
  const Duration period = spec.gateways[id.index].heartbeat;
  const GatewayState& gateway = state.gateways[id.index];
  Time next = after(ctx.now, period);
  if (gateway.last_sent > ctx.now - period) {
    // a message has shown that the gateway lives
    next = gateway.last_sent + period;
  } else if (gateway_up(state, id)) {
    depart(ctx, state, make_message(ctx, spec, state, id, MessageRole::heartbeat, {}));
  }
  ctx.agenda.schedule(next, Room::network, static_cast<std::uint16_t>(NetworkEvent::heartbeat), id.index);
}

void message_arrived(const Context& ctx, const NetworkSpec& spec, NetworkState& state, MessageId id) {
  const Message& message = state.messages[id.index];
  GatewayState& gateway = state.gateways[message.gateway.index];
  const std::uint64_t readings = message.readings.size();

  // the first message through after a failure: all that is stored now is the backlog
  if (gateway.retrying) {
    gateway.retrying = false;
    gateway.due = !gateway.buffer.empty();
    gateway.backlog = gateway.backlog_left = readings + gateway.buffer.size();
    gateway.backlog_oldest = message.readings.front().time;
  }
  if (gateway.backlog_left) {
    gateway.backlog_left -= std::min(gateway.backlog_left, readings);
    if (!gateway.backlog_left) note_backlog(ctx, gateway, message.gateway);
  }
  if (gateway.outstanding != id) return;
  gateway.outstanding = MessageId();
  if (gateway.due) send_stored(ctx, spec, state, message.gateway);
}

void message_failed(const Context& ctx, const NetworkSpec& spec, NetworkState& state, MessageId id) {
  const Message& message = state.messages[id.index];
  GatewayState& gateway = state.gateways[message.gateway.index];
  gateway.buffer.put_back(message.readings);
  note_backlog(ctx, gateway, message.gateway);
  gateway.retrying = true;
  if (gateway.outstanding == id) gateway.outstanding = MessageId();
  if (gateway.outstanding.valid()) {
    gateway.due = true;
  } else if (gateway_up(state, message.gateway)) {
    plan_send(ctx, state, message.gateway, after(ctx.now, spec.gateways[message.gateway.index].retry));
  }
}

}  // namespace fengsui::network
