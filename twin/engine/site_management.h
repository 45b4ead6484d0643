// How a site is run, as far as its data show it: reports that did not come, and its online rate.
//
//   points = missed reports in memory × points each
//          + max(0, target − online rate) × points per share
//   online rate = 1 − silent gateway time within the sliding window / (gateways × window), 0..1
//
// A report still missing is counted again after each repetition time. The time before the start counts as
// online. Inputs: alarms in time order. Outputs: points [0..100 and more; the caller caps]. Throws nothing.
// Cost: proportional to what is remembered.
#pragma once

#include <vector>

#include "twin/engine/risk_rules.h"

namespace fengsui::engine {

struct SiteRecord {
  struct Missing {
    std::uint32_t condition;
    Time counted_next;
  };
  struct Silence {
    GatewayId gateway;
    Time from, to = never;  // never: it lasts
  };
  std::vector<Time> missed;  // ascending
  std::vector<Missing> missing;
  std::vector<Silence> silences;
  std::uint32_t gateways = 0;
};

// A report of `condition` is missing since `time`, or came.
void report_missing(SiteRecord& site, const ManagementRules& rules, std::uint32_t condition, Time time);
void report_came(SiteRecord& site, std::uint32_t condition);
void fell_silent(SiteRecord& site, GatewayId gateway, Time last_heard);
void heard_again(SiteRecord& site, GatewayId gateway, Time time);

// Counts what is still missing, and drops what no number depends on any more.
void bring_up_to(SiteRecord& site, const ManagementRules& rules, Time time);

double online_rate(const SiteRecord& site, const ManagementRules& rules, Time time);
double site_points(const SiteRecord& site, const ManagementRules& rules, Time time);

// When a count changes by itself; and how fast the points can rise or fall between two such instants
// [points/s].
Time next_count(const SiteRecord& site, const ManagementRules& rules);
double steepest_rise(const SiteRecord& site, const ManagementRules& rules);
double steepest_fall(const SiteRecord& site, const ManagementRules& rules);

}  // namespace fengsui::engine
