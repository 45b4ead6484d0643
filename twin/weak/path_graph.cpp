#include "twin/weak/path_graph.h"

#include <algorithm>
#include <map>
#include <set>

namespace fengsui::weak {

namespace {

class Builder {
 public:
  Builder(const BuiltCity& built, const AlarmPath& path, const std::vector<FaultPlace>& places)
      : built_(&built), path_(&path) {
    graph_.graph.source = add(false);
    graph_.graph.sink = add(false);
    graph_.vertex_of.resize(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (!on_the_way(places[i])) continue;
      const std::size_t vertex = add(true);
      graph_.vertex_of[i] = vertex;
      vertex_[{places[i].kind, places[i].index}] = vertex;
    }
  }

  PathGraph build() {
    const std::size_t gateway = at(PlaceKind::gateway, gateway_of(path_->enterprise).index);
    for (const auto& [what, vertex] : vertex_)
      if (what.first == PlaceKind::sensor) {
        way(graph_.graph.source, vertex);
        way(vertex, gateway);
      }
    add_network(gateway);
    add_people();
    return std::move(graph_);
  }

 private:
  std::size_t add(bool fails) { return graph_.graph.add(fails); }
  void way(std::size_t from, std::size_t to) { graph_.graph.ways.emplace_back(from, to); }
  std::size_t at(PlaceKind kind, std::uint32_t index) const { return vertex_.at({kind, index}); }

  bool on_the_way(const FaultPlace& place) const {
    if (place.kind != PlaceKind::sensor || path_->alarms.empty()) return true;
    return std::ranges::any_of(path_->alarms,
                               [&](const PathAlarm& alarm) { return alarm.point.index == place.index; });
  }

  void add_network(std::size_t gateway) {
    const TopologySpec& topology = built_->city.network.topology;
    std::vector<std::size_t> node(topology.nodes.size());
    const NodeId own = topology.gateways[gateway_of(path_->enterprise).index];
    for (std::size_t i = 0; i < node.size(); ++i)
      node[i] = i == platform_node.index ? at(PlaceKind::server, platform_node.index)
                : i == own.index         ? gateway
                                         : add(false);
    for (std::size_t i = 0; i < topology.links.size(); ++i) {
      const LinkSpec& link = topology.links[i];
      const auto known = vertex_.find({PlaceKind::link, static_cast<std::uint32_t>(i)});
      // a line that is not on the route cannot be chosen as a place, so it does not fail here
      const std::size_t vertex = known == vertex_.end() ? add(false) : known->second;
      for (const NodeId end : {link.first, link.second}) {
        way(node[end.index], vertex);
        way(vertex, node[end.index]);
      }
    }
  }

  // the enterprise is told of everything, other levels as the colour says; where nothing is sent, people sit
  // in the same house
  void add_people() {
    const Policy& policy = built_->city.workflow.policy;
    const auto& red = policy.colours[static_cast<std::size_t>(Colour::red)];
    std::set<std::size_t> levels{0, red.responsible};
    levels.insert(red.informed.begin(), red.informed.end());
    const std::size_t server = at(PlaceKind::server, platform_node.index);
    for (const auto& [what, vertex] : vertex_)
      if (what.first == PlaceKind::channel) way(server, vertex);
    for (std::size_t level = 0; level < path_->offices.size(); ++level) {
      if (!levels.contains(level)) continue;
      const std::size_t office = at(PlaceKind::officer, path_->offices[level].index);
      way(office, graph_.graph.sink);
      const auto& sends = policy.levels[level].sends[static_cast<std::size_t>(Colour::red)];
      std::set<std::uint8_t> channels;
      for (const auto& send : sends) channels.insert(send.channel);
      for (const std::uint8_t channel : channels) way(at(PlaceKind::channel, channel), office);
      if (sends.empty()) way(server, office);
    }
  }

  const BuiltCity* built_;
  const AlarmPath* path_;
  PathGraph graph_;
  std::map<std::pair<PlaceKind, std::uint32_t>, std::size_t> vertex_;
};

}  // namespace

PathGraph path_graph(const BuiltCity& built, const AlarmPath& path, const std::vector<FaultPlace>& places) {
  return Builder(built, path, places).build();
}

PlaceCuts cuts_of(const PathGraph& graph) {
  std::map<std::size_t, std::size_t> place_of;
  for (std::size_t i = 0; i < graph.vertex_of.size(); ++i)
    if (graph.vertex_of[i]) place_of[*graph.vertex_of[i]] = i;
  PlaceCuts cuts;
  const CutSets sets = minimal_cut_sets(graph.graph);
  for (const std::size_t vertex : sets.single) cuts.single.push_back(place_of.at(vertex));
  for (const auto& [one, other] : sets.pairs)
    cuts.pairs.push_back(std::minmax(place_of.at(one), place_of.at(other)));
  std::ranges::sort(cuts.single);
  std::ranges::sort(cuts.pairs);
  cuts.smallest = smallest_cut(graph.graph);
  return cuts;
}

}  // namespace fengsui::weak
