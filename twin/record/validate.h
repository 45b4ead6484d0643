// Are all indices of a record inside their tables?
#pragma once

#include <string>

#include "twin/record/record.h"

namespace fengsui {

// Throws InputError naming `file`, the column and row, the index found and the size of the table.
// Indices equal to none (0xFFFFFFFF) are allowed everywhere.
void validate(const Record& record, const std::string& file);

}  // namespace fengsui
