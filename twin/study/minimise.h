// A failing scenario made smaller, step by step, as long as it fails in the same way.
//
// Leaves out events, rows of the register, what is written about enterprises and units, and optional words of
// events (ddmin.h); shortens the duration; writes numbers with fewer digits. Begins anew until nothing gets
// smaller. Input: a scenario that was read without error, and a test of candidates. Candidates may be
// invalid: the test says that they do not fail. Output: the smallest found. The same at any number of cores.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/scenario.h"

namespace fengsui {

struct SmallScenario {
  nlohmann::ordered_json scenario;
  std::string register_text;                // CSV
  std::vector<std::size_t> register_lines;  // where its rows begin, counted from 1

  friend bool operator==(const SmallScenario&, const SmallScenario&) = default;
};

// Answers the position of the first candidate that fails like the original; nothing when none does, or when
// no more may be tried.
using FirstAlike = std::function<std::optional<std::size_t>(const std::vector<SmallScenario>& candidates)>;

// `missed`: positions of the expectations that were missed; the others are left out.
SmallScenario minimised(SmallScenario whole, const std::vector<std::size_t>& missed, const FirstAlike& test);

// The least duration in which every expectation has its time: a scenario that ends before would miss it by
// ending. Something expected without a time needs all the time there is: `forever`.
Duration duration_needed(const Scenario& scenario);

// The same number with at most `digits` significant digits, in the same notation: "1.72 kg/s" as "2 kg/s".
std::string with_fewer_digits(const std::string& quantity, int digits);

}  // namespace fengsui
