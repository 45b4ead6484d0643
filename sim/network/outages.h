// Links and gateways that break by themselves. Used by network.cpp only.
#pragma once

#include "sim/network/network.h"

namespace fengsui::network {

void plan_link_outage(const Context& ctx, const NetworkSpec& spec, const NetworkState& state, LinkId link);
void plan_gateway_outage(const Context& ctx, const NetworkSpec& spec, const NetworkState& state,
                         GatewayId gateway);

void begin_link_outage(const Context& ctx, const NetworkSpec& spec, NetworkState& state, LinkId link);
void end_link_outage(const Context& ctx, const NetworkSpec& spec, NetworkState& state, LinkId link);
void begin_gateway_outage(const Context& ctx, const NetworkSpec& spec, NetworkState& state,
                          GatewayId gateway);
void end_gateway_outage(const Context& ctx, const NetworkSpec& spec, NetworkState& state, GatewayId gateway);

}  // namespace fengsui::network
