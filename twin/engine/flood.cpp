#include "twin/engine/flood.h"

#include <algorithm>

namespace fengsui::engine {

bool Chatter::raised(std::uint32_t condition, Time time, const FloodRules& rules) {
  if (rules.chatter_count == 0) return false;
  std::vector<Time>& raises = raises_[condition];
  std::erase_if(raises, [&](Time raise) { return time - raise > rules.chatter_within; });
  raises.push_back(time);
  if (raises.size() < rules.chatter_count) return false;
  raises.clear();
  return true;
}

void FloodBook::take(const Compiled& compiled, const Alarm& alarm, std::uint32_t condition) {
  const FloodRules& rules = compiled.rules.flood;
  const UnitId unit = condition == no_index ? UnitId{} : compiled.directory.points[alarm.point.index].unit;

  if (alarm.event == AlarmEvent::raised) {
    standing_[alarm.id] = {alarm.enterprise, unit, alarm.time,
                           condition != no_index && never_hidden(compiled.conditions[condition])};

    // between two raises the count only falls: a flood that ended meanwhile is seen now
    Window& window = windows_[alarm.enterprise];
    while (!window.raises.empty() && alarm.time - window.raises.front() >= rules.window)
      window.raises.pop_front();
    if (window.raises.size() < rules.ends_below) window.flood = false;
    if (rules.window > Duration::zero()) window.raises.push_back(alarm.time);
    if (window.raises.size() > rules.begins_above) window.flood = true;

    if (!unit.valid()) return;
    Burst& burst = bursts_[unit];
    if (burst.count == 0 || (burst.standing == 0 && alarm.time - burst.latest > rules.burst_quiet))
      burst = {alarm.id, alarm.time, alarm.time, 0, 0};
    burst.latest = alarm.time;
    ++burst.count;
    ++burst.standing;
  } else if (ends_occurrence(alarm.event) && standing_.erase(alarm.id) != 0 && unit.valid()) {
    --bursts_[unit].standing;
  }
}

const Burst* FloodBook::burst_of(UnitId unit) const {
  const auto found = bursts_.find(unit);
  return found == bursts_.end() ? nullptr : &found->second;
}

bool FloodBook::in_flood(const FloodRules& rules, EnterpriseId enterprise, Time time) const {
  const auto found = windows_.find(enterprise);
  if (found == windows_.end() || !found->second.flood) return false;
  const auto recent =
      std::ranges::count_if(found->second.raises, [&](Time raise) { return time - raise < rules.window; });
  return static_cast<std::size_t>(recent) >= rules.ends_below;
}

std::vector<AlarmLine> FloodBook::lines(const FloodRules& rules, EnterpriseId enterprise, Time time,
                                        bool red) const {
  std::vector<std::pair<AlarmId, Standing>> order;
  for (const auto& [id, standing] : standing_)
    if (standing.enterprise == enterprise) order.emplace_back(id, standing);
  std::ranges::stable_sort(order, {}, [](const auto& entry) { return entry.second.raised; });

  const bool group = !red && in_flood(rules, enterprise, time);
  std::vector<AlarmLine> lines;
  std::map<UnitId, std::size_t> line_of;  // of a unit's group
  for (const auto& [id, standing] : order) {
    if (group && standing.unit.valid() && !standing.own_line) {
      const auto [at, fresh] = line_of.try_emplace(standing.unit, lines.size());
      if (!fresh) {
        ++lines[at->second].count;
        continue;
      }
    }
    lines.push_back({id, 1});
  }
  return lines;
}

}  // namespace fengsui::engine
