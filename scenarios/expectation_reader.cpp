#include "scenarios/expectation_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "scenarios/scenario_values.h"
#include "scenarios/vocabulary.h"

namespace fengsui {

namespace {

using vocabulary::ExpectationShape;

// The one key of the object that says what is expected.
const ExpectationShape& shape_of(const JsonValue& value) {
  const JsonObject object = value.map();
  vocabulary::Keys words;
  const ExpectationShape* found = nullptr;
  for (const ExpectationShape& shape : vocabulary::expectations()) {
    words.push_back(shape.word);
    // an expectation about an alarm has no "interlock" beside it: two subjects are a mistake
    if (!object.has(shape.word)) continue;
    if (found)
      throw value.error("both \"" + found->word + "\" and \"" + shape.word + "\"",
                        "one expectation per entry");
    found = &shape;
  }
  if (found) return *found;

  // the nearest word for any of its keys, or the whole list
  for (const auto& [key, member] : object.members())
    if (nearest(key, words))
      throw unknown_reference(value.pointer(), value.file(), "what is expected", key, words);
  throw unknown_reference(value.pointer(), value.file(), "a key that says what is expected",
                          object.members().empty() ? "" : object.members().front().first, words);
}

Colour colour_of(const JsonValue& value) {
  return static_cast<Colour>(read_word(value, vocabulary::colours()) + 1);
}

std::string event_of(const JsonValue& value, const std::vector<ScenarioEvent>& events) {
  const std::string id = value.text();
  std::vector<std::string> ids;
  for (const ScenarioEvent& event : events)
    if (!event.id.empty()) ids.push_back(event.id);
  if (std::ranges::find(ids, id) == ids.end())
    throw unknown_reference(value.pointer(), value.file(), "the id of an event", id, ids);
  return id;
}

// The subject: the value of the key that names the kind.
void read_subject(const JsonValue& value, const std::vector<ScenarioEvent>& events,
                  Expectation& expectation) {
  using K = Expectation::Kind;
  switch (expectation.kind) {
    case K::no_warning:
      expectation.never = true;
      [[fallthrough]];
    case K::warning:
      expectation.colour = colour_of(value);
      return;
    case K::alarm:
      expectation.point = read_filled_text(value);
      return;
    case K::acknowledged: {
      const std::string level = read_filled_text(value);
      if (level != "any") expectation.level = level;
      return;
    }
    case K::escalated:
      expectation.level = read_filled_text(value);
      return;
    case K::cleared:
    case K::accident:
      expectation.never = !value.boolean();
      return;
    case K::false_alarms:
      expectation.at_most = static_cast<std::uint32_t>(value.integer(0, 1000000000));
      return;
    case K::interlock:
      expectation.interlock = read_filled_text(value);
      return;
    case K::witness:
      expectation.event = expectation.after = event_of(value, events);
      return;
  }
}

void read_which(const JsonObject& object, Expectation& expectation) {
  if (object.has("enterprise")) expectation.enterprise = read_filled_text(object["enterprise"]);
  if (object.has("unit")) {
    read_unit_reference(object["unit"], /*all_allowed=*/false);
    expectation.unit = object["unit"].text();
    if (expectation.enterprise.empty())
      throw object["unit"].error("a unit of no enterprise", "\"enterprise\" to be given too");
  }
  if (object.has("condition"))
    expectation.condition =
        static_cast<AlarmCondition>(read_word(object["condition"], vocabulary::conditions()));
  if (object.has("event"))
    expectation.alarm_event = static_cast<AlarmEvent>(read_word(object["event"], vocabulary::alarm_events()));
  if (object.has("colour")) expectation.colour = colour_of(object["colour"]);
  if (object.has("outcome"))
    expectation.outcome =
        static_cast<Expectation::Outcome>(read_word(object["outcome"], vocabulary::outcomes()));
  if (object.has("never")) expectation.never = object["never"].boolean();
}

void read_when(const JsonObject& object, const WallTime& start, const std::vector<ScenarioEvent>& events,
               Expectation& expectation) {
  if (object.has("after")) expectation.after = event_of(object["after"], events);
  if (object.has("within")) expectation.within = object["within"].duration();
  if (!object.has("at")) {
    if (object.has("tolerance"))
      throw object["tolerance"].error("a tolerance of no time", "\"at\" to be given too");
    return;
  }
  const JsonValue at = object["at"];
  expectation.at = read_moment(at, start);
  expectation.tolerance = object["tolerance"].duration();
  if (expectation.never) throw at.error("a time for what must not happen", "no \"at\"");
  if (expectation.within) throw at.error("both \"at\" and \"within\"", "one of them");
  if (!expectation.after.empty() && parse_wall_time(at.text()))
    throw at.error("a date together with \"after\"", "a duration since that event");
}

Expectation expectation_of(const JsonValue& value, const WallTime& start,
                           const std::vector<ScenarioEvent>& events) {
  const ExpectationShape& shape = shape_of(value);
  vocabulary::Keys allowed = {shape.word};
  allowed.insert(allowed.end(), shape.optional.begin(), shape.optional.end());
  const JsonObject object = value.object(allowed);

  Expectation expectation;
  expectation.kind = shape.kind;
  expectation.text = value.json().dump();
  expectation.pointer = value.pointer();
  read_subject(object[shape.word], events, expectation);
  read_which(object, expectation);
  read_when(object, start, events, expectation);
  return expectation;
}

}  // namespace

std::vector<Expectation> read_expectations(const JsonValue& value, const WallTime& start,
                                           const std::vector<ScenarioEvent>& events) {
  std::vector<Expectation> expectations;
  for (const JsonValue& entry : value.array()) expectations.push_back(expectation_of(entry, start, events));
  return expectations;
}

}  // namespace fengsui
