// How well data reached the platform, per gateway.
#pragma once

#include <vector>

#include "twin/record/record.h"

namespace fengsui {

struct GatewayScore {
  GatewayId gateway;
  double online_rate = 1.0;  // share of the run in which the platform saw it online, 0..1
  double up_rate = 1.0;      // share in which it really was up, 0..1
  std::uint64_t readings = 0;
  std::uint64_t bad_readings = 0;
  std::uint64_t readings_lost = 0;  // as counted by message_lost
  std::uint64_t duplicated = 0, delayed = 0, backlogs = 0;
  double mean_latency_s = 0.0, worst_latency_s = 0.0;  // received minus the gateway's stamp
};

std::vector<GatewayScore> score_gateways(const Record& record);

}  // namespace fengsui
