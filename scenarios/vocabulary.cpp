#include "scenarios/vocabulary.h"

#include "sim/port/words.h"
#include "sim/workflow/seat.h"

namespace fengsui::vocabulary {

namespace {

template <class Words>
Keys keys_of(const Words& words) {
  Keys all;
  for (const auto& word : words) all.emplace_back(word.key);
  return all;
}

}  // namespace

const Keys& scenario() {
  static const Keys keys = {"$schema",        "version",  "id",          "title",    "about",
                            "start",          "duration", "seed",        "register", "catalogue",
                            "policy",         "rules",    "network",     "sampling", "random_faults",
                            "random_outages", "engine",   "enterprises", "events",   "expect"};
  return keys;
}

const Keys& about() {
  static const Keys keys = {"sourced", "inferred", "sources"};
  return keys;
}

const Keys& enterprise() {
  static const Keys keys = {"units", "management"};
  return keys;
}

const Keys& unit() {
  static const Keys keys = {"unit",   "phase",      "elapsed",     "absent_points",
                            "limits", "interlocks", "people_near", "parameters"};
  return keys;
}

const Keys& limits() {
  static const Keys keys = {"low_low", "low", "high", "high_high"};
  return keys;
}

const Keys& interlock() {
  static const Keys keys = {"state", "probability_of_failure", "level", "delay"};
  return keys;
}

const std::vector<EventShape>& events() {
  using K = ActionKind;
  static const std::vector<EventShape> shapes = {
      {"fault", K::start_fault, {"enterprise", "unit", "fault"}, {"size", "accident_threshold", "for"}},
      {"repair", K::end_fault, {"enterprise", "unit", "fault"}, {}},
      {"sensor_fault", K::sensor_fault, {"enterprise", "unit", "point", "fault"}, {"value", "for"}},
      {"sensor_repair", K::sensor_repair, {"enterprise", "unit", "point"}, {}},
      {"operator_leaves", K::operator_leaves, {"enterprise", "unit"}, {"for"}},
      {"operator_returns", K::operator_returns, {"enterprise", "unit"}, {}},
      {"bypass_interlock", K::bypass_interlock, {"enterprise", "unit", "interlock"}, {"for"}},
      {"restore_interlock", K::restore_interlock, {"enterprise", "unit", "interlock"}, {}},
      {"link_down", K::link_down, {"link"}, {"for"}},
      {"link_up", K::link_up, {"link"}, {}},
      {"gateway_down", K::gateway_down, {"enterprise"}, {"for"}},
      {"gateway_up", K::gateway_up, {"enterprise"}, {}},
      {"gateway_clock", K::gateway_clock, {"enterprise", "error"}, {"for"}},
      {"duplicates", K::duplicate_messages, {"enterprise", "probability"}, {"for"}},
      {"late", K::late_messages, {"enterprise", "probability", "delay"}, {"for"}},
      {"phone_report", K::phone_report, {"office", "enterprise", "colour"}, {"unit"}},
      {"officer_absent", K::officers_leave, {"office"}, {"enterprise", "for"}},
      {"officer_back", K::officers_return, {"office"}, {"enterprise"}},
      {"channel_down", K::channel_down, {"channel"}, {"for"}},
      {"channel_up", K::channel_up, {"channel"}, {}},
      {"acknowledge_alarm", K::acknowledge_alarm, {"enterprise", "unit", "point", "condition"}, {}},
      {"shelve_alarm", K::shelve_alarm, {"enterprise", "unit", "point", "condition", "for"}, {}},
      {"unshelve_alarm", K::unshelve_alarm, {"enterprise", "unit", "point", "condition"}, {}},
      {"alarm_out_of_service",
       K::alarm_out_of_service,
       {"enterprise", "unit", "point", "condition"},
       {"for"}},
      {"alarm_in_service", K::alarm_in_service, {"enterprise", "unit", "point", "condition"}, {}},
      {"reset_alarm", K::reset_alarm, {"enterprise", "unit", "point", "condition"}, {}},
      {"take_seat", K::take_seat, {"office", "seat"}, {"enterprise", "for"}},
      {"release_seat", K::release_seat, {"office", "seat"}, {"enterprise"}},
      {"seat_act", K::seat_act, {"office", "seat", "case", "act"}, {"enterprise", "text"}},
      {"seat_note", K::seat_note, {"text"}, {"office", "seat", "enterprise", "case"}},
  };
  return shapes;
}

const std::vector<ExpectationShape>& expectations() {
  using K = Expectation::Kind;
  static const std::vector<ExpectationShape> shapes = {
      {"warning", K::warning, {"enterprise", "after", "within"}},
      {"no_warning", K::no_warning, {"enterprise", "after", "within"}},
      {"alarm", K::alarm, {"condition", "event", "enterprise", "unit", "after", "within", "never"}},
      {"acknowledged", K::acknowledged, {"enterprise", "colour", "after", "within", "never"}},
      {"cleared", K::cleared, {"enterprise", "colour", "after", "within"}},
      {"escalated_to", K::escalated, {"enterprise", "colour", "after", "within", "never"}},
      {"accident", K::accident, {"enterprise", "unit", "after", "within", "at", "tolerance"}},
      {"false_alarms_at_most", K::false_alarms, {"enterprise"}},
      {"interlock", K::interlock, {"outcome", "enterprise", "unit", "after", "within", "never"}},
      {"witness", K::witness, {"within"}},
  };
  return shapes;
}

const Keys& colours() {
  static const Keys words = {"blue", "yellow", "orange", "red"};
  return words;
}

const Keys& conditions() {
  static const Keys keys = keys_of(words_for<AlarmCondition>());
  return keys;
}

const Keys& seats() {
  static const Keys keys = keys_of(workflow::seat_role_words());
  return keys;
}

const Keys& seat_acts() {
  static const Keys keys = keys_of(workflow::seat_act_words());
  return keys;
}

const Keys& alarm_events() {
  static const Keys words = {"raised", "returned"};
  return words;
}

const Keys& outcomes() {
  static const Keys words = {"demanded", "tripped", "failed", "blind"};
  return words;
}

}  // namespace fengsui::vocabulary
