// How many names each kind of reference has in a record: the bound of its indices.
#pragma once

#include <optional>

#include "twin/record/record.h"

namespace fengsui {

// Nothing for references that no table bounds (alarms, warnings, cases, counts, unused fields).
// `entry` matters where one word means several tables: phases and faults belong to the class of the entry's
// unit, sensor faults to all points, actions to the scenario, the instructor or the plant.
std::optional<std::size_t> reference_bound(const Names& names, const LogEntry& entry, Refers refers);

// The name behind a reference that is within its bound.
std::string reference_name(const Names& names, const LogEntry& entry, Refers refers, std::uint32_t index,
                           Language language);

// The class of the unit that an entry is about; nothing when it is about no unit of the tables.
const UnitClassNames* unit_class_of(const Names& names, const LogEntry& entry);

}  // namespace fengsui
