// Any bytes as a rule file: either rules that can be applied to points, or an InputError, never anything
// else.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "sim/base/error.h"
#include "twin/engine/reference_engine.h"
#include "twin/engine/rule_reader.h"

namespace {

// One unit that has every point the rules speak of.
fengsui::Directory unit_for(const fengsui::engine::Rules& rules) {
  fengsui::Directory directory;
  directory.enterprises.push_back({"A", "aluminium", 0.0, 0.0});
  directory.gateways.push_back({fengsui::EnterpriseId(0), std::chrono::minutes(1)});
  for (const fengsui::engine::PointRule& rule : rules.points) {
    fengsui::PointEntry point;
    point.tag = rule.tag;
    point.unit_class = rule.unit_class;
    point.measure = rule.measure;
    point.enterprise = fengsui::EnterpriseId(0);
    point.unit = fengsui::UnitId(0);
    point.gateway = fengsui::GatewayId(0);
    point.range_high = 100.0;
    point.period = std::chrono::seconds(1);
    directory.points.push_back(point);
  }
  return directory;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace fengsui;
  try {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const engine::Rules rules = engine::read_rules(text, "fuzz.json");
    const Directory directory = unit_for(rules);
    engine::ReferenceEngine reference(rules);
    if (reference.begin(directory, scenario_start).size() != directory.points.size()) std::abort();

    // every point says something, so that every formula is evaluated
    EngineOutput output;
    for (int second = 1; second <= 4; ++second) {
      std::vector<Reading> readings;
      const Time now = scenario_start + std::chrono::seconds(second);
      for (std::size_t i = 0; i < directory.points.size(); ++i)
        readings.push_back({now, 40.0 * second - static_cast<double>(i), PointId(i), Quality::good, {}});
      reference.exchange({now, readings, {}, {}, {}}, output);
    }
  } catch (const InputError& error) {
    if (error.found.empty() || error.expected.empty()) std::abort();
  }
  return 0;
}
