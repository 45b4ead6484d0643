// The engine of limits_engine.py once more in C++: limits of the directory, yellow for L and H, orange for LL
// and HH. It needs nothing of Fengsui: only messages of docs/engine-protocol.md.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace example {

using nlohmann::json;

struct Condition {
  std::string key;
  bool upper = false;
  int priority = 2, rank = 1;
};

// worse conditions first
inline const std::vector<Condition> conditions = {
    {"low_low", false, 1, 2}, {"high_high", true, 1, 2}, {"low", false, 2, 1}, {"high", true, 2, 1}};
inline const std::vector<std::string> colours = {"none", "yellow", "orange"};

struct Standing {
  std::uint64_t number = 0;
  int rank = 0;
};

class LimitsEngine {
 public:
  explicit LimitsEngine(const json& directory) : points_(directory.at("points")) {}

  json advance(const json& message) {
    const auto now = message.at("advance_to").get<std::int64_t>();
    json alarms = json::array(), warnings = json::array();
    std::vector<std::size_t> touched;  // enterprises, in the order of their first alarm
    for (const json& reading : message.value("readings", json::array())) {
      const auto point = reading[0].get<std::size_t>();
      const auto time = reading[1].get<std::int64_t>();
      // bad values and stragglers decide nothing
      const auto [latest, first] = latest_.try_emplace(point, time);
      if (reading.size() > 3 || reading[2].is_null() || (!first && time <= latest->second)) continue;
      latest->second = time;
      for (json& alarm : observe(point, std::min(time, now), reading[2].get<double>())) {
        const auto enterprise = alarm["enterprise"].get<std::size_t>();
        if (std::ranges::find(touched, enterprise) == touched.end()) touched.push_back(enterprise);
        alarms.push_back(std::move(alarm));
      }
    }
    for (const std::size_t enterprise : touched)
      if (auto warning = grade(enterprise, now)) warnings.push_back(std::move(*warning));
    return {{"alarms", std::move(alarms)}, {"warnings", std::move(warnings)}};
  }

 private:
  std::vector<json> observe(std::size_t point, std::int64_t time, double value) {
    std::vector<json> alarms;
    const json& limits = points_[point]["limits"];
    for (const Condition& condition : conditions) {
      if (!limits.contains(condition.key)) continue;
      const double limit = limits[condition.key].get<double>();
      const bool beyond = condition.upper ? value >= limit : value <= limit;
      const std::pair key{point, condition.key};
      const auto active = active_.find(key);
      if (beyond == (active != active_.end())) continue;
      const std::uint64_t number = beyond ? alarms_given_++ : active->second;
      if (beyond)
        active_.emplace(key, number);
      else
        active_.erase(active);
      alarms.push_back({{"id", number},
                        {"point", point},
                        {"enterprise", points_[point]["enterprise"]},
                        {"event", beyond ? "raised" : "returned"},
                        {"condition", condition.key},
                        {"priority", condition.priority},
                        {"time", time},
                        {"value", value},
                        {"limit", limit}});
    }
    return alarms;
  }

  // The warning that the alarms of an enterprise ask for, if it is another than the one that stands.
  std::optional<json> grade(std::size_t enterprise, std::int64_t time) {
    int rank = 0;
    std::vector<std::uint64_t> because;
    for (const Condition& condition : conditions) {
      // in the order in which they were raised, as everywhere
      std::vector<std::uint64_t> numbers;
      for (const auto& [key, number] : active_)
        if (key.second == condition.key && points_[key.first]["enterprise"] == enterprise)
          numbers.push_back(number);
      std::ranges::sort(numbers);
      because.insert(because.end(), numbers.begin(), numbers.end());
      if (!numbers.empty()) rank = std::max(rank, condition.rank);
    }
    Standing& standing = standing_[enterprise];
    if (rank == standing.rank) return {};
    const bool raised = standing.rank == 0;
    if (raised) standing.number = warnings_given_++;
    standing.rank = rank;
    return json{{"id", standing.number},
                {"enterprise", enterprise},
                {"event", raised      ? "raised"
                          : rank == 0 ? "ended"
                                      : "changed"},
                {"colour", colours[static_cast<std::size_t>(rank)]},
                {"time", time},
                {"because", because},
                {"reason", "limits of its own"}};
  }

  json points_;
  std::map<std::size_t, std::int64_t> latest_;
  std::map<std::pair<std::size_t, std::string>, std::uint64_t> active_;
  std::map<std::size_t, Standing> standing_;
  std::uint64_t alarms_given_ = 0, warnings_given_ = 0;
};

// One line in, one line out.
class Conversation {
 public:
  std::string answer(const std::string& line, const std::string& name) {
    const json message = json::parse(line);
    json answer = {{"here", 1}};
    if (message.contains("hello")) {
      engine_.emplace(message["hello"]);
      answer = {{"ready", {{"protocol", 1}, {"engine", name}}}};
    } else if (message.contains("advance_to")) {
      answer = engine_.value().advance(message);
    }
    return answer.dump();
  }

 private:
  std::optional<LimitsEngine> engine_;
};

}  // namespace example
