// The value of a log entry with its unit and its meaning: "158.2 kg", "after 30.52 s", "score 80.5".
#pragma once

#include <string>

#include "twin/record/record.h"

namespace fengsui {

// "" when the kind of entry has no value or the value says nothing.
std::string value_in_words(const Record& record, const LogEntry& entry, Language language);

}  // namespace fengsui
