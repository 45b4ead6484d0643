#include "twin/study/study_reader.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "scenarios/reference.h"
#include "sim/base/strict_json.h"
#include "sim/base/text.h"
#include "twin/record/seal.h"
#include "twin/search/pareto_search.h"
#include "twin/study/design.h"
#include "twin/study/factor.h"
#include "twin/study/sensitivity_reader.h"
#include "twin/study/tuning_reader.h"

namespace fengsui {

namespace {

constexpr std::int64_t most_replications = 1'000'000, most_runs = 100'000'000, largest_seed = 1LL << 52;
// a smaller sample can look narrow by chance
constexpr std::int64_t least_before_stopping = 10;

std::string key_of(const JsonValue& value) {
  const std::string key = value.text();
  const bool plain = !key.empty() && std::ranges::all_of(key, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  if (!plain) throw value.error("\"" + key + "\"", "lower-case letters, digits, _ and -");
  return key;
}

double level_of(const Factor& factor, const JsonValue& value) {
  const double level = value.quantity(factor.unit);
  if (factor.whole && level != std::round(level))
    throw value.error(format_number(level), "a whole number, as stands at " + factor.pointer);
  return tidy(level);
}

void read_levels(const JsonObject& object, Factor& factor) {
  if (object.has("values")) {
    for (const char* key : {"from", "to", "step"})
      if (object.has(key)) throw object[key].error("this beside \"values\"", "either a list or bounds");
    for (const JsonValue& value : object["values"].array()) factor.levels.push_back(level_of(factor, value));
    if (factor.levels.empty()) throw object["values"].error("an empty list", "at least one value");
    return;
  }
  factor.low = level_of(factor, object["from"]);
  factor.high = level_of(factor, object["to"]);
  if (factor.low >= factor.high) throw object["to"].error(object["to"].json().dump(), "more than \"from\"");
  if (!object.has("step")) {
    if (factor.whole)
      throw object.value().error("no \"step\"", "a step, for only whole numbers may stand there");
    return;
  }
  const double step = level_of(factor, object["step"]);
  if (step <= 0.0) throw object["step"].error(object["step"].json().dump(), "a step above 0");
  const double count = std::floor((factor.high - factor.low) / step + 1e-9);
  if (count >= static_cast<double>(most_points))
    throw object["step"].error("too many steps", "a larger step");
  for (std::size_t i = 0; i <= static_cast<std::size_t>(count); ++i)
    factor.levels.push_back(tidy(factor.low + static_cast<double>(i) * step));
}

Label label_of(const JsonValue& value) {
  const JsonObject object = value.object({"en", "zh"});
  return {object["en"].text(), object["zh"].text()};
}

Factor factor_of(const JsonValue& value, const std::vector<InputFile>& inputs) {
  const JsonObject object = value.object({"key", "name", "file", "at", "values", "from", "to", "step"});
  Factor factor;
  factor.key = key_of(object["key"]);
  if (object.has("name")) factor.name = label_of(object["name"]);
  factor.role = object["file"].text_of({"scenario", "catalogue", "policy", "rules", "network"});
  factor.pointer = object["at"].text();
  resolve(factor, inputs, object["at"]);
  read_levels(object, factor);
  return factor;
}

std::vector<double> point_of(const JsonValue& value, const std::vector<Factor>& factors) {
  std::vector<std::string> keys;
  for (const Factor& factor : factors) keys.push_back(factor.key);
  const JsonObject object = value.object(keys);
  std::vector<double> point;
  for (const Factor& factor : factors) point.push_back(level_of(factor, object[factor.key]));
  return point;
}

Design design_of(const JsonValue& value, const std::vector<Factor>& factors) {
  Design design;
  if (value.is_text()) {
    value.text_of({"grid"});
    double size = 1.0;
    for (const Factor& factor : factors) {
      if (factor.levels.empty())
        throw value.error("a grid over \"" + factor.key + "\", which has neither values nor step",
                          "levels for every factor, or another design");
      size *= static_cast<double>(factor.levels.size());
    }
    if (size > static_cast<double>(most_points))
      throw value.error(format_number(size) + " points", "at most " + std::to_string(most_points));
    return design;
  }
  const JsonObject object = value.object({"latin_hypercube", "sobol", "points"});
  if (object.members().size() != 1)
    throw value.error(std::to_string(object.members().size()) + " designs",
                      "\"grid\", or one of latin_hypercube, sobol, points");
  if (object.has("points")) {
    design.kind = DesignKind::points;
    for (const JsonValue& point : object["points"].array()) design.points.push_back(point_of(point, factors));
    if (design.points.empty()) throw object["points"].error("no point", "at least one");
    return design;
  }
  design.kind = object.has("sobol") ? DesignKind::sobol : DesignKind::latin_hypercube;
  design.size = static_cast<std::size_t>(object.members().front().second.integer(1, most_points));
  return design;
}

Stopping stopping_of(const JsonValue& value, std::size_t points) {
  Stopping stopping;
  if (value.is_number()) {
    stopping.at_least = stopping.at_most = static_cast<std::uint32_t>(value.integer(1, most_replications));
    return stopping;
  }
  const JsonObject object = value.object({"at_least", "at_most", "budget", "confidence"});
  stopping.at_least =
      static_cast<std::uint32_t>(object["at_least"].integer(least_before_stopping, most_replications));
  stopping.at_most =
      static_cast<std::uint32_t>(object["at_most"].integer(stopping.at_least, most_replications));
  if (object.has("budget")) {
    const auto needed = static_cast<std::int64_t>(stopping.at_least * points);
    stopping.budget = static_cast<std::uint64_t>(object["budget"].integer(1, most_runs));
    if (stopping.budget < static_cast<std::uint64_t>(needed))
      throw object["budget"].error(std::to_string(stopping.budget),
                                   "at least " + std::to_string(needed) + " runs: " + std::to_string(points) +
                                       " points, " + std::to_string(stopping.at_least) +
                                       " replications each");
  }
  if (object.has("confidence")) {
    stopping.confidence = object["confidence"].quantity("1");
    if (stopping.confidence <= 0.0 || stopping.confidence >= 1.0)
      throw object["confidence"].error(format_number(stopping.confidence), "a share above 0 and below 1");
  }
  return stopping;
}

StudyResponse response_of(const Kpi& kpi) { return {kpi.key, kpi.name, kpi.unit, {}, {}, kpi.part}; }

// One number, or, with "by", every part of it.
std::vector<StudyResponse> responses_of(const JsonValue& value, const std::vector<Kpi>& kpis) {
  const JsonObject object = value.object({"kpi", "half_width", "relative", "by"});
  const std::string key = object["kpi"].text();
  std::vector<StudyResponse> parts;
  if (object.has("by")) {
    const bool levels = object["by"].text_of({"colour", "colour_and_level"}) == "colour_and_level";
    for (const Kpi& row : kpis)
      if (row.part && row.part->of == key && row.part->level.has_value() == levels)
        parts.push_back(response_of(row));
    if (parts.empty()) {
      std::vector<std::string> known;
      for (const Kpi& row : kpis)
        if (row.part && std::ranges::find(known, row.part->of) == known.end()) known.push_back(row.part->of);
      throw unknown_reference(object["kpi"].pointer(), value.file(), "a number that is counted by colour",
                              key, known);
    }
    for (const char* width : {"half_width", "relative"})
      if (object.has(width))
        throw object[width].error("a width of many numbers at once",
                                  "the numbers that are to be known so well, each on its own: { \"kpi\": \"" +
                                      parts.front().kpi + "\", … }");
    return parts;
  }
  const auto kpi = std::ranges::find(kpis, key, &Kpi::key);
  if (kpi == kpis.end()) {
    std::vector<std::string> known;
    for (const Kpi& row : kpis) known.push_back(row.key);
    throw unknown_reference(object["kpi"].pointer(), value.file(), "a number of the score sheet", key, known);
  }
  StudyResponse response = response_of(*kpi);
  response.part.reset();
  const auto wanted = [&](const char* width, std::string_view unit) -> std::optional<double> {
    if (!object.has(width)) return {};
    const double size = object[width].quantity(unit);
    if (size <= 0.0) throw object[width].error(object[width].json().dump(), "a width above 0");
    return size;
  };
  // what is counted per hour or day is written without its unit
  response.half_width = wanted("half_width", known_unit(response.unit) ? response.unit : "");
  response.relative = wanted("relative", "1");
  return {std::move(response)};
}

std::string digest_of(const Study& study) {
  std::string all = FENGSUI_VERSION "\n" + study.text;
  // resumed under another version of the search, its points would have other numbers
  all += "\n" + search_version();
  for (const InputFile& input : study.inputs) all += "\n" + input.role + "\n" + input.text;
  return sha256_of(std::as_bytes(std::span(all)));
}

// Two rows under one key would become one column.
template <class Rows, class Key>
void refuse_twins(const JsonValue& list, const Rows& rows, Key key) {
  const auto places = list.array();
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (rows[i].*key == rows[j].*key)
        throw places[i].error("\"" + rows[i].*key + "\" again",
                              "each once (the first is " + places[j].pointer() + ")");
}

}  // namespace

Study read_study(std::string_view text, const std::string& file, const LoadBase& load) {
  const JsonDocument document = JsonDocument::parse(text, file);
  const JsonObject root =
      document.root().object({"$schema", "version", "id", "title", "scenario", "seed", "factors", "design",
                              "replications", "responses", "tune", "sensitivity"});
  root["version"].integer(1, 1);
  Study study;
  study.id = key_of(root["id"]);
  study.title = label_of(root["title"]);
  if (root.has("seed")) study.seed = static_cast<std::uint64_t>(root["seed"].integer(0, largest_seed));
  StudyBase base =
      load((std::filesystem::path(file).parent_path() / root["scenario"].text()).lexically_normal());
  study.inputs = std::move(base.inputs);

  for (const JsonValue& factor : root["factors"].array())
    study.factors.push_back(factor_of(factor, study.inputs));
  if (study.factors.empty()) throw root["factors"].error("no factor", "at least one");
  refuse_twins(root["factors"], study.factors, &Factor::key);
  if (root.has("sensitivity")) {
    study.sensitivity = sensitivity_of(root, study.factors);
    study.stopping.confidence = study.sensitivity->confidence;
  } else {
    study.design = design_of(root["design"], study.factors);
    study.stopping = stopping_of(root["replications"], design_points(study).size());
  }
  for (const JsonValue& response : root["responses"].array())
    for (StudyResponse& one : responses_of(response, base.kpis)) {
      if (std::ranges::find(study.responses, one.kpi, &StudyResponse::kpi) != study.responses.end())
        throw response.error("\"" + one.kpi + "\" again", "each number once");
      study.responses.push_back(std::move(one));
    }
  if (study.responses.empty()) throw root["responses"].error("no response", "at least one");

  if (root.has("tune")) study.tuning = tuning_of(root["tune"], study.responses);

  const bool wants = std::ranges::any_of(study.responses, [](const StudyResponse& response) {
    return response.half_width || response.relative;
  });
  if (study.stopping.at_least != study.stopping.at_most && !wants)
    throw root["replications"].error("a rule for when to stop",
                                     "a response with \"half_width\" or \"relative\" to be reached");
  if (study.stopping.at_least == study.stopping.at_most && wants)
    throw root["replications"].error(std::to_string(study.stopping.at_least),
                                     "{\"at_least\", \"at_most\"}, because a response wants a width");
  study.text = text;
  study.digest = digest_of(study);
  return study;
}

}  // namespace fengsui
