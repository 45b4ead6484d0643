// Reading data/catalogue/*.json.
//
// Throws InputError, with file and JSON pointer, for unknown or missing keys, units of the wrong dimension,
// limits out of order, names of signals, actions, points or accidents that do not exist, and sources that are
// neither listed nor marked as an estimate.
#pragma once

#include <string>
#include <string_view>

#include "sim/plant/catalogue.h"

namespace fengsui {

plant::Catalogue read_catalogue(std::string_view text, const std::string& file);

}  // namespace fengsui
