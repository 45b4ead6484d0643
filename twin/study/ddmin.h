// Delta debugging (Zeller and Hildebrandt 2002, algorithm ddmin): the parts of a whole that are needed for a
// failure, found by leaving parts out.
//
// Inputs: how many parts, and a test. Output: numbers of the parts that were kept, in order; leaving out any
// single one of them would no longer fail (1-minimal), unless the test gave up. Needs at most about n²
// candidates, n log n when few parts matter. The whole is taken to fail and is not tested.
#pragma once

#include <functional>
#include <optional>
#include <vector>

namespace fengsui {

using Parts = std::vector<std::size_t>;

// Answers the position of the first candidate that still fails; nothing when none does, or when no more may
// be tried. Candidates may be tried side by side, only the answer counts.
using FirstFailing = std::function<std::optional<std::size_t>(const std::vector<Parts>& candidates)>;

Parts ddmin(std::size_t parts, const FirstFailing& first_failing);

}  // namespace fengsui
