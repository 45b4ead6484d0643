// The way of an alarm as a graph: instruments → gateway → links → server → channels → offices.
//
// What fails alone or in pairs there is known without running anything (twin/study/cut_sets.h). The graph
// takes any one of the alarms behind the warning to be enough, and any one office that hears of it; it has
// all lines of the network, while messages keep to one route. The simulation knows better: the two are
// compared.
#pragma once

#include "twin/study/cut_sets.h"
#include "twin/weak/fault_place.h"

namespace fengsui::weak {

struct PathGraph {
  WayGraph graph;
  std::vector<std::optional<std::size_t>> vertex_of;  // by place; none: not on any way
};

PathGraph path_graph(const BuiltCity& built, const AlarmPath& path, const std::vector<FaultPlace>& places);

struct PlaceCuts {
  std::vector<std::size_t> single;                         // places, ascending
  std::vector<std::pair<std::size_t, std::size_t>> pairs;  // of places, ascending
  std::optional<std::size_t> smallest;                     // how many parts must fail at least
};

PlaceCuts cuts_of(const PathGraph& graph);

}  // namespace fengsui::weak
