#include "sim/plant/vocabulary.h"

#include <algorithm>

#include "sim/plant/casting_well.h"
#include "sim/plant/fixed_furnace.h"
#include "sim/plant/rope_hoist.h"
#include "sim/plant/tilting_furnace.h"

namespace fengsui::plant {

namespace {

using A = PlantAction;

constexpr std::array actions = {
    ActionName{A::stop_cast, "stop_cast", "stop the cast", "紧急停铸"},
    ActionName{A::cut_off, "cut_off", "shut the fast cut-off valve", "关闭快速切断阀"},
    ActionName{A::launder_break, "launder_break", "swing the launder away", "断开流槽"},
    ActionName{A::emergency_drain, "emergency_drain", "open the emergency drain", "开启紧急排放阀"},
    ActionName{A::stop_platen, "stop_platen", "stop the platen", "停止底座下降"},
    ActionName{A::tilt_back, "tilt_back", "tilt the furnace back", "倾动炉回倾"},
    ActionName{A::plug_tap_hole, "plug_tap_hole", "plug the tap-hole", "封堵炉眼"},
    ActionName{A::start_standby_pump, "start_standby_pump", "start the standby water pump", "启动备用水泵"},
    ActionName{A::start_standby_drain, "start_standby_drain", "start the standby pit pump", "启动备用排水泵"},
    ActionName{A::shut_burners, "shut_burners", "shut the burners", "关闭烧嘴"},
    ActionName{A::drain_furnace, "drain_furnace", "drain the furnace", "排空炉内铝液"},
    ActionName{A::evacuate, "evacuate", "evacuate", "撤离人员"},
    ActionName{A::repair, "repair", "repair", "维修"},
    ActionName{A::restart, "restart", "restart", "恢复生产"},
    ActionName{A::acknowledge_local, "acknowledge_local", "acknowledge on site", "现场确认"},
};

const std::array classes = {fixed_furnace::vocabulary(), tilting_furnace::vocabulary(),
                            casting_well::vocabulary(), rope_hoist::vocabulary()};

}  // namespace

const Vocabulary& vocabulary(UnitClass unit_class) { return classes[static_cast<std::size_t>(unit_class)]; }

std::optional<UnitClass> unit_class_of(std::string_view key) {
  for (const Vocabulary& words : classes)
    if (words.key == key) return words.unit_class;
  return {};
}

std::span<const ActionName> action_names() { return actions; }

std::optional<PlantAction> action_of(std::string_view key) {
  const auto row = std::ranges::find(actions, key, &ActionName::key);
  return row == actions.end() ? std::nullopt : std::optional(row->action);
}

std::optional<std::size_t> position(std::span<const Word> words, std::string_view key) {
  const auto word = std::ranges::find(words, key, &Word::key);
  if (word == words.end()) return {};
  return static_cast<std::size_t>(word - words.begin());
}

std::vector<std::string> keys(std::span<const Word> words) {
  std::vector<std::string> result;
  for (const Word& word : words) result.emplace_back(word.key);
  return result;
}

}  // namespace fengsui::plant
