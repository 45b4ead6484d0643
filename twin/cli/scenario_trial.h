// How a scenario fails, tried out in a process of its own so that a crash is an answer, too.
//
// A way of failing is a text: the expectations that were missed (and whether by a wrong time or altogether),
// or what made the run prove nothing, or how the process ended. A scenario that passes has none; one that
// cannot be read is not a failure of the run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/base/time.h"
#include "twin/cli/options.h"

namespace fengsui {

struct Trial {
  std::string failure;                 // empty: passed, or bad input
  std::vector<std::size_t> missed;     // positions in the scenario's `expect`
  std::vector<std::string> in_words;   // the same for people
  std::optional<std::string> refused;  // why the scenario cannot be run
};

// Runs the files, at most `jobs` at a time; the trials are in the order of the files. `original`: duration of
// the scenario they come from; one that ends before its expectations have had their time is refused.
std::vector<Trial> try_scenarios(const std::vector<std::filesystem::path>& files,
                                 const CommonOptions& options, int jobs,
                                 std::optional<Duration> original = {});

}  // namespace fengsui
