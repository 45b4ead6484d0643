// One accident of a study of rare accidents as an ordinary run: its way is gone once more, luck by luck, and
// then on to the end of the scenario.
#pragma once

#include <string>

#include "twin/cli/run_scenario.h"
#include "twin/study/rare_file.h"

namespace fengsui {

// `source`: how the accident is named, "out/leak/rare.h5#17". The record has it, and the luck, as an input
// of the role "luck", and says in its description when the luck was drawn anew. Throws InputError, also when
// the accident does not happen at its time, as when another version of the program does it.
RunResult replay_accident(const RareReplay& replay, const std::string& source);

}  // namespace fengsui
