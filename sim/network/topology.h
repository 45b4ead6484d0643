// The network as a graph: who is wired to whom, which way messages go, and what must not break.
//
// Nodes: the gateway of each enterprise, access nodes, carriers, district nodes, the city platform.
// A route is fixed for a run, as a leased line is; redundancy in the graph shows in the analysis only.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/delay.h"
#include "sim/base/id.h"
#include "sim/base/time.h"

namespace fengsui {

using NodeId = Id<struct NodeTag>;

enum class NodeKind : std::uint8_t { platform, district, carrier, access, gateway };

struct NodeSpec {
  NodeKind kind = NodeKind::gateway;
  std::string name;          // English, "district 3 carrier 1"
  std::string name_chinese;  // "3区运营商1"
};

// When something breaks by itself: how long it works, how long it is down. No `up_time`: never.
struct OutageModel {
  Delay up_time;
  Delay length;
};

struct LinkSpec {
  NodeId first, second;
  Duration latency{};                      // one way
  double bandwidth_bits_per_second = 0.0;  // above 0
  OutageModel outages;
  std::string name;
  std::string name_chinese;
};

// Node 0 is the platform. At most one link joins two nodes; every gateway has a way to the platform.
struct TopologySpec {
  std::vector<NodeSpec> nodes;
  std::vector<LinkSpec> links;
  std::vector<NodeId> gateways;  // by GatewayId
};

inline constexpr NodeId platform_node{0};

struct Route {
  std::vector<LinkId> links;                // from the gateway to the platform
  Duration latency{};                       // sum over the links
  double bottleneck_bits_per_second = 0.0;  // the narrowest link
};

// A node or a link without which some gateways have no way to the platform.
struct SinglePoint {
  NodeId node;  // exactly one of the two is valid
  LinkId link;
  std::size_t gateways_cut_off = 0;  // not counting the point itself
};

namespace network {

// The link of this English or Chinese name, or nothing.
std::optional<LinkId> find_link(const TopologySpec& topology, std::string_view name);

// The fastest way (sum of latencies) of each gateway to the platform, by GatewayId.
std::vector<Route> routes_to_platform(const TopologySpec& topology);

// Nodes first, then links, each by index; those that cut off no gateway are left out.
std::vector<SinglePoint> single_points_of_failure(const TopologySpec& topology);

}  // namespace network
}  // namespace fengsui
