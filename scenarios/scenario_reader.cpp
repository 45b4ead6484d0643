#include "scenarios/scenario_reader.h"

#include <nlohmann/json.hpp>

#include "scenarios/event_reader.h"
#include "scenarios/expectation_reader.h"
#include "scenarios/override_reader.h"
#include "scenarios/scenario_values.h"
#include "scenarios/vocabulary.h"

namespace fengsui {

namespace {

constexpr std::int64_t format_version = 1;
constexpr Duration longest = std::chrono::hours{10 * 8766};

// the version first: what else the file may hold depends on it
void check_version(const JsonValue& root) {
  const JsonValue version = root.map()["version"];
  if (version.integer(0, 1000000) != format_version)
    throw version.error("format version " + version.json().dump(),
                        "version 1, the only one this program reads");
}

BilingualText title_of(const JsonValue& value) {
  const JsonObject object = value.object({"en", "zh"});
  return {read_filled_text(object["en"]), read_filled_text(object["zh"])};
}

ScenarioAbout about_of(const JsonValue& value) {
  const JsonObject object = value.object(vocabulary::about());
  ScenarioAbout about;
  if (object.has("sourced")) about.sourced = read_texts(object["sourced"]);
  if (object.has("inferred")) about.inferred = read_texts(object["inferred"]);
  if (object.has("sources")) about.sources = read_texts(object["sources"]);
  return about;
}

WallTime start_of(const JsonValue& value) {
  const auto start = parse_wall_time(value.text());
  if (!start)
    throw value.error(value.json().dump(),
                      "a date with time and offset, such as \"2022-04-03T11:10:00+08:00\"");
  return *start;
}

Duration duration_of(const JsonValue& value) {
  const Duration duration = read_positive_duration(value);
  if (duration > longest) throw value.error(format_duration(duration), "a duration of at most ten years");
  return duration;
}

}  // namespace

Scenario read_scenario(std::string_view text, const std::string& file) {
  const JsonDocument document = JsonDocument::parse(text, file);
  check_version(document.root());
  const JsonObject object = document.root().object(vocabulary::scenario());

  Scenario scenario;
  scenario.file = file;
  if (object.has("$schema")) static_cast<void>(object["$schema"].text());
  scenario.id = read_identifier(object["id"]);
  scenario.title = title_of(object["title"]);
  if (object.has("about")) scenario.about = about_of(object["about"]);
  scenario.start = start_of(object["start"]);
  scenario.duration = duration_of(object["duration"]);

  if (object.has("seed")) scenario.seed = read_seed(object["seed"]);

  scenario.enterprise_register = read_reference(object["register"]);
  scenario.catalogue = read_reference(object["catalogue"]);
  scenario.policy = read_reference(object["policy"]);
  scenario.rules = read_reference(object["rules"]);
  scenario.network = read_reference(object["network"]);

  if (object.has("sampling"))
    scenario.sampling = static_cast<Sampling>(read_word(object["sampling"], {"every", "by exception"}));
  if (object.has("random_faults")) scenario.random_faults = object["random_faults"].boolean();
  if (object.has("random_outages")) scenario.random_outages = object["random_outages"].boolean();
  if (object.has("engine")) scenario.engine = read_reference(object["engine"]);

  if (object.has("enterprises")) scenario.enterprises = read_overrides(object["enterprises"]);
  if (object.has("events"))
    scenario.events = read_events(object["events"], scenario.start, scenario.duration);
  if (object.has("expect"))
    scenario.expectations = read_expectations(object["expect"], scenario.start, scenario.events);
  return scenario;
}

}  // namespace fengsui
