#include "twin/engine/site_management.h"

#include <algorithm>

namespace fengsui::engine {

namespace {

bool looks_at_rate(const SiteRecord& site, const ManagementRules& rules) {
  return rules.online_points > 0.0 && site.gateways > 0;
}

// All gateways silent from now on, or all silences leaving the window.
double steepest(const ManagementRules& rules) {
  return rules.online_points / to_seconds(rules.online_window);
}

}  // namespace

void report_missing(SiteRecord& site, const ManagementRules& rules, std::uint32_t condition, Time time) {
  site.missed.push_back(time);
  site.missing.push_back({condition, after(time, rules.missed_again)});
}

void report_came(SiteRecord& site, std::uint32_t condition) {
  std::erase_if(site.missing,
                [&](const SiteRecord::Missing& missing) { return missing.condition == condition; });
}

void fell_silent(SiteRecord& site, GatewayId gateway, Time last_heard) {
  site.silences.push_back({gateway, last_heard});
}

void heard_again(SiteRecord& site, GatewayId gateway, Time time) {
  for (SiteRecord::Silence& silence : site.silences)
    if (silence.gateway == gateway && silence.to == never) silence.to = std::max(silence.from, time);
}

void bring_up_to(SiteRecord& site, const ManagementRules& rules, Time time) {
  for (SiteRecord::Missing& missing : site.missing)
    for (; missing.counted_next <= time;
         missing.counted_next = after(missing.counted_next, rules.missed_again))
      site.missed.push_back(missing.counted_next);
  std::ranges::sort(site.missed);
  std::erase_if(site.missed, [&](Time missed) { return after(missed, rules.missed_memory) <= time; });
  std::erase_if(site.silences, [&](const SiteRecord::Silence& silence) {
    return silence.to != never && after(silence.to, rules.online_window) <= time;
  });
}

double online_rate(const SiteRecord& site, const ManagementRules& rules, Time time) {
  if (!looks_at_rate(site, rules)) return 1.0;
  const Time begin = time - rules.online_window;
  Duration silent{};
  for (const SiteRecord::Silence& silence : site.silences)
    silent += std::max(Duration{}, std::min(silence.to, time) - std::max(silence.from, begin));
  return 1.0 - to_seconds(silent) / (site.gateways * to_seconds(rules.online_window));
}

double site_points(const SiteRecord& site, const ManagementRules& rules, Time time) {
  const auto missed = std::ranges::count_if(
      site.missed, [&](Time at) { return at <= time && time < after(at, rules.missed_memory); });
  const double missing_share = std::max(0.0, rules.online_target - online_rate(site, rules, time));
  return static_cast<double>(missed) * rules.missed_points + missing_share * rules.online_points;
}

Time next_count(const SiteRecord& site, const ManagementRules& rules) {
  Time next = site.missed.empty() ? never : after(site.missed.front(), rules.missed_memory);
  for (const SiteRecord::Missing& missing : site.missing) next = std::min(next, missing.counted_next);
  return next;
}

double steepest_rise(const SiteRecord& site, const ManagementRules& rules) {
  const bool lasts = std::ranges::any_of(
      site.silences, [](const SiteRecord::Silence& silence) { return silence.to == never; });
  return lasts && looks_at_rate(site, rules) ? steepest(rules) : 0.0;
}

double steepest_fall(const SiteRecord& site, const ManagementRules& rules) {
  return !site.silences.empty() && looks_at_rate(site, rules) ? steepest(rules) : 0.0;
}

}  // namespace fengsui::engine
