// What `fengsui weak` found: every single fault with its effect, pairs that do more, cut sets, and how much
// of each was looked at. As text for people, CSV and JSON for programs. Throws nothing.
#pragma once

#include "twin/weak/effect.h"
#include "twin/weak/pair_plan.h"
#include "twin/weak/path_graph.h"

namespace fengsui::weak {

struct SingleFault {
  Injection injection;
  EffectSize size;
};

struct FaultPair {
  Injection first, second;
  EffectSize size;
  bool more = false;  // worse than either fault alone
};

// Two places that cut the way on paper, both lost from the start.
struct CutPair {
  std::size_t first = 0, second = 0;  // places
  EffectSize size;
};

struct WeakResult {
  std::string scenario;  // id
  std::uint64_t seed = 0;
  std::string network;
  std::string enterprise;
  std::size_t other_red_warnings = 0;  // of other enterprises in the same run
  AlarmPath path;
  std::vector<FaultPlace> places;
  std::optional<Duration> lasting;
  Duration least{};

  std::size_t singles_planned = 0;
  std::vector<SingleFault> singles;  // in the order of places, faults and moments
  PlaceCuts cuts;
  std::vector<CutPair> cut_pairs;
  ArrayCoverage pair_coverage;  // of the pairs that were run
  std::size_t pairs_planned = 0;
  std::vector<FaultPair> pairs;
  bool complete = true;  // not stopped

  bool silenced_alone(std::size_t place) const;
};

// Whether the pair is worse than the worse of the two alone: by a worse effect, or later by `least` and more.
bool does_more(const EffectSize& pair, const EffectSize& first, const EffectSize& second, Duration least);

std::string in_words(const WeakResult& result, Language language);
std::string csv_of(const WeakResult& result);  // one row per run
nlohmann::ordered_json json_of(const WeakResult& result);

}  // namespace fengsui::weak
