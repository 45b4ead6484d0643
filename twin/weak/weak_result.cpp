#include "twin/weak/weak_result.h"

#include <algorithm>
#include <array>

#include "sim/base/text.h"

namespace fengsui::weak {

namespace {

using Json = nlohmann::ordered_json;

Json microseconds(const std::optional<Time>& time) { return time ? Json(to_seconds(*time)) : Json(); }

Json described(const WeakResult& result, const Injection& injection) {
  const FaultPlace& place = result.places[injection.place];
  const Moment& moment = result.path.moments[injection.moment];
  Json json{{"kind", place_kind_name(place.kind).key},
            {"place", place.name.english},
            {"place_zh", place.name.chinese},
            {"fault", place.faults[injection.fault].key},
            {"moment", moment.key},
            {"at_s", to_seconds(moment.time)}};
  json["events"] = events_of(result.places, result.path.moments, injection, result.lasting);
  return json;
}

Json described(const EffectSize& size) {
  Json json{{"effect", effect_name(size.effect).key},
            {"red_delay_s", to_seconds(size.red_delay)},
            {"act_delay_s", to_seconds(size.act_delay)}};
  if (!size.problem.empty()) json["problem"] = size.problem;
  return json;
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) return text;
  std::string result = "\"";
  for (const char letter : text) result += letter == '"' ? std::string("\"\"") : std::string(1, letter);
  return result + "\"";
}

}  // namespace

bool WeakResult::silenced_alone(std::size_t place) const {
  return std::ranges::any_of(singles, [&](const SingleFault& single) {
    return single.injection.place == place && silences(single.size.effect);
  });
}

bool does_more(const EffectSize& pair, const EffectSize& first, const EffectSize& second, Duration least) {
  if (!harms(pair.effect)) return false;
  const EffectSize& worse = first < second ? first : second;
  if (pair.effect < worse.effect) return true;
  if (pair.effect != worse.effect || silences(pair.effect)) return false;
  const bool of_warning = pair.effect == Effect::delayed;
  const Duration here = of_warning ? pair.red_delay : pair.act_delay;
  const Duration there = of_warning ? worse.red_delay : worse.act_delay;
  return here - there >= least;
}

std::string csv_of(const WeakResult& result) {
  std::string text =
      "kind,place,fault,moment,at_s,second_kind,second_place,second_fault,second_moment,second_at_s,effect,"
      "red_delay_s,act_delay_s,more_than_either\n";
  const auto where = [&](const Injection& injection) {
    const FaultPlace& place = result.places[injection.place];
    const Moment& moment = result.path.moments[injection.moment];
    return place_kind_name(place.kind).key + "," + quoted(place.name.english) + "," +
           place.faults[injection.fault].key + "," + moment.key + "," +
           format_number(to_seconds(moment.time));
  };
  const auto what = [&](const EffectSize& size) {
    return effect_name(size.effect).key + "," + format_number(to_seconds(size.red_delay)) + "," +
           format_number(to_seconds(size.act_delay));
  };
  for (const SingleFault& single : result.singles)
    text += where(single.injection) + ",,,,,," + what(single.size) + ",\n";
  for (const FaultPair& pair : result.pairs)
    text += where(pair.first) + "," + where(pair.second) + "," + what(pair.size) + "," +
            (pair.more ? "1" : "0") + "\n";
  return text;
}

Json json_of(const WeakResult& result) {
  Json json{{"scenario", result.scenario},
            {"seed", result.seed},
            {"network", result.network},
            {"enterprise", result.enterprise},
            {"complete", result.complete},
            {"without_faults",
             {{"danger_s", microseconds(result.path.danger)},
              {"red_warning_s", to_seconds(result.path.red)},
              {"first_act_s", microseconds(result.path.act)}}}};
  for (const Moment& moment : result.path.moments)
    json["moments"].push_back({{"key", moment.key}, {"at_s", to_seconds(moment.time)}});
  json["singles"] = {{"planned", result.singles_planned}, {"run", result.singles.size()}};
  for (const SingleFault& single : result.singles) {
    Json row = described(result, single.injection);
    row.update(described(single.size));
    json["singles"]["faults"].push_back(std::move(row));
  }
  json["cut_sets"] = {{"smallest", result.cuts.smallest ? Json(*result.cuts.smallest) : Json()},
                      {"single", Json::array()},
                      {"pairs", Json::array()}};
  for (const std::size_t place : result.cuts.single)
    json["cut_sets"]["single"].push_back(
        {{"place", result.places[place].name.english}, {"silences", result.silenced_alone(place)}});
  for (const CutPair& pair : result.cut_pairs) {
    Json row{{"first", result.places[pair.first].name.english},
             {"second", result.places[pair.second].name.english}};
    row.update(described(pair.size));
    json["cut_sets"]["pairs"].push_back(std::move(row));
  }
  json["pairs"] = {{"run", result.pairs.size()},
                   {"planned", result.pairs_planned},
                   {"covered", result.pair_coverage.covered},
                   {"possible", result.pair_coverage.possible},
                   {"excluded", result.pair_coverage.excluded},
                   {"more_than_either", Json::array()}};
  for (const FaultPair& pair : result.pairs) {
    if (!pair.more) continue;
    Json row{{"first", described(result, pair.first)}, {"second", described(result, pair.second)}};
    row.update(described(pair.size));
    json["pairs"]["more_than_either"].push_back(std::move(row));
  }
  return json;
}

}  // namespace fengsui::weak
