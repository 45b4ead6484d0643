// What was done in a live session, written as events of a scenario.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "sim/world.h"
#include "twin/record/record.h"
#include "twin/session/live_status.h"

namespace fengsui::live {

// One deed as docs/user-guide.md writes events; times to the microsecond, numbers that read back the same.
nlohmann::ordered_json event_of(const Deed& deed, const City& city, const Names& names);

// The scenario of a run with deeds as further events and the seed of the run, for a file in `folder`:
// references to files beside the base scenario are written anew.
std::string scenario_with(const std::vector<Deed>& deeds, const City& city, const Record& record,
                          const std::filesystem::path& folder);

}  // namespace fengsui::live
