#include <gtest/gtest.h>

#include "sim/base/random.h"
#include "sim/network/network_settings.h"
#include "sim/network/topology.h"

using namespace fengsui;
using namespace std::chrono_literals;

namespace {

LinkSpec wire(std::size_t first, std::size_t second, Duration latency, double bits_per_second = 1e6) {
  return {NodeId(first), NodeId(second), latency, bits_per_second, {}, "", ""};
}

// 0 platform, 1 and 2 a redundant pair, 3 access node on both, 4 and 5 gateways on 3, 6 a gateway on 2
TopologySpec diamond() {
  TopologySpec topology;
  topology.nodes.resize(7);
  topology.gateways = {NodeId(4), NodeId(5), NodeId(6)};
  topology.links = {wire(1, 0, 4ms), wire(2, 0, 1ms), wire(3, 1, 1ms),     wire(3, 2, 3ms, 5e5),
                    wire(4, 3, 2ms), wire(5, 3, 2ms), wire(2, 6, 7ms, 2e5)};
  return topology;
}

TEST(Topology, RouteIsTheFastestWayNotTheFirst) {
  const auto routes = network::routes_to_platform(diamond());
  ASSERT_EQ(routes.size(), 3u);

  // by node 2: 2 + 3 + 1 ms; by node 1 it would be 7 ms
  EXPECT_EQ(routes[0].latency, 6ms);
  EXPECT_EQ(routes[0].links, (std::vector{LinkId(4), LinkId(3), LinkId(1)}));
  EXPECT_EQ(routes[0].bottleneck_bits_per_second, 5e5);
  EXPECT_EQ(routes[2].links, (std::vector{LinkId(6), LinkId(1)}));
  EXPECT_EQ(routes[2].bottleneck_bits_per_second, 2e5);
}

TEST(Topology, SinglePointsAreThoseWithoutAWayRound) {
  const auto points = network::single_points_of_failure(diamond());

  // nodes: 3 cuts off both its gateways, 2 only gateway 6; links: the three access links
  ASSERT_EQ(points.size(), 5u);
  EXPECT_EQ(points[0].node, NodeId(2));
  EXPECT_EQ(points[0].gateways_cut_off, 1u);
  EXPECT_EQ(points[1].node, NodeId(3));
  EXPECT_EQ(points[1].gateways_cut_off, 2u);
  for (const std::size_t i : {2u, 3u, 4u}) {
    EXPECT_FALSE(points[i].node.valid());
    EXPECT_EQ(points[i].gateways_cut_off, 1u);
  }
  EXPECT_EQ(points[2].link, LinkId(4));
  EXPECT_EQ(points[4].link, LinkId(6));
}

// Every point found by taking it out and counting, on graphs with and without loops.
TEST(Topology, SinglePointsAgreeWithTakingThingsOut) {
  const auto cut_off = [](const TopologySpec& topology, NodeId without_node, LinkId without_link) {
    std::vector<bool> reached(topology.nodes.size(), false);
    if (without_node != platform_node) reached[0] = true;
    for (bool more = true; more;) {
      more = false;
      for (std::size_t i = 0; i < topology.links.size(); ++i) {
        const auto [a, b] = std::pair(topology.links[i].first, topology.links[i].second);
        if (LinkId(i) == without_link || a == without_node || b == without_node) continue;
        if (reached[a.index] == reached[b.index]) continue;
        reached[a.index] = reached[b.index] = more = true;
      }
    }
    std::size_t count = 0;
    for (const NodeId gateway : topology.gateways)
      count += gateway != without_node && !reached[gateway.index];
    return count;
  };
  const Stream stream{7, Draw::test, 0};
  for (std::uint64_t trial = 0; trial < 200; ++trial) {
    // a random tree with a few links across
    TopologySpec topology;
    const std::size_t nodes = 12;
    topology.nodes.resize(nodes);
    std::vector<std::vector<bool>> joined(nodes, std::vector<bool>(nodes, false));
    const auto join = [&](std::size_t a, std::size_t b) {
      if (a == b || joined[a][b]) return;
      joined[a][b] = joined[b][a] = true;
      topology.links.push_back(wire(a, b, 1ms));
    };
    const auto below = [&](std::uint64_t draw, std::size_t n) {
      return static_cast<std::size_t>(stream.uniform(trial * 100 + draw) * static_cast<double>(n));
    };
    for (std::size_t i = 1; i < nodes; ++i) join(i, below(i, i));
    for (std::uint64_t i = 0; i < trial % 5; ++i) join(below(20 + i, nodes), below(40 + i, nodes));
    for (const std::size_t i : {3u, 6u, 9u, 11u}) topology.gateways.emplace_back(i);

    std::vector<std::pair<std::uint32_t, std::size_t>> nodes_found, links_found, nodes_expected,
        links_expected;
    for (const SinglePoint& point : network::single_points_of_failure(topology))
      point.node.valid() ? nodes_found.emplace_back(point.node.index, point.gateways_cut_off)
                         : links_found.emplace_back(point.link.index, point.gateways_cut_off);
    for (std::uint32_t i = 1; i < nodes; ++i)
      if (const auto count = cut_off(topology, NodeId(i), LinkId())) nodes_expected.emplace_back(i, count);
    for (std::uint32_t i = 0; i < topology.links.size(); ++i)
      if (const auto count = cut_off(topology, NodeId(), LinkId(i))) links_expected.emplace_back(i, count);
    ASSERT_EQ(nodes_found, nodes_expected) << "trial " << trial;
    ASSERT_EQ(links_found, links_expected) << "trial " << trial;
  }
}

TEST(Topology, CityHasAGatewayPerEnterpriseAndFullAccessNodesOpenNewOnes) {
  NetworkSettings settings;
  settings.access_link = settings.access_uplink = settings.carrier_trunk =
      settings.district_trunk = {2ms, 1e6, {}};
  settings.enterprises_per_access_node = 2;
  settings.carriers_per_district = 2;
  settings.gateway.upload_period = 5s;
  const std::vector districts = {DistrictId(0), DistrictId(1), DistrictId(0), DistrictId(0)};
  const NetworkSpec spec = network::build_network(settings, 2, districts);

  ASSERT_EQ(spec.gateways.size(), 4u);
  EXPECT_EQ(spec.gateways[3].enterprise, EnterpriseId(3));
  for (const Route& route : spec.routes) {
    EXPECT_EQ(route.links.size(), 4u);
    EXPECT_EQ(route.latency, 8ms);
  }
  // enterprises 0 and 2 share the first access node of district 1; enterprise 3 is on the second
  EXPECT_EQ(spec.routes[0].links[1], spec.routes[2].links[1]);
  EXPECT_NE(spec.routes[0].links[1], spec.routes[3].links[1]);
  EXPECT_NE(spec.routes[0].links[2], spec.routes[3].links[2]) << "the second one belongs to the next carrier";
  EXPECT_EQ(spec.routes[0].links[3], spec.routes[3].links[3]);
  EXPECT_EQ(spec.topology.nodes[spec.topology.gateways[3].index].name_chinese, "网关4");
  EXPECT_EQ(spec.topology.links[spec.routes[3].links[0].index].name, "gateway 4 access link");

  EXPECT_EQ(network::find_link(spec.topology, "district 2 trunk"), spec.routes[1].links[3]);
  EXPECT_EQ(network::find_link(spec.topology, "2区汇聚节点干线"), spec.routes[1].links[3]);
  EXPECT_EQ(network::find_link(spec.topology, "district 3 trunk"), std::nullopt);

  // a district trunk cuts off all its enterprises
  const auto points = network::single_points_of_failure(spec.topology);
  std::size_t most = 0;
  for (const SinglePoint& point : points) most = std::max(most, point.gateways_cut_off);
  EXPECT_EQ(most, 3u);
}

}  // namespace
