#include "scenarios/policy_reader.h"

#include <algorithm>

#include "sim/base/strict_json.h"
#include "sim/base/text.h"
#include "sim/plant/vocabulary.h"
#include "sim/workflow/local_time.h"

namespace fengsui {

namespace {

using namespace workflow;

constexpr std::array<std::string_view, colour_count> colour_keys{"none", "blue", "yellow", "orange", "red"};

struct NightFactors {
  double median = 1.0, sigma = 1.0, lapse = 1.0;
};

// What later parts of the file refer to.
struct Names {
  std::vector<std::string> sources, channels, levels;
  NightFactors night;
};

std::uint8_t position(const JsonValue& value, const std::vector<std::string>& known,
                      const std::string& what) {
  const std::string word = value.text();
  const auto found = std::ranges::find(known, word);
  if (found != known.end()) return static_cast<std::uint8_t>(found - known.begin());
  const auto suggestion = nearest(word, known);
  throw value.error("\"" + word + "\"", suggestion ? "\"" + *suggestion + "\" perhaps" : what);
}

template <class Enum>
Enum enumerator(const JsonValue& value, std::span<const Word> words) {
  std::vector<std::string> keys;
  for (const Word& word : words) keys.emplace_back(word.key);
  return static_cast<Enum>(position(value, keys, "a known word"));
}

Colour colour_of(const JsonValue& value) {
  const std::string word = value.text_of({"blue", "yellow", "orange", "red"});
  return static_cast<Colour>(std::ranges::find(colour_keys, word) - colour_keys.begin());
}

Name name_of(const JsonObject& object) {
  return {object["key"].text(), object["english"].text(), object["chinese"].text()};
}

void check_source(const JsonObject& object, const Names& names) {
  const std::string source = object["source"].text();
  if (source.starts_with("estimate: ") && source.size() > 10) return;
  if (std::ranges::find(names.sources, source) == names.sources.end())
    throw object["source"].error("\"" + source + "\"", "a key of \"sources\", or \"estimate: why\"");
}

double sourced(const JsonValue& value, std::string_view unit, double low, double high, const Names& names) {
  const double number = value.sourced(unit).value;
  check_source(value.map(), names);
  if (number < low || number > high)
    throw value.error(format_number(number), format_number(low) + " to " + format_number(high));
  return number;
}

double probability(const JsonValue& value, const Names& names) { return sourced(value, "1", 0, 1, names); }

Duration sourced_duration(const JsonValue& value, const Names& names) {
  return from_seconds(sourced(value, "s", 0, 1e9, names));
}

// ---- delays by day and night

Delay delay_of(const JsonValue& value, bool may_fail, const Names& names) {
  if (value.is_array()) {
    for (const JsonValue& branch : value.array()) check_source(branch.map(), names);
  } else {
    check_source(value.map(), names);
  }
  Delay delay = value.delay();
  double total = 0.0;
  for (const DelayBranch& branch : delay.branches) total += branch.probability;
  if (!may_fail && total < 1.0 - 1e-9)
    throw value.error("probabilities that sum to " + format_number(total),
                      "1 (what does not happen is a lapse)");
  return delay;
}

Delay at_night(Delay delay, const NightFactors& night) {
  using Shape = DelayBranch::Shape;
  for (DelayBranch& branch : delay.branches) {
    const bool second_is_time = branch.shape == Shape::triangular || branch.shape == Shape::uniform;
    branch.first *= night.median;
    branch.second *= second_is_time ? night.median : branch.shape == Shape::lognormal ? night.sigma : 1.0;
    branch.third *= night.median;
  }
  return delay;
}

DayNight<Delay> delays_of(const JsonValue& value, bool may_fail, const NightFactors& night,
                          const Names& names) {
  const JsonObject object = value.object({"day", "night"});
  const Delay day = delay_of(object["day"], may_fail, names);
  return {day, object.has("night") ? delay_of(object["night"], may_fail, names) : at_night(day, night)};
}

DayNight<double> lapse_of(const JsonValue& value, const Names& names) {
  const JsonObject object = value.object({"day", "night"});
  const double day = probability(object["day"], names);
  return {day,
          object.has("night") ? probability(object["night"], names) : std::min(1.0, day * names.night.lapse)};
}

// ---- channels

Channel channel_of(const JsonValue& value, const Names& names) {
  const JsonObject object = value.object({"key", "english", "chinese", "answered", "latency"});
  // machines do not tire: without figures for the night they are as by day
  return {name_of(object), delays_of(object["latency"], true, NightFactors{}, names),
          object["answered"].boolean()};
}

// ---- levels

Shift shift_of(const JsonValue& value, const Names& names) {
  const JsonObject object =
      value.object({"key", "english", "chinese", "officers", "from", "to", "days", "source"});
  check_source(object, names);
  Shift shift;
  shift.name = name_of(object);
  shift.officers = static_cast<unsigned>(object["officers"].integer(1, 1000));
  shift.from = object["from"].duration();
  shift.to = object["to"].duration();
  for (const char* key : {"from", "to"})
    if (object[key].duration() > one_day) throw object[key].error("a later time", "a time of day");
  const std::string days = object["days"].text_of({"every day", "workdays", "weekend"});
  shift.workdays = days != "weekend";
  shift.weekend = days != "workdays";
  return shift;
}

TaskPolicy task_of(const JsonValue& value, const Names& names) {
  const JsonObject object = value.object({"reaction", "service", "lapse"});
  TaskPolicy task;
  if (object.has("reaction")) task.reaction = delays_of(object["reaction"], false, names.night, names);
  if (object.has("service")) task.service = delays_of(object["service"], false, names.night, names);
  if (object.has("lapse")) task.lapse = lapse_of(object["lapse"], names);
  return task;
}

std::vector<Task> steps_of(const JsonValue& value) {
  std::vector<Task> steps;
  for (const JsonValue& step : value.array()) {
    const Task task = enumerator<Task>(step, task_words());
    if (task == Task::review || task == Task::call || task == Task::on_site)
      throw step.error("\"" + step.text() + "\"", "a step; this one is begun by reviews and measures");
    steps.push_back(task);
  }
  return steps;
}

std::vector<Send> sends_of(const JsonValue& value, const Names& names) {
  std::vector<Send> sends;
  for (const JsonValue& entry : value.array()) {
    const JsonObject object = entry.object({"channel", "after", "every", "times", "source"});
    check_source(object, names);
    const std::uint8_t channel = position(object["channel"], names.channels, "a channel of this file");
    const auto times = object.has("times") ? object["times"].integer(1, 100) : 1;
    const Duration every = times > 1 ? object["every"].duration() : Duration::zero();
    for (int i = 0; i < times; ++i) sends.push_back({channel, object["after"].duration() + i * every});
  }
  if (sends.empty() || sends.size() > 255)
    throw value.error(std::to_string(sends.size()) + " pushes", "1 to 255");
  return sends;
}

// Puts the limits that are given in place of what is there.
void read_limits(const JsonValue& value, const Names& names, LimitsByColour& limits) {
  const JsonObject clocks =
      value.object({"acknowledge", "verify", "feedback", "clear", "duty_call", "follow_up"});
  for (std::size_t clock = 0; clock < clock_count; ++clock) {
    if (!clocks.has(clock_words()[clock].key)) continue;
    const JsonObject row =
        clocks[clock_words()[clock].key].object({"source", "red", "orange", "yellow", "blue"});
    check_source(row, names);
    for (std::size_t colour = 1; colour < colour_count; ++colour) {
      if (!row.has(colour_keys[colour])) continue;
      const Duration limit = row[colour_keys[colour]].duration();
      if (limit == Duration::zero()) throw row[colour_keys[colour]].error("0 s", "a limit above zero");
      limits[colour][clock] = limit;
    }
  }
}

static_assert(unit_class_count <= most_unit_classes, "a case has a bit for each class of equipment");

std::vector<ClassLimits> class_limits_of(const JsonValue& value, const Names& names,
                                         const LimitsByColour& of_level) {
  std::vector<std::string> known;
  for (const UnitClass unit_class : all_unit_classes) known.emplace_back(plant::vocabulary(unit_class).key);
  std::vector<ClassLimits> classes;
  for (const auto& [key, clocks] : value.map().members()) {
    const auto unit_class = plant::unit_class_of(key);
    if (!unit_class) {
      const auto suggestion = nearest(key, known);
      throw clocks.error("\"" + key + "\"",
                         suggestion ? "\"" + *suggestion + "\" perhaps" : "a class of equipment");
    }
    ClassLimits own{static_cast<std::uint32_t>(*unit_class), of_level};
    read_limits(clocks, names, own.limits);
    classes.push_back(own);
  }
  return classes;
}

LevelPolicy level_of(const JsonValue& value, const Names& names) {
  const JsonObject object = value.object(
      {"key", "english", "chinese", "shifts", "tasks", "steps", "notify", "clocks", "clocks_by_equipment"});
  LevelPolicy level;
  level.name = name_of(object);
  for (const JsonValue& shift : object["shifts"].array()) level.shifts.push_back(shift_of(shift, names));
  if (level.shifts.empty()) throw object["shifts"].error("no shift", "at least one");
  for (const auto& [key, task] : object["tasks"].map().members()) {
    const auto known = std::ranges::find(task_words(), key, &Word::key);
    if (known == task_words().end()) throw task.error("\"" + key + "\"", "a known task");
    level.tasks[static_cast<std::size_t>(known - task_words().begin())] = task_of(task, names);
  }

  const JsonObject steps = object["steps"].object({"informed", "responsible", "working"});
  level.when_working = steps_of(steps["working"]);
  if (steps.has("informed")) level.when_informed = steps_of(steps["informed"]);
  if (steps.has("responsible")) level.when_responsible = steps_of(steps["responsible"]);

  const JsonObject notify = object["notify"].object({"red", "orange", "yellow", "blue"});
  for (std::size_t colour = 1; colour < colour_count; ++colour)
    level.sends[colour] = sends_of(notify[colour_keys[colour]], names);

  // a colour that a row leaves out has no limit; for a class of equipment, that of the level
  read_limits(object["clocks"], names, level.limits);
  if (object.has("clocks_by_equipment"))
    level.class_limits = class_limits_of(object["clocks_by_equipment"], names, level.limits);

  // a review that takes no time could be failed without end at one instant
  const TaskPolicy& review = level.tasks[static_cast<std::size_t>(Task::review)];
  if (review.reaction.day.seconds(1e-9) + review.service.day.seconds(1e-9) <= 0)
    throw object["tasks"].error("a review that takes no time", "a reaction or service time above zero");
  return level;
}

// ---- colours, escalation, measures

std::vector<PlantAct> plant_acts(const JsonValue& value) {
  std::vector<PlantAct> acts;
  for (const JsonValue& act : value.array())
    acts.push_back(static_cast<PlantAct>(position(act, {"evacuate", "stop", "repair"}, "a plant action")));
  return acts;
}

ColourPolicy colour_policy_of(const JsonValue& value, const Names& names) {
  const JsonObject object = value.object({"informed", "responsible", "when_verified", "when_handled"});
  ColourPolicy colour;
  for (const JsonValue& level : object["informed"].array())
    colour.informed.push_back(position(level, names.levels, "a level of this file"));
  colour.responsible = position(object["responsible"], names.levels, "a level of this file");
  colour.when_verified = plant_acts(object["when_verified"]);
  colour.when_handled = plant_acts(object["when_handled"]);
  return colour;
}

MeasureRule measure_of(const JsonValue& value, const Names& names) {
  const JsonObject object = value.object({"measure", "on", "after", "times", "within", "at_least", "source"});
  check_source(object, names);
  MeasureRule rule;
  rule.measure = enumerator<Measure>(object["measure"], measure_words());
  rule.on = enumerator<Trigger>(object["on"], trigger_words());
  if (object.has("after")) rule.after = object["after"].duration();
  if (object.has("times"))
    rule.times = static_cast<unsigned>(object["times"].integer(1, static_cast<int>(workflow::remembered)));
  if (object.has("within")) rule.within = object["within"].duration();
  if (object.has("at_least")) rule.at_least = colour_of(object["at_least"]);
  return rule;
}

Upgrade upgrade_of(const JsonValue& value, const Names& names) {
  const JsonObject object = value.object({"from", "to", "on", "source"});
  check_source(object, names);
  const Upgrade rule{colour_of(object["from"]), colour_of(object["to"]),
                     enumerator<Trigger>(object["on"], trigger_words())};
  if (rule.to <= rule.from) throw object["to"].error("a milder colour", "a worse one");
  return rule;
}

}  // namespace

Policy read_policy(std::string_view text, const std::string& file) {
  const JsonDocument document = JsonDocument::parse(text, file);
  const JsonObject root = document.root().object(
      {"key", "english", "chinese", "sources", "day", "night", "queue", "channels", "levels", "colours",
       "expiry", "upgrades", "measures", "call", "verification", "false_feedback", "review"});
  Names names;
  for (const auto& [key, source] : root["sources"].map().members()) {
    const JsonObject entry = source.object({"title", "published"});
    if (entry["title"].text().empty() || entry["published"].text().empty())
      throw source.error("\"\"", "a title and where it was published");
    names.sources.push_back(key);
  }

  Policy policy;
  policy.name = name_of(root);
  const JsonObject day = root["day"].object({"from", "to", "source"});
  check_source(day, names);
  policy.day_from = day["from"].duration();
  policy.day_to = day["to"].duration();
  if (policy.day_from >= policy.day_to || policy.day_to > one_day)
    throw root["day"].error("a day that ends before it begins", "times of one day, in order");
  const JsonObject night = root["night"].object({"median", "sigma", "lapse"});
  names.night = {sourced(night["median"], "1", 0.1, 10, names), sourced(night["sigma"], "1", 0.1, 10, names),
                 sourced(night["lapse"], "1", 0, 100, names)};
  policy.discipline = root["queue"].text_of({"colour_then_arrival", "arrival"}) == "arrival"
                          ? Discipline::arrival
                          : Discipline::colour_then_arrival;

  for (const JsonValue& channel : root["channels"].array()) {
    policy.channels.push_back(channel_of(channel, names));
    names.channels.push_back(policy.channels.back().name.key);
  }
  if (policy.channels.empty() || policy.channels.size() > 255)
    throw root["channels"].error(std::to_string(policy.channels.size()) + " channels", "1 to 255");
  for (const JsonValue& level : root["levels"].array()) {
    policy.levels.push_back(level_of(level, names));
    names.levels.push_back(policy.levels.back().name.key);
  }
  if (policy.levels.empty() || policy.levels.size() > most_levels)
    throw root["levels"].error(std::to_string(policy.levels.size()) + " levels",
                               "1 to " + std::to_string(most_levels));

  const JsonObject colours = root["colours"].object({"red", "orange", "yellow", "blue"});
  for (std::size_t colour = 1; colour < colour_count; ++colour)
    policy.colours[colour] = colour_policy_of(colours[colour_keys[colour]], names);
  const JsonObject expiry =
      root["expiry"].object({"acknowledge", "verify", "feedback", "clear", "duty_call", "follow_up"});
  for (std::size_t clock = 0; clock < clock_count; ++clock)
    policy.escalation[clock] = static_cast<Escalation>(
        position(expiry[clock_words()[clock].key], {"none", "hand_over", "join"}, "none, hand_over or join"));
  for (const JsonValue& rule : root["upgrades"].array()) policy.upgrades.push_back(upgrade_of(rule, names));
  for (const JsonValue& rule : root["measures"].array()) policy.measures.push_back(measure_of(rule, names));
  if (policy.measures.size() > 255) throw root["measures"].error("too many rules", "at most 255");

  const JsonObject call = root["call"].object({"channel", "retry"});
  policy.call_channel = position(call["channel"], names.channels, "a channel of this file");
  policy.call_retry = sourced_duration(call["retry"], names);
  if (policy.call_retry == Duration::zero()) throw call["retry"].error("0 s", "a time above zero");
  const JsonObject verification = root["verification"].object({"real", "equipment_fault", "misjudged"});
  policy.verdict_real = probability(verification["real"], names);
  policy.verdict_equipment_fault = probability(verification["equipment_fault"], names);
  policy.misjudged = probability(verification["misjudged"], names);
  if (policy.verdict_real + policy.verdict_equipment_fault > 1 + 1e-9)
    throw root["verification"].error("a sum above 1", "at most 1");
  const JsonObject pretended = root["false_feedback"].object({"usual", "overdue"});
  policy.false_feedback = probability(pretended["usual"], names);
  policy.false_feedback_overdue = probability(pretended["overdue"], names);
  policy.reject = probability(root["review"].object({"reject"})["reject"], names);
  return policy;
}

}  // namespace fengsui
