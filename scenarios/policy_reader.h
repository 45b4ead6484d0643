// Reads a policy file (docs/file-formats.md, "policies"): strict JSON in which every number has a source.
//
// A source is a key of the file's "sources" map, or "estimate: why". Night behaviour that is not given is the
// day's scaled by the file's "night" factors. Throws InputError that names the place.
#pragma once

#include <string>
#include <string_view>

#include "sim/workflow/policy.h"

namespace fengsui {

Policy read_policy(std::string_view text, const std::string& file);

}  // namespace fengsui
