#include "scenarios/event_reader.h"

#include <algorithm>

#include "scenarios/scenario_values.h"
#include "scenarios/vocabulary.h"

namespace fengsui {

namespace {

constexpr std::int64_t most_cases = 1000000000;

// The shape of an event by its word after "do".
const vocabulary::EventShape& shape_of(const JsonValue& word) {
  const auto& shapes = vocabulary::events();
  vocabulary::Keys words;
  for (const auto& shape : shapes) words.push_back(shape.word);
  return shapes[read_word(word, words)];
}

Colour colour_of(const JsonValue& value) {
  return static_cast<Colour>(read_word(value, vocabulary::colours()) + 1);
}

// Every field an event can have; the shape has already refused those that its kind does not have.
void read_fields(const JsonObject& object, ScenarioEvent& event) {
  const auto reference = [&](const char* key, Reference& target) {
    if (object.has(key)) target = read_reference(object[key]);
  };
  reference("enterprise", event.enterprise);
  reference("fault", event.fault);
  reference("point", event.point);
  reference("interlock", event.interlock);
  reference("link", event.link);
  reference("office", event.office);
  reference("channel", event.channel);
  if (object.has("unit")) event.unit = read_unit_reference(object["unit"], /*all_allowed=*/false);
  if (object.has("colour")) event.colour = colour_of(object["colour"]);
  if (object.has("condition"))
    event.condition = static_cast<AlarmCondition>(read_word(object["condition"], vocabulary::conditions()));

  if (object.has("seat")) event.seat = static_cast<SeatRole>(read_word(object["seat"], vocabulary::seats()));
  if (object.has("act")) event.act = static_cast<SeatAct>(read_word(object["act"], vocabulary::seat_acts()));
  if (object.has("case"))
    event.case_id = CaseId(static_cast<std::size_t>(object["case"].integer(0, most_cases)));
  if (object.has("text")) event.text = read_filled_text(object["text"]);

  const auto quantity = [&](const char* key, std::optional<WrittenQuantity>& target) {
    if (object.has(key)) target = read_written_quantity(object[key]);
  };
  quantity("size", event.size);
  quantity("accident_threshold", event.accident_threshold);
  quantity("value", event.value);
  if (object.has("for")) event.lasts = read_positive_duration(object["for"]);
  if (object.has("error")) event.error = read_signed_duration(object["error"]);
  if (object.has("delay")) event.delay = read_positive_duration(object["delay"]);
  if (object.has("probability")) event.probability = read_probability(object["probability"]);
}

ScenarioEvent event_of(const JsonValue& value, const WallTime& start, Duration duration) {
  const auto& shape = shape_of(value.map()["do"]);
  vocabulary::Keys allowed = {"id", "at", "do"};
  allowed.insert(allowed.end(), shape.required.begin(), shape.required.end());
  allowed.insert(allowed.end(), shape.optional.begin(), shape.optional.end());
  const JsonObject object = value.object(allowed);
  for (const std::string& key : shape.required) static_cast<void>(object[key]);

  ScenarioEvent event;
  event.pointer = value.pointer();
  event.kind = shape.kind;
  if (object.has("id")) event.id = read_identifier(object["id"]);
  event.at = read_moment(object["at"], start);
  if (event.at > duration)
    throw object["at"].error(format_duration(event.at),
                             "a time within the scenario, which ends at " + format_duration(duration));
  read_fields(object, event);
  return event;
}

}  // namespace

std::vector<ScenarioEvent> read_events(const JsonValue& value, const WallTime& start, Duration duration) {
  std::vector<ScenarioEvent> events;
  for (const JsonValue& entry : value.array()) {
    ScenarioEvent event = event_of(entry, start, duration);
    const auto same = std::ranges::find(events, event.id, &ScenarioEvent::id);
    if (!event.id.empty() && same != events.end())
      throw entry.map()["id"].error("\"" + event.id + "\" again",
                                    "an id that no other event has (the first is " + same->pointer + ")");
    events.push_back(std::move(event));
  }
  return events;
}

}  // namespace fengsui
