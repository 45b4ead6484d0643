#include "twin/study/minimise.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "scenarios/vocabulary.h"
#include "sim/base/text.h"
#include "twin/study/ddmin.h"

namespace fengsui {

namespace {

using Json = nlohmann::ordered_json;
using Pointer = Json::json_pointer;

// Leaves out the given things by ddmin; `made` builds the candidate that keeps some of them.
SmallScenario reduced(const SmallScenario& before, std::size_t things,
                      const std::function<SmallScenario(const Parts& kept)>& made, const FirstAlike& test) {
  if (things == 0) return before;
  const Parts kept = ddmin(things, [&](const std::vector<Parts>& candidates) {
    std::vector<SmallScenario> scenarios;
    for (const Parts& parts : candidates) scenarios.push_back(made(parts));
    return test(scenarios);
  });
  return kept.size() == things ? before : made(kept);
}

SmallScenario with_rows(const SmallScenario& before, const Parts& kept) {
  std::vector<std::string> lines{""};
  for (const char letter : before.register_text) {
    lines.back() += letter;
    if (letter == '\n') lines.emplace_back();
  }
  SmallScenario after = before;
  after.register_text.clear();
  after.register_lines.clear();
  std::size_t line_now = 1;
  const auto copy = [&](std::size_t from, std::size_t to) {
    for (std::size_t line = from; line < to && line <= lines.size(); ++line, ++line_now)
      after.register_text += lines[line - 1];
  };
  const auto& starts = before.register_lines;
  copy(1, starts.empty() ? lines.size() + 1 : starts.front());
  for (const std::size_t row : kept) {
    after.register_lines.push_back(line_now);
    copy(starts[row], row + 1 < starts.size() ? starts[row + 1] : lines.size() + 1);
  }
  return after;
}

// What can be left out below one place, one level of depth at a time.
void collect(const Json& value, const Pointer& place, std::size_t depth, std::vector<Pointer>& found) {
  if (!value.is_structured()) return;
  const auto visit = [&](const Pointer& below, const Json& child) {
    if (depth == 0)
      found.push_back(below);
    else
      collect(child, below, depth - 1, found);
  };
  if (value.is_object())
    for (const auto& [key, child] : value.items()) visit(place / key, child);
  else
    for (std::size_t i = 0; i < value.size(); ++i) visit(place / i, value[i]);
}

std::vector<Pointer> optional_words(const Json& scenario) {
  std::vector<Pointer> found;
  for (const char* key : {"$schema", "about", "sampling", "random_faults", "random_outages"})
    if (scenario.contains(key)) found.push_back(Pointer() / key);
  const Json events = scenario.value("events", Json::array());
  for (std::size_t i = 0; i < events.size(); ++i)
    for (const auto& [key, value] : events[i].items()) {
      const auto shape =
          std::ranges::find(vocabulary::events(), events[i].value("do", ""), &vocabulary::EventShape::word);
      const bool optional = shape != vocabulary::events().end() &&
                            std::ranges::find(shape->optional, key) != shape->optional.end();
      if (key == "id" || optional) found.push_back(Pointer() / "events" / i / key);
    }
  return found;
}

SmallScenario without_places(const SmallScenario& before, const std::vector<Pointer>& places,
                             const Parts& kept) {
  SmallScenario after = before;
  // from the back, so that positions in lists stay right
  for (std::size_t i = places.size(); i-- > 0;) {
    if (std::ranges::binary_search(kept, i)) continue;
    Json& parent = after.scenario[places[i].parent_pointer()];
    if (parent.is_object())
      parent.erase(places[i].back());
    else
      parent.erase(std::stoul(places[i].back()));
  }
  return after;
}

SmallScenario without_unneeded_places(const SmallScenario& before, const std::vector<Pointer>& places,
                                      const FirstAlike& test) {
  return reduced(
      before, places.size(), [&](const Parts& kept) { return without_places(before, places, kept); }, test);
}

// Halves what can be left out at the end, down to whole seconds.
SmallScenario shortened(SmallScenario now, const FirstAlike& test) {
  auto whole = parse_duration(now.scenario.value("duration", ""));
  if (!whole) return now;
  Duration enough = *whole, too_short{};
  constexpr Duration second = std::chrono::seconds{1};
  while (enough - too_short > std::max(second, enough / 20)) {
    const Duration middle = (too_short + (enough - too_short) / 2) / second * second;
    if (middle <= too_short || middle >= enough) break;
    SmallScenario candidate = now;
    candidate.scenario["duration"] = format_duration(middle);
    if (test({candidate})) {
      now = candidate;
      enough = middle;
    } else {
      too_short = middle;
    }
  }
  return now;
}

void collect_numbers(const Json& value, const Pointer& place, std::vector<Pointer>& found) {
  if (value.is_structured()) {
    for (const auto& [key, child] : value.items())
      // names are no numbers, even where they end in one
      if (!std::set<std::string>{"id", "unit", "enterprise", "point", "do", "link", "office"}.contains(key))
        collect_numbers(child, place / key, found);
  } else if (value.is_number() || value.is_string()) {
    found.push_back(place);
  }
}

Json simpler(const Json& value, int digits) {
  if (value.is_string()) {
    const auto text = value.get<std::string>();
    if (const auto duration = parse_duration(text); duration && text.find(':') != std::string::npos) {
      const Duration grain =
          digits == 1 ? Duration(std::chrono::minutes{1}) : Duration(std::chrono::seconds{10});
      const Duration rounded = (*duration + grain / 2) / grain * grain;
      return rounded == *duration ? text : format_duration(rounded);
    }
    return with_fewer_digits(text, digits);
  }
  if (value.is_number_integer()) {
    const auto number = value.get<std::int64_t>();
    return number > 1 ? Json(1) : value;
  }
  const std::string fewer = with_fewer_digits(format_number(value.get<double>()), digits);
  return Json::parse(fewer, nullptr, false);
}

SmallScenario simplified(SmallScenario now, const FirstAlike& test) {
  std::vector<Pointer> places;
  for (const char* key : {"enterprises", "events"})
    if (now.scenario.contains(key)) collect_numbers(now.scenario[key], Pointer() / key, places);
  if (now.scenario.contains("seed")) places.push_back(Pointer() / "seed");
  for (const Pointer& place : places)
    for (const int digits : {1, 2}) {
      SmallScenario candidate = now;
      Json& value = candidate.scenario[place];
      value = simpler(value, digits);
      if (value.is_discarded() || candidate == now) continue;
      if (!test({candidate})) continue;
      now = candidate;
      break;
    }
  return now;
}

}  // namespace

std::string with_fewer_digits(const std::string& quantity, int digits) {
  double number = 0.0;
  const char* begin = quantity.data();
  const auto [end, problem] = std::from_chars(begin, begin + quantity.size(), number);
  if (problem != std::errc() || !std::isfinite(number) || number == 0.0) return quantity;
  // what follows must be a unit, not the rest of a date or a name
  if (end != begin + quantity.size() && *end != ' ' && !std::isalpha(static_cast<unsigned char>(*end)) &&
      *end != '%')
    return quantity;
  const double grain = std::pow(10.0, std::floor(std::log10(std::abs(number))) - (digits - 1));
  const double rounded =
      grain < 1 ? std::round(number / grain) / std::round(1 / grain) : std::round(number / grain) * grain;
  const std::string shorter = format_number(rounded);
  return shorter.size() < static_cast<std::size_t>(end - begin)
             ? shorter + std::string(end, begin + quantity.size())
             : quantity;
}

Duration duration_needed(const Scenario& scenario) {
  Duration needed{};
  for (const Expectation& expectation : scenario.expectations) {
    // what must not happen, or not too often, fails by happening
    using Kind = Expectation::Kind;
    if (expectation.never || expectation.kind == Kind::no_warning || expectation.kind == Kind::false_alarms)
      continue;
    if (!expectation.within && !expectation.at) return forever;
    const auto event = std::ranges::find(scenario.events, expectation.after, &ScenarioEvent::id);
    const Duration origin =
        expectation.after.empty() || event == scenario.events.end() ? Duration::zero() : event->at;
    needed = std::max(
        needed, origin + (expectation.at ? *expectation.at + expectation.tolerance : *expectation.within));
  }
  return needed;
}

SmallScenario minimised(SmallScenario now, const std::vector<std::size_t>& missed, const FirstAlike& test) {
  constexpr int most_rounds = 5;
  if (now.scenario.contains("expect")) {
    SmallScenario candidate = now;
    Json& expect = candidate.scenario["expect"];
    expect = Json::array();
    for (const std::size_t position : missed) expect.push_back(now.scenario["expect"][position]);
    if (candidate != now && test({candidate})) now = candidate;
  }
  for (int round = 0; round < most_rounds; ++round) {
    const SmallScenario before = now;
    std::vector<Pointer> events;
    if (now.scenario.contains("events")) collect(now.scenario["events"], Pointer() / "events", 0, events);
    now = without_unneeded_places(now, events, test);
    {
      const SmallScenario rows = now;
      now = reduced(
          rows, rows.register_lines.size(), [&](const Parts& kept) { return with_rows(rows, kept); }, test);
    }
    now = shortened(now, test);
    // enterprises, then what is written about each, then units, then their words, …
    for (std::size_t depth = 0; now.scenario.contains("enterprises"); ++depth) {
      std::vector<Pointer> places;
      collect(now.scenario["enterprises"], Pointer() / "enterprises", depth, places);
      if (places.empty()) break;
      now = without_unneeded_places(now, places, test);
    }
    now = without_unneeded_places(now, optional_words(now.scenario), test);
    now = simplified(now, test);
    if (now == before) break;
  }
  return now;
}

}  // namespace fengsui
