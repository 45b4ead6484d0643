// What a network data file says, and the city-wide network that follows from it.
//
//   gateway ──access link── access node ──uplink── carrier ──trunk── district node ──trunk── city platform
#pragma once

#include "sim/network/network_spec.h"

namespace fengsui {

struct LinkSettings {
  Duration latency{};
  double bandwidth_bits_per_second = 0.0;
  OutageModel outages;
};

struct NetworkSettings {
  LinkSettings access_link, access_uplink, carrier_trunk, district_trunk;
  std::size_t enterprises_per_access_node = 1;
  std::size_t carriers_per_district = 1;
  std::size_t platform_connections = 512;
  GatewaySpec gateway;  // of every enterprise
};

namespace network {

// One gateway per enterprise, GatewayId and EnterpriseId with the same index.
NetworkSpec build_network(const NetworkSettings& settings, std::size_t districts,
                          std::span<const DistrictId> district_of_enterprise);

// A network with this topology and the same gateway everywhere.
NetworkSpec build_network(const GatewaySpec& gateway, TopologySpec topology);

}  // namespace network
}  // namespace fengsui
