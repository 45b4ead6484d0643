#include "twin/conform/kit_points.h"

#include <array>
#include <cassert>

namespace fengsui::conform {

namespace {

struct KitPoint {
  std::string_view tag;
  Limits limits;
};

constexpr double high = 50.0;

std::array<KitPoint, 15> kit_points() {
  Limits all, band, one, trip;
  all.low_low = 10.0, all.low = 20.0, all.high = 80.0, all.high_high = 90.0;
  band.low = 20.0, band.high = high;
  one.high = high;
  trip.high_high = high;
  return {{{"CT_LIMIT", all},
           {"CT_ON", one},
           {"CT_OFF", one},
           {"CT_BAND", band},
           {"CT_LATCH", one},
           {"CT_PLAIN", one},
           {"CT_ARMED", one},
           {"CT_URGENT", trip},
           {"CT_TWO_ON", one},
           {"CT_TWO_OFF", one},
           {"CT_TWO_BOTH", one},
           {"CT_THREE_ON", one},
           {"CT_THREE_BOTH", one},
           {"CT_FIVE_BOTH", one},
           {"CT_RUN", {}}}};
}

PointEntry entry_of(std::string_view tag, const Limits& limits, UnitId unit) {
  PointEntry point;
  point.tag = tag;
  point.unit_class = "conformance";
  point.unit_name = "unit " + std::to_string(unit.index + 1);
  point.measure = tag == "CT_RUN" ? "bool" : "mm";
  point.enterprise = EnterpriseId(0);
  point.unit = unit;
  point.gateway = GatewayId(0);
  point.range_high = tag == "CT_RUN" ? 1.0 : 100.0;
  point.limits = limits;
  point.period = std::chrono::seconds(1);
  return point;
}

}  // namespace

Directory kit_directory(std::size_t extra) {
  Directory directory;
  directory.enterprises.push_back({"符合性试验厂（虚构）", "conformance", 0.0, 0.0});
  directory.gateways.push_back({EnterpriseId(0), std::chrono::seconds(60)});
  directory.gateways.push_back({EnterpriseId(0), std::chrono::seconds(60)});
  for (const KitPoint& point : kit_points())
    directory.points.push_back(entry_of(point.tag, point.limits, UnitId(0)));
  Limits one;
  one.high = high;
  for (std::size_t i = 0; i < extra; ++i)
    directory.points.push_back(entry_of("CT_PLAIN", one, UnitId(1 + i)));
  return directory;
}

PointId kit_point(std::string_view tag) {
  const auto points = kit_points();
  for (std::size_t i = 0; i < points.size(); ++i)
    if (points[i].tag == tag) return PointId(i);
  assert(!"a tag of the kit");
  return {};
}

}  // namespace fengsui::conform
