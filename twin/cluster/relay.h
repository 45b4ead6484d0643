// What a rank that does not lead does: it carries messages between the coordinator and its workshop.
#pragma once

#include <chrono>

#include "twin/cluster/ranks.h"
#include "twin/cluster/workshop.h"

namespace fengsui::cluster {

// Until rank 0 sends it home, or says nothing for `patience`. Returns whether all ranks end together.
bool relay(Ranks& ranks, Workshop& workshop, std::chrono::milliseconds patience);

}  // namespace fengsui::cluster
