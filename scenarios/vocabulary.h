// Every key a scenario file may use. The readers accept these and no others, and the published schema
// (data/schemas/scenario.schema.json) lists the same; a test compares them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/expectation.h"
#include "sim/action.h"

namespace fengsui::vocabulary {

using Keys = std::vector<std::string>;

const Keys& scenario();
const Keys& about();
const Keys& enterprise();
const Keys& unit();
const Keys& limits();
const Keys& interlock();

// One kind of event: the word after "do", and its fields besides id, at and do.
struct EventShape {
  std::string word;
  ActionKind kind;
  Keys required, optional;
};
const std::vector<EventShape>& events();

// One kind of expectation: the key that says which it is, and its other fields.
struct ExpectationShape {
  std::string word;
  Expectation::Kind kind;
  Keys optional;
};
const std::vector<ExpectationShape>& expectations();

// Words in the order of their enums.
const Keys& colours();       // Colour, from blue
const Keys& conditions();    // AlarmCondition
const Keys& alarm_events();  // AlarmEvent, the first two
const Keys& seats();         // SeatRole
const Keys& seat_acts();     // SeatAct
const Keys& outcomes();      // Expectation::Outcome

}  // namespace fengsui::vocabulary
