// A city of about 100,000 points: the directory of the district of the ordinary month many times over, and
// what its gateways deliver within some minutes of production.
//
// The readings are those of the simulated plants, drawn one by one with noise and lag and delivered over the
// direct network, faults included. Each district replays them with an offset of its own, so that no two
// neighbours do the same at the same time. Throws InputError for a scenario or rules that cannot be read.
#pragma once

#include <vector>

#include "sim/port/engine.h"
#include "twin/engine/rules.h"

namespace fengsui::bench {

struct CityOfPoints {
  engine::Rules rules;  // data/rules/aluminium.json
  Directory directory;
  std::size_t districts = 0, points_per_district = 0, gateways_per_district = 0;

  // What arrived in one district, second by second; stamps count from the beginning of the second.
  struct Second {
    std::vector<Reading> readings;
    std::vector<GatewayBeat> beats;
  };
  std::vector<Second> recorded;
};

CityOfPoints city_of_points(std::size_t at_least);

// All that the districts deliver in the second that ends at `now`; `second` counts from 0.
CityOfPoints::Second delivered(const CityOfPoints& city, std::size_t second, Time now);

}  // namespace fengsui::bench
