#include "sim/network/network_settings.h"

#include <cassert>

namespace fengsui::network {

namespace {

struct Named {
  std::string english, chinese;
};

NodeId add_node(TopologySpec& topology, NodeKind kind, const Named& name) {
  topology.nodes.push_back({kind, name.english, name.chinese});
  return NodeId(topology.nodes.size() - 1);
}

void add_link(TopologySpec& topology, NodeId lower, NodeId upper, const LinkSettings& settings,
              const Named& name) {
  const NodeSpec& node = topology.nodes[lower.index];
  topology.links.push_back({lower, upper, settings.latency, settings.bandwidth_bits_per_second,
                            settings.outages, node.name + " " + name.english,
                            node.name_chinese + name.chinese});
}

// One district: its node, its carriers, and access nodes as its enterprises need them.
struct District {
  NodeId node;
  std::vector<NodeId> carriers;
  std::size_t access_nodes = 0, enterprises = 0;
  NodeId open_access_node;
};

}  // namespace

NetworkSpec build_network(const GatewaySpec& gateway, TopologySpec topology) {
  assert(gateway.upload_period > Duration::zero() && gateway.readings_per_message > 0);
  NetworkSpec spec;
  spec.topology = std::move(topology);
  spec.routes = routes_to_platform(spec.topology);
  for (std::size_t i = 0; i < spec.topology.gateways.size(); ++i) {
    spec.gateways.push_back(gateway);
    spec.gateways.back().enterprise = EnterpriseId(i);
  }
  return spec;
}

NetworkSpec build_network(const NetworkSettings& settings, std::size_t districts,
                          std::span<const DistrictId> district_of_enterprise) {
  assert(settings.enterprises_per_access_node > 0 && settings.carriers_per_district > 0);
  TopologySpec topology;
  add_node(topology, NodeKind::platform, {"city platform", "市级平台"});

  std::vector<District> places(districts);
  for (std::size_t d = 0; d < districts; ++d) {
    const std::string number = std::to_string(d + 1);
    places[d].node = add_node(topology, NodeKind::district, {"district " + number, number + "区汇聚节点"});
    add_link(topology, places[d].node, platform_node, settings.district_trunk, {"trunk", "干线"});
    for (std::size_t c = 0; c < settings.carriers_per_district; ++c) {
      const std::string carrier = std::to_string(c + 1);
      places[d].carriers.push_back(
          add_node(topology, NodeKind::carrier,
                   {"district " + number + " carrier " + carrier, number + "区运营商" + carrier}));
      add_link(topology, places[d].carriers.back(), places[d].node, settings.carrier_trunk,
               {"trunk", "干线"});
    }
  }

  for (std::size_t e = 0; e < district_of_enterprise.size(); ++e) {
    assert(district_of_enterprise[e].index < districts);
    const std::string district = std::to_string(district_of_enterprise[e].index + 1);
    District& place = places[district_of_enterprise[e].index];

    // a full access node opens the next one, which belongs to the next carrier
    if (place.enterprises++ % settings.enterprises_per_access_node == 0) {
      const NodeId carrier = place.carriers[place.access_nodes++ % place.carriers.size()];
      const std::string access = std::to_string(place.access_nodes);
      place.open_access_node =
          add_node(topology, NodeKind::access,
                   {"district " + district + " access node " + access, district + "区接入点" + access});
      add_link(topology, place.open_access_node, carrier, settings.access_uplink, {"uplink", "上行链路"});
    }
    const std::string number = std::to_string(e + 1);
    topology.gateways.push_back(
        add_node(topology, NodeKind::gateway, {"gateway " + number, "网关" + number}));
    add_link(topology, topology.gateways.back(), place.open_access_node, settings.access_link,
             {"access link", "接入链路"});
  }

  NetworkSpec spec = build_network(settings.gateway, std::move(topology));
  spec.platform_connections = settings.platform_connections;
  return spec;
}

}  // namespace fengsui::network
