// Single rows of a record in words, for people who compare two runs. Names come from the record's own tables.
#pragma once

#include "twin/record/record.h"

namespace fengsui {

Label row_in_words(const Record& record, const LogEntry& entry);
Label row_in_words(const Record& record, const SegmentEntry& entry);
Label row_in_words(const Record& record, const ReadingEntry& entry);
Label row_in_words(const Record& record, const Alarm& alarm);
Label row_in_words(const Record& record, const Warning& warning);

}  // namespace fengsui
