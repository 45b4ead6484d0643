// A city of 300 enterprises in twelve districts with ordinary luck: the register of the ordinary month
// fifteen times over, with random faults and outages.
//
// Writes city.json and city.csv into `folder`; the run file goes there, too.
#pragma once

#include <filesystem>

#include "twin/session/live_session.h"

namespace fengsui::viz::testing {

live::Setup city_of_300(const std::filesystem::path& folder);

}  // namespace fengsui::viz::testing
