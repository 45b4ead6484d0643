// The words that plant code and data files share: unit classes, actions, and per class the keys of its
// signals, parameters, phases, faults and accidents, each with the unit its numbers are held in.
//
// The order of a table is the order of the class's enum, which is how laws address it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fengsui {

enum class UnitClass : std::uint8_t { fixed_furnace, tilting_furnace, casting_well, rope_hoist };
inline constexpr std::size_t unit_class_count = 4;
inline constexpr std::array all_unit_classes = {UnitClass::fixed_furnace, UnitClass::tilting_furnace,
                                                UnitClass::casting_well, UnitClass::rope_hoist};

// What an interlock or a person does to a line. The numbers are logged: append, never renumber.
enum class PlantAction : std::uint8_t {
  stop_cast,            // the emergency stop at the table: every device that takes the metal away
  cut_off,              // fast cut-off valve shut
  launder_break,        // launder swung away
  emergency_drain,      // drain valve to the emergency pit opened
  stop_platen,          // platen or hoist stopped, brake on
  tilt_back,            // tilting furnace returned
  plug_tap_hole,        // fixed furnace's eye plugged
  start_standby_pump,   // second mould-water pump
  start_standby_drain,  // second pit pump
  shut_burners,
  drain_furnace,
  evacuate,
  repair,
  restart,
  acknowledge_local
};

namespace plant {

// One key of a data file and the unit of its numbers.
struct Word {
  std::string_view key;
  std::string_view unit = "";
};

struct Vocabulary {
  UnitClass unit_class;
  std::string_view key, english, chinese;  // "casting_well", "well", "深井"
  std::span<const Word> signals, parameters, phases, faults, accidents;
};

struct ActionName {
  PlantAction action;
  std::string_view key, english, chinese;
};

const Vocabulary& vocabulary(UnitClass unit_class);
std::optional<UnitClass> unit_class_of(std::string_view key);

std::span<const ActionName> action_names();  // ordered by number
std::optional<PlantAction> action_of(std::string_view key);

// The position of `key` in a table of words, or nothing.
std::optional<std::size_t> position(std::span<const Word> words, std::string_view key);
std::vector<std::string> keys(std::span<const Word> words);

}  // namespace plant
}  // namespace fengsui
