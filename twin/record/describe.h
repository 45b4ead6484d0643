// Log entries in words: "21:26:32 well 9: accident, steam explosion (158.2 kg)".
#pragma once

#include <string>

#include "twin/record/record.h"

namespace fengsui {

// The name behind one field of an entry; "" for nothing and for a reference to none,
// "#7" for numbers that no table names (alarms, warnings, cases) or that are out of range.
std::string describe_reference(const Record& record, const LogEntry& entry, Refers refers,
                               std::uint32_t index, Language language);

// One entry in words, without its time.
std::string describe_entry(const Record& record, const LogEntry& entry, Language language);

// The lane of an entry; workflow entries belong to the level of their office.
Lane lane_of(const Record& record, const LogEntry& entry);

// The enterprise an entry is about, or none.
EnterpriseId enterprise_of(const Record& record, const LogEntry& entry);

// The time of an entry on the wall clock of the scenario, "11:10:32"; "04-03 11:10:32" in a run of days.
std::string clock_time(const Record& record, Time time);

}  // namespace fengsui
