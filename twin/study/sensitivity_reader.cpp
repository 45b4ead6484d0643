#include "twin/study/sensitivity_reader.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "sim/base/text.h"
#include "twin/study/design.h"

namespace fengsui {

namespace {

// an interval of fewer says nothing
constexpr std::int64_t least_trajectories = 6, least_samples = 64;
// with one nobody could tell luck from factors
constexpr std::int64_t least_replications = 2;
constexpr std::int64_t most_levels = 1000, most_replications = 1'000'000, most_runs = 100'000'000;

// What an analysis chooses itself would be ignored.
void refuse_other_uses(const JsonObject& study) {
  for (const char* key : {"design", "replications", "tune"})
    if (study.has(key))
      throw study[key].error("this beside \"sensitivity\", which chooses its own points and replications",
                             "another study file for it");
  for (const JsonValue& response : study["responses"].array())
    for (const char* width : {"half_width", "relative"})
      if (response.is_object() && response.map().has(width))
        throw response.map()[width].error(
            "a wanted width beside \"sensitivity\", whose number of runs is fixed",
            "no width; more samples, trajectories or replications make all intervals narrower");
}

void require_movable_factors(const JsonObject& study, const std::vector<Factor>& factors) {
  const std::vector<JsonValue> places = study["factors"].array();
  if (factors.size() < 2)
    throw study["factors"].error(
        "one factor", "two or more to be compared; the effect of one is shown by a \"design\" over it");
  for (std::size_t f = 0; f < factors.size(); ++f) {
    const std::vector<double>& levels = factors[f].levels;
    const bool listed = places[f].map().has("values");
    if (levels.size() == 1)
      throw places[f].error("\"" + factors[f].key + "\", which has one value only",
                            listed ? "two values or more, or \"from\" and \"to\"" : "a shorter \"step\"");
    // otherwise nobody could say what raising it does
    if (std::ranges::adjacent_find(levels, std::greater_equal<>()) != levels.end())
      throw places[f].map()["values"].error("values that do not rise", "each larger than the one before");
  }
}

// The other method's keys would be ignored.
void refuse_others(const JsonObject& object, std::initializer_list<const char*> keys,
                   const std::string& method) {
  for (const char* key : keys)
    if (object.has(key))
      throw object[key].error("this beside the method \"" + method + "\"", "only keys of this method");
}

double share_of(const JsonObject& object, const char* key, double otherwise) {
  if (!object.has(key)) return otherwise;
  const double share = object[key].quantity("1");
  if (share <= 0.0 || share >= 1.0)
    throw object[key].error(format_number(share), "a share above 0 and below 1");
  return share;
}

}  // namespace

Sensitivity sensitivity_of(const JsonObject& study, const std::vector<Factor>& factors) {
  refuse_other_uses(study);
  require_movable_factors(study, factors);
  const JsonObject object = study["sensitivity"].object(
      {"method", "trajectories", "levels", "samples", "replications", "confidence", "negligible"});
  Sensitivity plan;
  const std::string method = object["method"].text_of({"morris", "sobol"});
  const bool morris = method == "morris";
  plan.method = morris ? SensitivityMethod::morris : SensitivityMethod::sobol;
  if (morris)
    refuse_others(object, {"samples"}, method);
  else
    refuse_others(object, {"trajectories", "levels"}, method);

  const std::size_t block = factors.size() + (morris ? 1 : 2);
  const auto most_blocks = static_cast<std::int64_t>(most_points / block);
  const auto number = [&](const char* key, std::int64_t low, std::int64_t high) {
    return static_cast<std::uint32_t>(object[key].integer(low, high));
  };
  plan.blocks = morris ? number("trajectories", least_trajectories, most_blocks)
                       : number("samples", least_samples, most_blocks);
  if (object.has("levels")) plan.levels = number("levels", 2, most_levels);
  if (plan.levels % 2 != 0)
    throw object["levels"].error(std::to_string(plan.levels),
                                 "an even number, so that all levels are used equally often");
  if (object.has("replications"))
    plan.replications = number("replications", least_replications, most_replications);
  const auto runs = static_cast<std::int64_t>(plan.blocks * block * plan.replications);
  if (runs > most_runs)
    throw study["sensitivity"].error(std::to_string(runs) + " runs", "at most " + std::to_string(most_runs));
  plan.confidence = share_of(object, "confidence", plan.confidence);
  plan.negligible = share_of(object, "negligible", plan.negligible);
  return plan;
}

}  // namespace fengsui
