// The changing part of a network: buffers, messages under way, what is down. A value.
//
// Transient (drained by the world after each call, empty between events): `departures`, `arrivals`.
#pragma once

#include "sim/network/network_spec.h"
#include "sim/network/reading_buffer.h"

namespace fengsui {

enum class MessageRole : std::uint8_t { data, copy, heartbeat };

struct Message {
  GatewayId gateway;
  std::vector<Reading> readings;
  Time stamped{};            // when it was made, on the gateway's clock
  Time sent{};               // when the carrier got it
  std::uint64_t serial = 0;  // tells apart the users of one slot
  std::uint32_t bytes = 0;
  MessageRole role = MessageRole::data;
  bool in_flight = false;  // a carrier has it
};

// A message that reached the platform: a sign of life, with readings or (heartbeat) without.
struct Delivery {
  GatewayBeat beat;
  std::vector<Reading> readings;
};

// Reasons to be down, as bits: something is up when none holds.
enum class DownReason : std::uint8_t { scripted = 1, outage = 2 };

struct LinkState {
  std::uint8_t down = 0;
  Time last_down = Time::min();
  std::uint32_t outages = 0;  // how many were drawn
};

struct GatewayState {
  ReadingBuffer buffer;
  Duration clock_error{};
  double duplicate_probability = 0.0;
  double late_probability = 0.0;
  Duration late_delay{};  // zero: drawn

  std::uint8_t down = 0;
  std::uint32_t outages = 0;
  std::uint64_t data_messages = 0;  // made so far: the draw index of message faults
  Time last_sent = Time::min();     // of any message: a heartbeat is due when this is long ago

  MessageId outstanding;   // the data message without an answer; one at a time
  bool planned = false;    // an upload or a retry is on the agenda
  bool due = false;        // readings are to follow as soon as the outstanding one is answered
  bool retrying = false;   // the last attempt failed
  std::uint64_t plan = 0;  // stamp of the upload or retry that counts

  std::uint64_t dropped = 0;       // readings lost and not logged yet
  std::uint64_t backlog = 0;       // stored readings being sent after a failure
  std::uint64_t backlog_left = 0;  // of these, not delivered yet
  Time backlog_oldest{};           // stamp of the first of them
};

struct NetworkState {
  std::vector<GatewayState> gateways;
  std::vector<LinkState> links;
  std::vector<Message> messages;             // slots, by MessageId
  std::vector<std::uint32_t> free_messages;  // unused slots
  std::uint64_t next_serial = 1;
  std::uint64_t link_changes = 0;  // counts ups and downs, so that a carrier can follow

  std::vector<MessageId> departures;
  std::vector<Delivery> arrivals;
};

namespace network {

inline bool gateway_up(const NetworkState& state, GatewayId gateway) {
  return state.gateways[gateway.index].down == 0;
}

inline bool link_up(const NetworkState& state, LinkId link) { return state.links[link.index].down == 0; }

}  // namespace network

template <class Archive>
void visit_readings(Archive& archive, std::span<const Reading> readings) {
  archive(static_cast<std::uint64_t>(readings.size()));
  for (const Reading& reading : readings) {
    archive(reading.time);
    archive(reading.value);
    archive(reading.point);
    archive(reading.quality);
  }
}

template <class Archive>
void visit(Archive& archive, const Message& message) {
  archive(message.gateway);
  visit_readings(archive, message.readings);
  archive(message.stamped);
  archive(message.sent);
  archive(message.serial);
  archive(message.bytes);
  archive(message.role);
  archive(message.in_flight);
}

template <class Archive>
void visit(Archive& archive, const LinkState& link) {
  archive(link.down);
  archive(link.last_down);
  archive(link.outages);
}

template <class Archive>
void visit(Archive& archive, const GatewayState& gateway) {
  visit_readings(archive, gateway.buffer.readings());
  archive(gateway.clock_error);
  archive(gateway.duplicate_probability);
  archive(gateway.late_probability);
  archive(gateway.late_delay);
  archive(gateway.down);
  archive(gateway.outages);
  archive(gateway.data_messages);
  archive(gateway.last_sent);
  archive(gateway.outstanding);
  archive(gateway.planned);
  archive(gateway.due);
  archive(gateway.retrying);
  archive(gateway.plan);
  archive(gateway.dropped);
  archive(gateway.backlog);
  archive(gateway.backlog_left);
  archive(gateway.backlog_oldest);
}

template <class Archive>
void visit(Archive& archive, const NetworkState& state) {
  archive(state.gateways);
  archive(state.links);
  archive(state.messages);
  archive(state.free_messages);
  archive(state.next_serial);
  archive(state.link_changes);
  archive(state.departures);
}

}  // namespace fengsui
