#include "twin/engine/flood.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace fengsui::engine {

namespace {

// The entry of a number, made when it is the first of its size.
template <class Entry>
Entry& entry_of(std::vector<Entry>& entries, std::uint32_t number) {
  if (number >= entries.size()) entries.resize(number + std::size_t{1});
  return entries[number];
}

}  // namespace

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
    Window& window = entry_of(windows_, alarm.enterprise.index);
    while (!window.raises.empty() && alarm.time - window.raises.front() >= rules.window)
      window.raises.pop_front();
    if (window.raises.size() < rules.ends_below) window.flood = false;
    if (rules.window > Duration::zero()) window.raises.push_back(alarm.time);
    if (window.raises.size() > rules.begins_above) window.flood = true;

    if (!unit.valid()) return;
    Burst& burst = entry_of(bursts_, unit.index);
    if (burst.count == 0 || (burst.standing == 0 && alarm.time - burst.latest > rules.burst_quiet))
      burst = {alarm.id, alarm.time, alarm.time, 0, 0};
    burst.latest = alarm.time;
    ++burst.count;
    ++burst.standing;
  } else if (ends_occurrence(alarm.event) && standing_.erase(alarm.id) != 0 && unit.valid()) {
    --bursts_[unit.index].standing;
  }
}

const Burst* FloodBook::burst_of(UnitId unit) const {
  if (!unit.valid() || unit.index >= bursts_.size() || bursts_[unit.index].count == 0) return nullptr;
  return &bursts_[unit.index];
}

bool FloodBook::in_flood(const FloodRules& rules, EnterpriseId enterprise, Time time) const {
  if (enterprise.index >= windows_.size() || !windows_[enterprise.index].flood) return false;
  const auto recent = std::ranges::count_if(windows_[enterprise.index].raises,
                                            [&](Time raise) { return time - raise < rules.window; });
  return static_cast<std::size_t>(recent) >= rules.ends_below;
}

std::vector<AlarmLine> FloodBook::lines(const FloodRules& rules, EnterpriseId enterprise, Time time,
                                        bool red) const {
  std::vector<std::pair<AlarmId, Standing>> order;
  for (const auto& [id, standing] : standing_)
    if (standing.enterprise == enterprise) order.emplace_back(id, standing);
  std::ranges::sort(order, {},
                    [](const auto& entry) { return std::tuple(entry.second.raised, entry.first); });

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
