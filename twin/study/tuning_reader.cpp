#include "twin/study/tuning_reader.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "scenarios/reference.h"
#include "sim/base/text.h"

namespace fengsui {

namespace {

constexpr std::int64_t most_replications = 1'000'000, most_runs = 100'000'000, most_generations = 10'000;
// a smaller sample can look narrow by chance
constexpr std::int64_t least_replications = 10;
// fewer say nothing of a variance
constexpr std::int64_t least_of_search = 4;

std::size_t response_named(const JsonValue& name, const std::vector<StudyResponse>& responses) {
  std::vector<std::string> keys;
  for (const StudyResponse& response : responses) keys.push_back(response.kpi);
  const auto found = std::ranges::find(keys, name.text());
  if (found == keys.end())
    throw unknown_reference(name.pointer(), name.file(), "a response of the study", name.text(), keys);
  return static_cast<std::size_t>(found - keys.begin());
}

// what is counted per hour or day is written without its unit
double in_unit_of(const JsonValue& value, const StudyResponse& response) {
  return value.quantity(known_unit(response.unit) ? response.unit : "");
}

double above_zero(const JsonValue& value, const StudyResponse& response, const char* what) {
  const double found = in_unit_of(value, response);
  if (found <= 0.0) throw value.error(value.json().dump(), std::string(what) + " above 0");
  return found;
}

// Which of two keys is there; exactly one has to be.
bool second_of(const JsonObject& object, const char* first, const char* second) {
  if (object.has(first) == object.has(second))
    throw object.value().error(object.has(first) ? "both" : "neither",
                               std::string("either \"") + first + "\" or \"" + second + "\"");
  return object.has(second);
}

Objective goal_of(const JsonObject& object, const std::vector<StudyResponse>& responses) {
  Objective objective;
  objective.maximise = second_of(object, "minimise", "maximise");
  objective.response = response_named(object[objective.maximise ? "maximise" : "minimise"], responses);
  if (object.has("indifference"))
    objective.indifference =
        above_zero(object["indifference"], responses[objective.response], "a difference");
  return objective;
}

std::vector<Constraint> constraints_of(const JsonValue& list, const std::vector<StudyResponse>& responses) {
  std::vector<Constraint> constraints;
  for (const JsonValue& value : list.array()) {
    const JsonObject object = value.object({"kpi", "at_most", "at_least", "tolerance"});
    Constraint constraint;
    constraint.response = response_named(object["kpi"], responses);
    const StudyResponse& response = responses[constraint.response];
    constraint.at_least = second_of(object, "at_most", "at_least");
    constraint.limit = in_unit_of(object[constraint.at_least ? "at_least" : "at_most"], response);
    constraint.tolerance = above_zero(object["tolerance"], response, "a tolerance");
    constraints.push_back(constraint);
  }
  if (constraints.empty()) throw list.error("no constraint", "at least one, or no \"constraints\"");
  return constraints;
}

std::uint32_t count_in(const JsonObject& object, const char* key, std::int64_t low, std::int64_t high,
                       std::uint32_t usual) {
  return object.has(key) ? static_cast<std::uint32_t>(object[key].integer(low, high)) : usual;
}

double confidence_in(const JsonObject& object, double usual) {
  if (!object.has("confidence")) return usual;
  const double confidence = object["confidence"].quantity("1");
  if (confidence <= 0.0 || confidence >= 1.0)
    throw object["confidence"].error(format_number(confidence), "a share above 0 and below 1");
  return confidence;
}

Tuning front_of(const JsonValue& value, const std::vector<StudyResponse>& responses) {
  const JsonObject object = value.object({"objectives", "search", "budget", "at_most", "confidence"});
  Tuning tuning;
  tuning.method = TuningMethod::front;
  for (const JsonValue& one : object["objectives"].array()) {
    const JsonObject goal = one.object({"minimise", "maximise", "indifference", "weight"});
    Objective objective = goal_of(goal, responses);
    if (goal.has("weight")) objective.weight = goal["weight"].quantity("1");
    if (objective.weight < 0.0) throw goal["weight"].error(goal["weight"].json().dump(), "0 or more");
    if (std::ranges::any_of(tuning.objectives,
                            [&](const Objective& other) { return other.response == objective.response; }))
      throw one.error("\"" + responses[objective.response].kpi + "\" again", "each response once");
    tuning.objectives.push_back(objective);
  }
  if (tuning.objectives.size() < 2)
    throw object["objectives"].error(std::to_string(tuning.objectives.size()) + " objective",
                                     "two or more; one alone: \"minimise\" or \"maximise\"");
  if (std::ranges::all_of(tuning.objectives, [](const Objective& one) { return one.weight == 0.0; }))
    throw object["objectives"].error("every weight 0", "one above 0");
  const FrontSearch usual;
  if (object.has("search")) {
    const JsonObject search = object["search"].object({"population", "generations", "replications"});
    tuning.search.population = count_in(search, "population", 8, 10'000, usual.population);
    if (tuning.search.population % 4 != 0)
      throw search["population"].error(std::to_string(tuning.search.population), "a multiple of 4");
    tuning.search.generations = count_in(search, "generations", 1, most_generations, usual.generations);
    tuning.search.replications =
        count_in(search, "replications", least_of_search, most_replications, usual.replications);
  }
  tuning.budget = static_cast<std::uint64_t>(object["budget"].integer(0, most_runs));
  tuning.at_most = count_in(object, "at_most", tuning.search.replications, most_replications,
                            std::max(tuning.at_most, tuning.search.replications));
  tuning.confidence = confidence_in(object, tuning.confidence);
  return tuning;
}

}  // namespace

Tuning tuning_of(const JsonValue& value, const std::vector<StudyResponse>& responses) {
  const JsonObject any = value.object({"method", "minimise", "maximise", "indifference", "constraints",
                                       "confidence", "first", "at_most", "budget", "objectives", "search"});
  if (any.has("objectives")) return front_of(value, responses);

  Tuning tuning;
  const std::string method = any.has("method") ? any["method"].text_of({"kn", "rinott", "ocba"}) : "kn";
  std::vector<std::string> keys = {"method", "minimise", "maximise", "indifference", "confidence", "first"};
  keys.push_back(method == "ocba" ? "budget" : "at_most");
  if (method == "kn") keys.push_back("constraints");
  const JsonObject object = value.object(keys);
  tuning.method = method == "kn"       ? TuningMethod::kn
                  : method == "rinott" ? TuningMethod::rinott
                                       : TuningMethod::ocba;
  tuning.objectives = {goal_of(object, responses)};
  // without it neither procedure would know when to stop
  if (method != "ocba")
    tuning.objectives.front().indifference =
        above_zero(object["indifference"], responses[tuning.objectives.front().response], "a difference");
  if (object.has("constraints")) tuning.constraints = constraints_of(object["constraints"], responses);
  tuning.confidence = confidence_in(object, tuning.confidence);
  tuning.first = count_in(object, "first", least_replications, most_replications, tuning.first);
  if (method == "ocba") {
    tuning.budget = static_cast<std::uint64_t>(object["budget"].integer(tuning.first, most_replications));
    tuning.at_most = static_cast<std::uint32_t>(tuning.budget);
  } else {
    tuning.at_most = static_cast<std::uint32_t>(object["at_most"].integer(tuning.first, most_replications));
  }
  return tuning;
}

}  // namespace fengsui
