#include "scenarios/catalogue_reader.h"

#include <algorithm>

#include "sim/base/text.h"

namespace fengsui {

namespace {

using namespace plant;

// What the rows of a class refer to while they are read.
struct Reader {
  const Vocabulary& words;
  const std::map<std::string, std::string>& sources;
  const std::map<std::string, SensorKind>& sensors;
};

InputError unknown_name(const JsonValue& value, const std::string& name,
                        const std::vector<std::string>& known) {
  const auto suggestion = nearest(name, known);
  return value.error("\"" + name + "\"",
                     suggestion ? "\"" + *suggestion + "\" perhaps" : "one of the known names");
}

std::string source_of(const std::map<std::string, std::string>& sources, const JsonValue& value) {
  const std::string source = value.text();
  if (sources.contains(source) || source.starts_with("estimate: ")) return source;
  std::vector<std::string> known;
  for (const auto& [key, title] : sources) known.push_back(key);
  const auto suggestion = nearest(source, known);
  throw value.error("source \"" + source + "\"", suggestion ? "\"" + *suggestion + "\" perhaps"
                                                            : "a key of \"sources\" or \"estimate: why\"");
}

std::size_t place_of(std::span<const Word> words, const JsonValue& value) {
  const auto place = position(words, value.text());
  if (!place) throw unknown_name(value, value.text(), keys(words));
  return *place;
}

// The members of a map in the order of the vocabulary: every word must be there, and nothing else.
std::vector<JsonValue> in_order(const JsonValue& value, std::span<const Word> words) {
  const JsonObject object = value.object(keys(words));
  std::vector<JsonValue> rows;
  for (const Word& word : words) rows.push_back(object[word.key]);
  return rows;
}

Direction direction_of(const JsonValue& value) {
  return value.text_of({"up", "down"}) == "up" ? Direction::up : Direction::down;
}

double share(const JsonValue& value) {
  const double number = value.quantity("1");
  if (number < 0.0 || number > 1.0) throw value.error(format_number(number), "a share from 0 to 1");
  return number;
}

std::vector<CatalogueParameter> parameters(const Reader& reader, const JsonValue& value) {
  std::vector<CatalogueParameter> result;
  const auto rows = in_order(value, reader.words.parameters);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Word& word = reader.words.parameters[i];
    const JsonObject row = rows[i].object({"value", "source"});
    const double number = row["value"].quantity(word.unit);
    if (number < 0.0) throw row["value"].error(format_number(number), "a value that is not negative");
    result.push_back(
        {std::string(word.key), std::string(word.unit), {number, source_of(reader.sources, row["source"])}});
  }
  return result;
}

std::vector<CataloguePhase> phases(const Reader& reader, const JsonValue& value) {
  std::vector<CataloguePhase> result;
  const auto rows = in_order(value, reader.words.phases);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const JsonObject row = rows[i].object({"english", "chinese", "min", "mode", "max", "source"});
    CataloguePhase phase;
    phase.key = reader.words.phases[i].key;
    phase.english = row["english"].text();
    phase.chinese = row["chinese"].text();
    if (row.has("min") || row.has("mode") || row.has("max")) {
      phase.low_s = row["min"].quantity("s");
      phase.mode_s = row["mode"].quantity("s");
      phase.high_s = row["max"].quantity("s");
      if (phase.low_s <= 0.0 || phase.low_s > phase.mode_s || phase.mode_s > phase.high_s)
        throw rows[i].error("min, mode and max out of order", "0 < min <= mode <= max");
      phase.source = source_of(reader.sources, row["source"]);
    }
    result.push_back(phase);
  }
  return result;
}

Limits limits(const JsonObject& row, const std::string& measure) {
  Limits result;
  double last = -INFINITY;
  const auto read = [&](const char* key, std::optional<double>& limit) {
    if (!row.has(key)) return;
    limit = row[key].quantity(measure);
    if (*limit < last) throw row[key].error(format_number(*limit), "low_low <= low <= high <= high_high");
    last = *limit;
  };
  read("low_low", result.low_low);
  read("low", result.low);
  read("high", result.high);
  read("high_high", result.high_high);
  return result;
}

std::vector<CataloguePoint> points(const Reader& reader, const JsonValue& value) {
  std::vector<CataloguePoint> result;
  for (const JsonValue& each : value.array()) {
    const JsonObject row = each.object({"tag", "chinese", "english", "signal", "measure", "range", "normal",
                                        "low_low", "low", "high", "high_high", "sensor", "period", "source"});
    CataloguePoint point;
    point.tag = row["tag"].text();
    if (std::ranges::find(result, point.tag, &CataloguePoint::tag) != result.end())
      throw row["tag"].error("a second \"" + point.tag + "\"", "each tag once");
    point.chinese = row["chinese"].text();
    point.english = row["english"].text();
    point.signal = place_of(reader.words.signals, row["signal"]);
    point.measure = row["measure"].text();
    const std::string unit(reader.words.signals[point.signal].unit);
    if (point.measure != unit)
      throw row["measure"].error("\"" + point.measure + "\"", "\"" + unit + "\", as the signal has");
    const auto pair = [&](const char* key, double& low, double& high) {
      const auto ends = row[key].array();
      if (ends.size() != 2) throw row[key].error(std::to_string(ends.size()) + " values", "two values");
      low = ends[0].quantity(unit);
      high = ends[1].quantity(unit);
      if (low > high) throw row[key].error("low above high", "low <= high");
    };
    pair("range", point.range_low, point.range_high);
    pair("normal", point.normal_low, point.normal_high);
    if (point.range_low == point.range_high) throw row["range"].error("an empty range", "low < high");
    point.limits = limits(row, unit);
    const auto sensor = reader.sensors.find(row["sensor"].text());
    if (sensor == reader.sensors.end()) {
      std::vector<std::string> known;
      for (const auto& [key, kind] : reader.sensors) known.push_back(key);
      throw unknown_name(row["sensor"], row["sensor"].text(), known);
    }
    point.sensor = sensor->second;
    point.period = row["period"].duration();
    if (point.period <= Duration::zero()) throw row["period"].error("no time at all", "a period above 0");
    point.source = source_of(reader.sources, row["source"]);
    result.push_back(std::move(point));
  }
  return result;
}

// "casting_well/melt_water_explosion"
void leads_to(const JsonValue& value, CatalogueFault& fault) {
  const std::string text = value.text();
  const std::size_t slash = text.find('/');
  const auto unit_class = unit_class_of(text.substr(0, slash));
  if (slash == std::string::npos || !unit_class)
    throw value.error("\"" + text + "\"", "class/accident, such as \"casting_well/melt_water_explosion\"");
  const auto accidents = vocabulary(*unit_class).accidents;
  const auto accident = position(accidents, text.substr(slash + 1));
  if (!accident) throw unknown_name(value, text.substr(slash + 1), keys(accidents));
  fault.leads_to_class = unit_class;
  fault.leads_to = *accident;
}

std::vector<CatalogueFault> faults(const Reader& reader, const JsonValue& value) {
  std::vector<CatalogueFault> result;
  const auto rows = in_order(value, reader.words.faults);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Word& word = reader.words.faults[i];
    const JsonObject row =
        rows[i].object({"english", "chinese", "rate", "size", "repair", "notice", "leads_to", "source"});
    CatalogueFault fault;
    fault.key = word.key;
    fault.english = row["english"].text();
    fault.chinese = row["chinese"].text();
    fault.size_unit = word.unit;
    fault.rate_per_s = row["rate"].quantity("1/s");
    if (fault.rate_per_s < 0.0) throw row["rate"].error("a negative rate", "a rate that is not negative");
    if (word.unit.empty() && row.has("size"))
      throw row["size"].error("a size", "none: this fault has no size");
    if (!word.unit.empty()) fault.size = row["size"].quantity(word.unit);
    fault.repair = row["repair"].delay();
    if (row.has("notice")) fault.notice = row["notice"].delay();
    if (row.has("leads_to")) leads_to(row["leads_to"], fault);
    fault.source = source_of(reader.sources, row["source"]);
    result.push_back(std::move(fault));
  }
  return result;
}

std::vector<CatalogueInterlock> interlocks(const Reader& reader, const JsonValue& value,
                                           const std::vector<CataloguePoint>& points) {
  std::vector<CatalogueInterlock> result;
  for (const auto& [key, each] : value.map().members()) {
    const JsonObject row =
        each.object({"english", "chinese", "signal", "direction", "level", "delay", "response",
                     "probability_of_failure", "armed_when", "point", "actions", "fitted", "source"});
    CatalogueInterlock interlock;
    interlock.key = key;
    interlock.english = row["english"].text();
    interlock.chinese = row["chinese"].text();
    interlock.signal = place_of(reader.words.signals, row["signal"]);
    interlock.direction = direction_of(row["direction"]);
    interlock.level = row["level"].quantity(reader.words.signals[interlock.signal].unit);
    interlock.delay = row["delay"].duration();
    interlock.response = row["response"].duration();
    interlock.probability_of_failure = share(row["probability_of_failure"]);
    if (row.has("armed_when")) interlock.armed_signal = place_of(reader.words.signals, row["armed_when"]);
    interlock.point = row["point"].text();
    const auto point = std::ranges::find(points, interlock.point, &CataloguePoint::tag);
    if (point == points.end()) {
      std::vector<std::string> known;
      for (const CataloguePoint& one : points) known.push_back(one.tag);
      throw unknown_name(row["point"], interlock.point, known);
    }
    if (point->signal != interlock.signal)
      throw row["point"].error(interlock.point, "a point that measures the interlock's signal");
    for (const JsonValue& action : row["actions"].array()) {
      const auto found = action_of(action.text());
      std::vector<std::string> known;
      for (const ActionName& name : action_names()) known.emplace_back(name.key);
      if (!found) throw unknown_name(action, action.text(), known);
      interlock.actions.push_back(*found);
    }
    interlock.fitted = interlock.customary = row["fitted"].boolean();
    interlock.source = source_of(reader.sources, row["source"]);
    result.push_back(std::move(interlock));
  }
  return result;
}

std::vector<CatalogueAccident> accidents(const Reader& reader, const JsonValue& value) {
  std::vector<CatalogueAccident> result;
  const auto rows = in_order(value, reader.words.accidents);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const JsonObject row = rows[i].object({"english", "chinese", "signal", "direction", "level", "scale",
                                           "shape", "point_of_no_return", "source"});
    CatalogueAccident accident;
    accident.key = reader.words.accidents[i].key;
    accident.english = row["english"].text();
    accident.chinese = row["chinese"].text();
    accident.signal = place_of(reader.words.signals, row["signal"]);
    accident.direction = direction_of(row["direction"]);
    const std::string_view unit = reader.words.signals[accident.signal].unit;
    if (row.has("shape")) {
      accident.level = row["scale"].quantity(unit);
      accident.shape = row["shape"].quantity("1");
      if (accident.level <= 0.0 || *accident.shape <= 0.0)
        throw rows[i].error("scale or shape not above 0", "both above 0");
    } else {
      accident.level = row["level"].quantity(unit);
    }
    accident.point_of_no_return = row["point_of_no_return"].quantity(unit);
    accident.source = source_of(reader.sources, row["source"]);
    result.push_back(std::move(accident));
  }
  return result;
}

std::map<std::string, SensorKind> sensor_kinds(const std::map<std::string, std::string>& sources,
                                               const JsonValue& value) {
  std::map<std::string, SensorKind> result;
  for (const auto& [key, each] : value.map().members()) {
    const JsonObject row = each.object({"lag", "noise", "resolution", "source"});
    result[key] = {key, to_seconds(row["lag"].duration()), share(row["noise"]), share(row["resolution"]),
                   source_of(sources, row["source"])};
  }
  return result;
}

BaseRisk base_risk(const std::map<std::string, std::string>& sources, const JsonValue& value) {
  const auto points = [&](const JsonValue& entry) {
    Sourced number = entry.sourced("1");
    number.source = source_of(sources, entry.map()["source"]);
    if (number.value < 0.0 || number.value > 100.0)
      throw entry.error(format_number(number.value), "points from 0 to 100");
    return number;
  };
  std::vector<std::string> known = {"any_enterprise", "management"};
  for (const UnitClass unit_class : all_unit_classes) known.emplace_back(vocabulary(unit_class).key);
  const JsonObject object = value.object(known);
  BaseRisk risk;
  risk.any_enterprise = points(object["any_enterprise"]);
  risk.management = points(object["management"]);
  for (const UnitClass unit_class : all_unit_classes)
    risk.per_unit[static_cast<std::size_t>(unit_class)] = points(object[vocabulary(unit_class).key]);
  return risk;
}

}  // namespace

plant::Catalogue read_catalogue(std::string_view text, const std::string& file) {
  const JsonDocument document = JsonDocument::parse(text, file);
  const JsonObject root = document.root().object({"sector", "sources", "base_risk", "sensors", "classes"});
  Catalogue catalogue;
  catalogue.sector = root["sector"].text_of({"aluminium"});
  for (const auto& [key, title] : root["sources"].map().members()) {
    catalogue.sources[key] = title.text();
    if (title.text().empty()) throw title.error("\"\"", "title and where it was published");
  }
  catalogue.base_risk = base_risk(catalogue.sources, root["base_risk"]);
  const auto sensors = sensor_kinds(catalogue.sources, root["sensors"]);
  std::vector<std::string> class_keys;
  for (const UnitClass unit_class : all_unit_classes) class_keys.emplace_back(vocabulary(unit_class).key);
  const JsonObject classes = root["classes"].object(class_keys);
  for (const UnitClass unit_class : all_unit_classes) {
    const Reader reader{vocabulary(unit_class), catalogue.sources, sensors};
    const JsonObject rows = classes[reader.words.key].object(
        {"parameters", "phases", "points", "faults", "interlocks", "accidents"});
    ClassCatalogue& result = catalogue.classes[static_cast<std::size_t>(unit_class)];
    result.parameters = parameters(reader, rows["parameters"]);
    result.phases = phases(reader, rows["phases"]);
    result.points = points(reader, rows["points"]);
    result.faults = faults(reader, rows["faults"]);
    result.interlocks = interlocks(reader, rows["interlocks"], result.points);
    result.accidents = accidents(reader, rows["accidents"]);
  }
  return catalogue;
}

}  // namespace fengsui
