#include "twin/conform/conform.h"

#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/conform/standard_story.h"

namespace fengsui::conform {

namespace {

std::string in_one_line(const Story& story) {
  constexpr std::size_t most = 6;
  std::string text;
  for (std::size_t i = 0; i < std::min(story.size(), most); ++i) text += (i ? ", " : "") + story[i];
  if (story.size() > most) text += ", and " + std::to_string(story.size() - most) + " more";
  return text.empty() ? "no alarm" : text;
}

std::vector<std::span<const Behaviour>> subjects() {
  return {limit_behaviours(),      rate_behaviours(),  detection_behaviours(),
          life_cycle_behaviours(), flood_behaviours(), delivery_behaviours()};
}

// Whatever an engine does wrong is a finding.
template <typename Check>
Finding guarded(Check check) {
  try {
    return check();
  } catch (const EngineStalled& stalled) {
    return {false, "an answer", stalled.what()};
  } catch (const InputError& nonsense) {
    return {false, "an answer that the protocol allows", nonsense.what()};
  }
}

Story exact_story(const Maker& make) {
  Driver driver(make);
  for (const Reading& one : standard_readings()) driver.exchange(one.time, {one});
  driver.wait_until(standard_end_s + 60.0);
  Story story = driver.story();
  for (std::size_t i = 0; i < story.size(); ++i) {
    const Alarm& alarm = driver.alarms()[i];
    story[i] += " (number " + std::to_string(alarm.id.index) + ", value " + format_number(alarm.value) +
                ", limit " + format_number(alarm.limit) + ")";
  }
  return story;
}

}  // namespace

Finding same(const Story& expected, const Story& got) {
  if (expected == got) return {true, in_one_line(expected), in_one_line(got)};
  // from the line before they part
  std::size_t part = 0;
  while (part < expected.size() && part < got.size() && expected[part] == got[part]) ++part;
  const auto from = static_cast<std::ptrdiff_t>(part > 0 ? part - 1 : 0);
  const std::string skipped = from > 0 ? "… " : "";
  return {false, skipped + in_one_line(Story(expected.begin() + from, expected.end())),
          skipped + in_one_line(Story(got.begin() + from, got.end()))};
}

std::size_t behaviour_count() {
  std::size_t count = 0;
  for (const auto& subject : subjects()) count += subject.size();
  return count;
}

std::vector<Result> ask_all(const Maker& make, const std::function<void(const Result&)>& asked) {
  make();  // an engine that cannot be reached at all is no engine that misbehaves
  std::vector<Result> results;
  for (const auto& subject : subjects())
    for (const Behaviour& behaviour : subject) {
      results.push_back(
          {std::string(behaviour.key), behaviour.what, guarded([&] { return behaviour.check(make); })});
      if (asked) asked(results.back());
    }
  return results;
}

Result compare(const Maker& one, const Maker& other) {
  return {"transport.same",
          {"the same engine reached another way says the same", "同一引擎不同接入方式结果一致"},
          guarded([&] { return same(exact_story(one), exact_story(other)); })};
}

}  // namespace fengsui::conform
