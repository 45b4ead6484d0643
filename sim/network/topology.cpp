#include "sim/network/topology.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <cassert>
#include <numeric>

namespace fengsui::network {

namespace {

struct Wire {
  std::int64_t latency_us = 0;
  std::uint32_t link = 0;
  std::size_t component = 0;
};

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, Wire>;

Graph graph_of(const TopologySpec& topology) {
  Graph graph(topology.nodes.size());
  for (std::uint32_t i = 0; i < topology.links.size(); ++i) {
    const LinkSpec& link = topology.links[i];
    assert(!boost::edge(link.first.index, link.second.index, graph).second);
    boost::add_edge(link.first.index, link.second.index, Wire{link.latency.count(), i, 0}, graph);
  }
  return graph;
}

}  // namespace

std::optional<LinkId> find_link(const TopologySpec& topology, std::string_view name) {
  const auto link = std::ranges::find_if(topology.links, [&](const LinkSpec& candidate) {
    return candidate.name == name || candidate.name_chinese == name;
  });
  if (link == topology.links.end()) return {};
  return LinkId(static_cast<std::size_t>(link - topology.links.begin()));
}

std::vector<Route> routes_to_platform(const TopologySpec& topology) {
  const Graph graph = graph_of(topology);

  // links work both ways, so one search from the platform finds the way of every gateway
  std::vector<std::optional<Graph::edge_descriptor>> way(topology.nodes.size());
  auto towards_platform = boost::make_iterator_property_map(way.begin(), get(boost::vertex_index, graph));
  boost::dijkstra_shortest_paths(graph, platform_node.index,
                                 boost::weight_map(get(&Wire::latency_us, graph))
                                     .visitor(boost::make_dijkstra_visitor(boost::record_edge_predecessors(
                                         towards_platform, boost::on_edge_relaxed()))));

  std::vector<Route> routes;
  routes.reserve(topology.gateways.size());
  for (const NodeId gateway : topology.gateways) {
    Route route;
    std::size_t node = gateway.index;
    while (node != platform_node.index) {
      assert(way[node] && "every gateway has a way to the platform");
      const LinkId id(graph[*way[node]].link);
      const LinkSpec& link = topology.links[id.index];
      const double bandwidth = link.bandwidth_bits_per_second;
      route.bottleneck_bits_per_second =
          route.links.empty() ? bandwidth : std::min(route.bottleneck_bits_per_second, bandwidth);
      route.links.push_back(id);
      route.latency += link.latency;
      node = link.first.index == node ? link.second.index : link.first.index;
    }
    routes.push_back(std::move(route));
  }
  return routes;
}

std::vector<SinglePoint> single_points_of_failure(const TopologySpec& topology) {
  Graph graph = graph_of(topology);
  const std::size_t nodes = topology.nodes.size();

  // one depth-first search from the platform (node 0) finds the parts that hang together twice
  std::vector<std::size_t> discovered(nodes, 0), lowest(nodes, 0), parent(nodes);
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  std::vector<Graph::vertex_descriptor> articulations;
  const auto by_vertex = [&](std::vector<std::size_t>& values) {
    return boost::make_iterator_property_map(values.begin(), get(boost::vertex_index, graph));
  };
  boost::biconnected_components(graph, get(&Wire::component, graph), std::back_inserter(articulations),
                                boost::predecessor_map(by_vertex(parent))
                                    .discover_time_map(by_vertex(discovered))
                                    .lowpoint_map(by_vertex(lowest)));

  // gateways behind each node of the search tree, children before parents
  std::vector<std::size_t> behind(nodes, 0), order(nodes);
  for (const NodeId gateway : topology.gateways) ++behind[gateway.index];
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, std::greater{}, [&](std::size_t node) { return discovered[node]; });
  for (const std::size_t node : order)
    if (parent[node] != node) behind[parent[node]] += behind[node];

  // a child that cannot climb above its parent but through it is cut off with the parent
  std::vector<SinglePoint> points;
  std::ranges::sort(articulations);
  for (const std::size_t node : articulations) {
    if (node == platform_node.index) continue;
    SinglePoint point{NodeId(node), LinkId(), 0};
    for (std::size_t child = 0; child < nodes; ++child)
      if (child != node && parent[child] == node && lowest[child] >= discovered[node])
        point.gateways_cut_off += behind[child];
    if (point.gateways_cut_off) points.push_back(point);
  }

  // a link alone in its part is a bridge
  std::vector<std::size_t> links_in_part(topology.links.size() + 1, 0);
  for (const auto& edge : boost::make_iterator_range(edges(graph))) ++links_in_part[graph[edge].component];
  for (const auto& edge : boost::make_iterator_range(edges(graph))) {
    if (links_in_part[graph[edge].component] != 1) continue;
    const std::size_t from = source(edge, graph), to = target(edge, graph);
    const std::size_t far_end = discovered[from] > discovered[to] ? from : to;
    if (behind[far_end]) points.push_back({NodeId(), LinkId(graph[edge].link), behind[far_end]});
  }
  return points;
}

}  // namespace fengsui::network
