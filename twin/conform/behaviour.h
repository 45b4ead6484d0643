// A behaviour that users of alarm engines expect, and the check that asks an engine for it.
#pragma once

#include <span>
#include <string>

#include "twin/conform/driver.h"
#include "twin/record/label.h"

namespace fengsui::conform {

struct Finding {
  bool holds = false;
  std::string expected, got;
};

struct Behaviour {
  std::string_view key;  // "delays.on"
  Label what;
  Finding (*check)(const Maker& make);
};

// Holds when both stories are the same; otherwise says where they part.
Finding same(const Story& expected, const Story& got);

// The behaviours by subject. Every check is deterministic for a deterministic engine.
std::span<const Behaviour> limit_behaviours();       // limits, deadbands, delays, bad values, arming
std::span<const Behaviour> rate_behaviours();        // closed forms for independent samples
std::span<const Behaviour> detection_behaviours();   // false and missed alarms, delay of detection
std::span<const Behaviour> life_cycle_behaviours();  // generated sequences of signals
std::span<const Behaviour> flood_behaviours();       // chattering, silence
std::span<const Behaviour>
delivery_behaviours();  // duplicates, disorder, batches, clocks, dates, restart, size

}  // namespace fengsui::conform
