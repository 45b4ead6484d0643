// Reads an official register from CSV with its original Chinese headings, in any order of columns.
// The form is known by its headings. Rows of equipment that is not yet simulated are kept, with a notice.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/register.h"

namespace fengsui {

// Throws InputError with line and column heading: unknown, missing or repeated columns, rows with too few or
// too many cells, counts and capacities that are not numbers or negative, enterprises without name or named
// twice.
Register read_register(std::string_view text, const std::string& file);

}  // namespace fengsui
