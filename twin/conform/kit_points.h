// The plant that the conformance kit shows an engine: one invented firm with two gateways and one point per
// behaviour, [mm] from 0 to 100, sampled every second. The rules that belong to it are
// data/rules/conformance.json.
#pragma once

#include <string_view>

#include "sim/port/directory.h"

namespace fengsui::conform {

// `extra`: so many further points like CT_PLAIN, for the check of size.
Directory kit_directory(std::size_t extra = 0);

// The position of a tag. The tag must be one of the kit's.
PointId kit_point(std::string_view tag);

}  // namespace fengsui::conform
