#include "twin/points/points_file.h"

#include <cassert>

#include "scenarios/catalogue_reader.h"
#include "sim/base/json_syntax.h"
#include "sim/base/strict_json.h"
#include "sim/plant/vocabulary.h"
#include "sim/port/json_lines.h"

namespace fengsui {

namespace {

PointsFile points_of(const plant::Catalogue& catalogue, const std::string& file) {
  PointsFile points{file, {}, {}};
  points.directory.enterprises.push_back({file, catalogue.sector, 0.0, 0.0});
  points.directory.gateways.push_back({EnterpriseId(0), {}});
  for (std::uint32_t i = 0; i < unit_class_count; ++i) {
    const std::string unit_class(plant::vocabulary(static_cast<UnitClass>(i)).key);
    std::size_t row = 0;
    for (const plant::CataloguePoint& point : catalogue.classes[i].points) {
      points.directory.points.push_back({point.tag, unit_class, unit_class, point.measure, EnterpriseId(0),
                                         UnitId(i), GatewayId(0), point.range_low, point.range_high,
                                         point.limits, point.period});
      points.limits.push_back("/classes/" + unit_class + "/points/" + std::to_string(row++));
    }
  }
  return points;
}

PointsFile points_of_hello(std::string_view hello, const std::string& file) {
  PointsFile points{file, json_lines::read_hello(hello, file), {}};
  for (std::size_t i = 0; i < points.directory.points.size(); ++i)
    points.limits.push_back("/hello/points/" + std::to_string(i) + "/limits");
  return points;
}

}  // namespace

PointsFile read_points(std::string_view text, const std::string& file) {
  // a recorded conversation goes on after the hello
  const std::string_view first = text.substr(0, text.find('\n'));
  const std::string_view json = first.starts_with("{\"hello\"") && !json_syntax_fault(first) ? first : text;
  const JsonDocument document = JsonDocument::parse(json, file);
  const JsonObject root = document.root().map();
  if (root.has("hello")) return points_of_hello(json, file);
  if (root.has("classes")) return points_of(read_catalogue(text, file), file);
  throw root.value().error("no points",
                           "a catalogue such as data/catalogue/aluminium.json, or the hello of "
                           "docs/engine-protocol.md");
}

std::string place_of(const engine::LintFinding& finding, const std::string& rule_file,
                     const PointsFile* points) {
  if (!finding.point.valid()) return rule_file + ": " + finding.pointer;
  assert(points && finding.point.index < points->limits.size());
  return points->file + ": " + points->limits[finding.point.index] + finding.pointer;
}

}  // namespace fengsui
