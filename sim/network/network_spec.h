// The unchanging facts of a network: topology, routes, gateways.
#pragma once

#include <optional>

#include "sim/network/topology.h"

namespace fengsui {

// The gateway of one enterprise: it buffers readings, posts them one message at a time, keeps what it
// could not send, and shows by heartbeats that it lives.
struct GatewaySpec {
  EnterpriseId enterprise;

  Duration upload_period{};      // uploads leave at multiples of this on the gateway's own clock; above 0
  Duration heartbeat = forever;  // silence after which an empty message is sent
  Duration time_out{};           // after which a message without an answer counts as failed
  Duration retry{};              // from a failure to the next attempt

  std::size_t buffer_readings = 0;       // beyond this the oldest are dropped
  Duration buffer_age = forever;         // readings older than this are dropped
  std::size_t readings_per_message = 1;  // at least 1
  bool stores_while_down = false;        // samples of a gateway without power: kept, or lost

  double duplicate_probability = 0.0;  // of a message with readings
  double late_probability = 0.0;
  Delay late;  // how long a late message is held back

  Duration clock_error_sigma{};         // standard deviation over gateways
  std::optional<Duration> clock_error;  // given instead of drawn; positive: the clock is ahead
  std::uint32_t bytes_per_reading = 0;
  std::uint32_t header_bytes = 0;  // of every message, and all of a heartbeat

  OutageModel outages;  // power and plant stops
};

struct NetworkSpec {
  TopologySpec topology;
  std::vector<Route> routes;          // by GatewayId
  std::vector<GatewaySpec> gateways;  // by GatewayId
  // Messages that the platform receives at the same time; further ones wait (SimGrid only).
  std::size_t platform_connections = 512;
};

}  // namespace fengsui
