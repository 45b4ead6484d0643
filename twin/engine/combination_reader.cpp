#include "twin/engine/combination_reader.h"

#include <cassert>
#include <limits>

#include "sim/base/text.h"
#include "twin/engine/formula.h"

namespace fengsui::engine {

namespace {

constexpr std::size_t most_inputs = 32;
constexpr double unbounded = std::numeric_limits<double>::infinity();

std::string read_measure(const JsonValue& value) {
  const std::string measure = value.text();
  if (measure != "bool" && !known_unit(measure))
    throw value.error("\"" + measure + "\"", "a known unit, or bool");
  return measure;
}

std::vector<Combination::Input> read_inputs(const JsonValue& value) {
  std::vector<Combination::Input> inputs;
  for (const auto& [name, member] : value.map().members()) {
    const JsonObject object = member.object({"point", "measure"});
    Combination::Input input;
    input.name = name;
    input.tag = object["point"].text();
    input.measure = read_measure(object["measure"]);
    inputs.push_back(input);
  }
  if (inputs.empty() || inputs.size() > most_inputs)
    throw value.error(std::to_string(inputs.size()) + " points", "1 to " + std::to_string(most_inputs));
  return inputs;
}

std::vector<std::string> names_of(const std::vector<Combination::Input>& inputs) {
  std::vector<std::string> names;
  for (const Combination::Input& input : inputs) names.push_back(input.name);
  return names;
}

void check(const JsonValue& value, const std::string& formula,
           const std::vector<Combination::Input>& inputs) {
  if (const auto problem = problem_of(formula, names_of(inputs)))
    throw value.error(*problem, "a formula over the names of \"over\", which uses all of them");
}

Combination read_deviation(const JsonObject& object, const std::string& measure,
                           const SourcedNumbers& numbers) {
  Combination combination;
  combination.formula = "here - there";
  combination.either_sign = true;
  combination.inputs = {{"here", "", "", false, 0.0}, {"there", "", "", false, 0.0}};
  Combination::Input& there = combination.inputs.back();
  if (object.has("from") == object.has("set_point"))
    throw object.value().error(object.has("from") ? "both from and set_point" : "neither from nor set_point",
                               "another point or a set point to deviate from");
  if (object.has("from")) {
    there.tag = object["from"].text();
  } else {
    there.fixed = true;
    there.value = numbers.number(object["set_point"], measure, -unbounded, unbounded);
  }
  return combination;
}

Combination read_mismatch(const JsonObject& object) {
  Combination combination;
  const bool opposite = object.has("opposite") && object["opposite"].boolean();
  combination.formula = opposite ? "(here > 0.5) == (there > 0.5)" : "(here > 0.5) != (there > 0.5)";
  combination.inputs = {{"here", "", "", false, 0.0}, {"there", object["with"].text(), "", false, 0.0}};
  combination.measure = "1";
  combination.only_states = true;
  return combination;
}

Combination read_vote(const JsonObject& object, AlarmRule& rule) {
  Combination combination;
  combination.inputs = read_inputs(object["over"]);
  combination.measure = "1";
  const auto conditions = object["of"].array();
  if (conditions.size() < 2 || conditions.size() > most_inputs)
    throw object["of"].error(std::to_string(conditions.size()) + " conditions",
                             "2 to " + std::to_string(most_inputs));
  for (const JsonValue& condition : conditions) {
    // each for itself, so that one open bracket cannot swallow the next condition
    if (const auto problem = problem_of(condition.text(), names_of(combination.inputs), UseOfNames::some))
      throw condition.error(*problem, "a condition over the names of \"over\"");
    combination.formula += (combination.formula.empty() ? "" : " + ") + ("((" + condition.text() + ") != 0)");
  }
  check(object["of"], combination.formula, combination.inputs);
  rule.limit =
      static_cast<double>(object["at_least"].integer(1, static_cast<std::int64_t>(conditions.size())));
  return combination;
}

Combination read_expression(const JsonObject& object, const std::string& measure) {
  Combination combination;
  combination.inputs = read_inputs(object["over"]);
  combination.formula = object["formula"].text();
  check(object["formula"], combination.formula, combination.inputs);
  if (object.has("measure")) combination.measure = read_measure(object["measure"]);
  const bool plain_number = (combination.measure.empty() ? measure : combination.measure) == "bool";
  if (!object.has("limit") || plain_number) combination.measure = "1";
  return combination;
}

}  // namespace

bool is_combination(AlarmCondition condition) { return !combination_keys(condition).empty(); }

std::span<const std::string_view> combination_keys(AlarmCondition condition) {
  static constexpr std::string_view deviation[] = {"from", "set_point", "limit", "deadband"};
  static constexpr std::string_view mismatch[] = {"with", "opposite"};
  static constexpr std::string_view vote[] = {"over", "of", "at_least"};
  static constexpr std::string_view expression[] = {"over", "formula", "measure", "limit", "deadband"};
  switch (condition) {
    case AlarmCondition::deviation:
      return deviation;
    case AlarmCondition::mismatch:
      return mismatch;
    case AlarmCondition::vote:
      return vote;
    case AlarmCondition::expression:
      return expression;
    default:
      return {};
  }
}

void read_combination(const JsonObject& object, const std::string& measure, const SourcedNumbers& numbers,
                      AlarmRule& rule) {
  assert(is_combination(rule.condition));
  switch (rule.condition) {
    case AlarmCondition::deviation:
      rule.combination = read_deviation(object, measure, numbers);
      break;
    case AlarmCondition::mismatch:
      rule.combination = read_mismatch(object);
      break;
    case AlarmCondition::vote:
      rule.combination = read_vote(object, rule);
      break;
    default:
      rule.combination = read_expression(object, measure);
      break;
  }
}

}  // namespace fengsui::engine
