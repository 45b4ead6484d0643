// Reads data/rules/*.json. Every number carries a source that the file's "sources" map knows, or an
// estimate's reason.
#pragma once

#include <string>
#include <string_view>

#include "twin/engine/rules.h"

namespace fengsui::engine {

// Throws InputError with the JSON pointer: unknown keys, bad units, unknown sources, limits out of order.
Rules read_rules(std::string_view text, const std::string& file);

}  // namespace fengsui::engine
