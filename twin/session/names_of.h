// The names of everything in a city, for the record: position i of a table describes index i of the log.
#pragma once

#include "scenarios/city_builder.h"
#include "twin/record/names.h"

namespace fengsui {

Names names_of(const BuiltCity& built);

}  // namespace fengsui
