// Two runs held against each other: what they were given, where they part, and what followed from it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "twin/judge/judgement.h"
#include "twin/study/consequence.h"
#include "twin/study/divergence.h"
#include "twin/study/input_difference.h"

namespace fengsui {

struct KpiDifference {
  std::string key;
  Label name;
  std::string unit;            // "s", "%", "1/h", "" for counts
  std::optional<double> a, b;  // absent: there was nothing to measure
};

// How many consequences are about what.
enum class Concern : std::uint8_t { plant, sensors, network, alarms, warnings, cases, other };
inline constexpr std::size_t concern_count = 7;

struct Difference {
  std::vector<InputDifference> inputs;
  bool names_differ = false;            // the runs are not about the same things
  std::vector<Divergence> divergences;  // one of each column that differs, the earliest first
  std::vector<Consequence> consequences;
  std::array<std::size_t, concern_count> concerns{};
  std::vector<KpiDifference> kpis;
  bool outcomes_differ = false;  // one of them was interrupted, say

  // Nothing that happened differs, whatever the inputs were.
  bool same() const { return divergences.empty() && !outcomes_differ; }
};

Difference difference(const Record& a, const Judgement& judgement_a, const Record& b,
                      const Judgement& judgement_b);

// In words; at most `most` lines of each list. The records must be those that were compared.
std::string difference_in_words(const Difference& difference, const Record& a, const Record& b,
                                Language language, std::size_t most);

}  // namespace fengsui
