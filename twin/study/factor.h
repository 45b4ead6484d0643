// Numbers inside the input files of a scenario: reading the one a pointer names, and writing another there.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/base/strict_json.h"
#include "twin/study/study.h"

namespace fengsui {

// Fills in `unit`, `whole` and `today` from what stands at the place. `where` is where the study file names
// it, for the InputError when there is no number.
void resolve(Factor& factor, const std::vector<InputFile>& inputs, const JsonValue& where);

// The files with one value per factor written in, in the unit that stood there. Comments are lost; a "source"
// beside a changed "value" becomes an estimate of the study.
std::vector<InputFile> with_values(std::vector<InputFile> inputs, const std::vector<Factor>& factors,
                                   std::span<const double> values, const std::string& study);

}  // namespace fengsui
