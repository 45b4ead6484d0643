#include "twin/study/sensitivity_reader.h"

#include "sim/base/text.h"
#include "twin/study/design.h"

namespace fengsui {

namespace {

// an interval of fewer says nothing
constexpr std::int64_t least_trajectories = 4, least_samples = 16;
constexpr std::int64_t most_levels = 1000, most_replications = 1'000'000;

void require_bounds(const JsonObject& study, const std::vector<Factor>& factors) {
  const std::vector<JsonValue> places = study["factors"].array();
  for (std::size_t f = 0; f < factors.size(); ++f)
    if (factors[f].low >= factors[f].high)
      throw places[f].error("\"" + factors[f].key + "\", a list of values",
                            "\"from\" and \"to\": an effect is that of a range");
    else if (factors[f].levels.size() == 1)
      throw places[f].error("\"" + factors[f].key + "\", whose step is longer than its range",
                            "a shorter \"step\"");
}

// Every other method's keys would be ignored.
void refuse_others(const JsonObject& object, std::initializer_list<const char*> keys,
                   const std::string& method) {
  for (const char* key : keys)
    if (object.has(key)) throw object[key].error("this beside \"" + method + "\"", "only keys of this method");
}

}  // namespace

Sensitivity sensitivity_of(const JsonObject& study, const std::vector<Factor>& factors) {
  if (!study.has("sensitivity"))
    throw study.value().error("no \"sensitivity\"",
                              R"("sensitivity": {"method": "morris", "trajectories": 10}, or )"
                              R"({"method": "sobol", "samples": 200})");
  require_bounds(study, factors);
  const JsonObject object = study["sensitivity"].object(
      {"method", "trajectories", "levels", "samples", "replications", "confidence"});
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
    throw object["levels"].error(std::to_string(plan.levels), "an even number, so that all levels are equally used");
  // without a second replication nobody could tell luck from factors
  plan.replications = morris ? 1 : 2;
  if (object.has("replications"))
    plan.replications = number("replications", plan.replications, most_replications);
  if (object.has("confidence")) plan.confidence = object["confidence"].quantity("1");
  if (plan.confidence <= 0.0 || plan.confidence >= 1.0)
    throw object["confidence"].error(format_number(plan.confidence), "a share above 0 and below 1");
  return plan;
}

}  // namespace fengsui
