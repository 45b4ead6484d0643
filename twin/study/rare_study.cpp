#include "twin/study/rare_study.h"

#include <algorithm>

#include "sim/base/strict_json.h"
#include "sim/base/text.h"

namespace fengsui {

namespace {

// The position of a word among the known ones.
std::size_t word_of(const JsonValue& value, const std::vector<std::string>& known) {
  const std::string word = value.text();
  const auto found = std::ranges::find(known, word);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  const auto suggestion = nearest(word, known);
  std::string all;
  for (const std::string& each : known) all += (all.empty() ? "" : ", ") + each;
  throw value.error("\"" + word + "\"", suggestion ? "\"" + *suggestion + "\"?" : "one of: " + all);
}

std::vector<double> read_levels(const JsonValue& value) {
  std::vector<double> levels;
  double before = 0.0;
  for (const JsonValue& each : value.array()) {
    const double level = each.number();
    if (!(level > before && level < 1.0))
      throw each.error(format_number(level), "a number above " + format_number(before) + " and below 1");
    levels.push_back(level);
    before = level;
  }
  return levels;
}

}  // namespace

RareStudy read_rare_study(std::string_view text, const std::filesystem::path& file) {
  const JsonDocument document = JsonDocument::parse(text, file.string());
  const JsonObject root =
      document.root().object({"$schema", "version", "id", "title", "scenario", "seed", "accident", "levels",
                              "effort", "replications", "plain_runs"});
  root["version"].integer(1, 1);
  RareStudy study;
  study.file = file.string();
  study.text = text;
  study.id = root["id"].text();
  const JsonObject title = root["title"].object({"en", "zh"});
  study.title = {title["en"].text(), title["zh"].text()};
  study.scenario = file.parent_path() / root["scenario"].text();
  constexpr std::int64_t most = std::int64_t{1} << 53;
  if (root.has("seed")) study.seed = static_cast<std::uint64_t>(root["seed"].integer(0, most));

  const JsonObject accident = root["accident"].object({"class", "key"});
  std::vector<std::string> classes;
  for (const UnitClass each : all_unit_classes) classes.emplace_back(plant::vocabulary(each).key);
  study.unit_class = all_unit_classes[word_of(accident["class"], classes)];
  study.accident_key = accident["key"].text();
  study.accident = word_of(accident["key"], plant::keys(plant::vocabulary(study.unit_class).accidents));

  study.levels = read_levels(root["levels"]);
  study.effort = static_cast<std::uint32_t>(root["effort"].integer(2, 10'000'000));
  study.replications = static_cast<std::uint32_t>(root["replications"].integer(2, 100'000));
  if (root.has("plain_runs"))
    study.plain_runs = static_cast<std::uint64_t>(root["plain_runs"].integer(0, most));
  return study;
}

}  // namespace fengsui
