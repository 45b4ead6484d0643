#include <algorithm>

#include "sim/base/text.h"
#include "twin/conform/behaviour.h"

namespace fengsui::conform {

namespace {

// Comes every `gap` seconds and goes at once, so many times.
Story come_and_go(const Maker& make, std::string_view tag, int times, double gap_s) {
  Driver driver(make);
  for (int i = 0; i < times; ++i) {
    driver.read(i * gap_s, tag, 60);
    driver.read(i * gap_s + 5, tag, 10);
  }
  driver.wait_until(times * gap_s + 10'000);
  return driver.story();
}

std::string summary(const Story& story, std::string_view event) {
  return std::to_string(
             std::ranges::count_if(story, [&](const std::string& line) { return line.starts_with(event); })) +
         " " + std::string(event);
}

Finding counted(const Story& story, const std::string& shelved, const std::string& raised) {
  return same({shelved, raised}, {summary(story, "shelved"), summary(story, "raised")});
}

// The third raise within sixty seconds, the last microsecond included.
Finding chattering(const Maker& make) {
  return counted(come_and_go(make, "CT_PLAIN", 3, 30.0), "1 shelved", "3 raised");
}
Finding not_quite(const Maker& make) {
  return counted(come_and_go(make, "CT_PLAIN", 6, 30.5), "0 shelved", "6 raised");
}
Finding urgent(const Maker& make) {
  return counted(come_and_go(make, "CT_URGENT", 12, 10.0), "0 shelved", "12 raised");
}

// Beats stop: the platform hears nothing for five minutes.
Finding silent_gateway(const Maker& make) {
  Driver driver(make);
  for (int t = 0; t <= 600; t += 30) {
    std::vector<GatewayBeat> beats = {{GatewayId(0), at(t), at(t)}};
    if (t <= 120) beats.push_back({GatewayId(1), at(t), at(t)});
    driver.exchange(at(t), {}, beats);
  }
  Story offline;
  for (const Alarm& alarm : driver.gateway_alarms())
    offline.push_back("gateway " + std::to_string(alarm.gateway.index) + " at " +
                      format_number(to_seconds(alarm.time - scenario_start)));
  return same({"gateway 1 at 420"}, offline);
}

}  // namespace

std::span<const Behaviour> flood_behaviours() {
  static const Behaviour list[] = {
      {"floods.chattering",
       {"the third raise in a minute is shelved by rule", "一分钟内第三次报警自动搁置"},
       chattering},
      {"floods.not_quite", {"raises further apart are not shelved", "间隔较大的报警不搁置"}, not_quite},
      {"floods.urgent", {"priority 1 is never shelved by rule", "一级优先级从不自动搁置"}, urgent},
      {"silence.gateway",
       {"a gateway silent for five minutes is offline, and no other", "网关静默五分钟判为离线"},
       silent_gateway},
  };
  return list;
}

}  // namespace fengsui::conform
