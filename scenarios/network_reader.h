// Reads a network data file (data/networks/*.json): links, gateways, outages, with the source of each number.
#pragma once

#include <string>
#include <string_view>

#include "sim/network/network_settings.h"

namespace fengsui {

// Throws InputError (file, JSON pointer, found, expected) for anything that is not a usable network:
// unknown or missing keys, wrong units, impossible numbers, sources that the file does not define.
NetworkSettings read_network_settings(std::string_view text, const std::string& file);

}  // namespace fengsui
