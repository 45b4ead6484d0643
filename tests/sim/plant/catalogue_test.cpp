// The catalogue file and its reader: units, sources, and errors that say where.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/sim/plant/shop.h"

namespace fengsui::plant {

using testing::HasSubstr;

namespace {

bool has_digit_quantity(const nlohmann::json& value) {
  if (value.is_number()) return true;
  if (!value.is_string()) return false;
  const auto& text = value.get_ref<const std::string&>();
  return !text.empty() && text.front() >= '0' && text.front() <= '9' && text.find(' ') != std::string::npos &&
         text.find("号") == std::string::npos;
}

// The quantities that have no source of their own and lie in no row that has one.
void find_unsourced(const nlohmann::json& value, const std::string& place, std::vector<std::string>& found) {
  if (value.is_object() && value.contains("source")) return;
  if (has_digit_quantity(value)) found.push_back(place);
  if (value.is_array())
    for (const auto& each : value) find_unsourced(each, place, found);
  if (value.is_object())
    for (const auto& [key, each] : value.items()) find_unsourced(each, place + "/" + key, found);
}

std::vector<std::string> unsourced(nlohmann::json catalogue) {
  catalogue.erase("sources");  // their titles hold dates
  std::vector<std::string> found;
  find_unsourced(catalogue, "", found);
  return found;
}

InputError error_of(const std::string& from, const std::string& to) {
  std::string text = catalogue_text();
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  try {
    read_catalogue(text, "aluminium.json");
  } catch (const InputError& error) {
    return error;
  }
  ADD_FAILURE() << "accepted " << to;
  return InputError("", "", "", "");
}

}  // namespace

TEST(CatalogueFile, EveryNumberHasASource) {
  auto json = nlohmann::json::parse(catalogue_text(), nullptr, true, true);
  EXPECT_THAT(unsourced(json), testing::IsEmpty());

  json["base_risk"]["management"].erase("source");
  json["classes"]["casting_well"]["faults"]["guide_hole_leak"].erase("source");
  EXPECT_THAT(unsourced(json), testing::Contains("/base_risk/management/value"));
  EXPECT_THAT(unsourced(json), testing::Contains("/classes/casting_well/faults/guide_hole_leak/size"));
}

TEST(CatalogueReader, RefusesANumberWithoutASource) {
  const auto left_out =
      error_of("{\"value\": 20, \"source\": \"estimate: an average inspection result\"}", "{\"value\": 20}");
  EXPECT_EQ(left_out.place, "/base_risk/management");
  EXPECT_THAT(left_out.what(), HasSubstr("\"source\""));
  EXPECT_THAT(error_of("\"source\": \"estimate: an average inspection result\"", "\"source\": \"\"").what(),
              HasSubstr("source"));
}

TEST(CatalogueFile, EverySourceIsUsed) {
  const std::string text = catalogue_text();
  for (const auto& [key, title] : aluminium().sources)
    EXPECT_NE(text.find("\"source\": \"" + key + "\""), std::string::npos) << key;
}

TEST(CatalogueFile, NormalRangesLieInsideTheAlarmLimits) {
  for (const ClassCatalogue& rows : aluminium().classes)
    for (const CataloguePoint& point : rows.points) {
      EXPECT_LT(point.limits.low.value_or(-1e9), point.normal_high) << point.tag;
      EXPECT_GT(point.limits.high.value_or(1e9), point.normal_low) << point.tag;
      EXPECT_LE(point.range_low, point.normal_low) << point.tag;
      EXPECT_GE(point.range_high, point.normal_high) << point.tag;
    }
}

TEST(CatalogueReader, SaysWhatIsWrongAndWhere) {
  const auto unit = error_of("\"value\": \"0.2 MPa\"", "\"value\": \"0.2 m\"");
  EXPECT_EQ(unit.place, "/classes/casting_well/parameters/water_pressure/value");
  const auto source = error_of("\"source\": \"Weiqiao 2007\"", "\"source\": \"Weiqiao 2017\"");
  EXPECT_THAT(source.what(), HasSubstr("Weiqiao 2007"));
  EXPECT_EQ(source.place, "/classes/fixed_furnace/faults/tap_hole_runaway/source");
  EXPECT_THAT(error_of("\"signal\": \"table_level\"", "\"signal\": \"table_levl\"").what(),
              HasSubstr("\"table_level\" perhaps"));
  EXPECT_THAT(error_of("\"actions\": [\"cut_off\"", "\"actions\": [\"cutoff\"").what(), HasSubstr("cut_off"));
  EXPECT_THAT(error_of("\"low\": \"90 mm\"", "\"low\": \"60 mm\"").what(), HasSubstr("low_low <= low"));
  EXPECT_THAT(
      error_of("\"people_near\": {\"value\": \"6 people\"", "\"people_near\": {\"value\": \"-6 people\"")
          .what(),
      HasSubstr("not negative"));
  EXPECT_THAT(error_of("\"guide_hole_leak\":", "\"guide_hole_leek\":").what(), HasSubstr("guide_hole_leak"));
  EXPECT_THAT(error_of("\"casting_well/melt_water_explosion\"", "\"casting_well/melt_water\"").what(),
              HasSubstr("one of the known names"));
  EXPECT_THAT(error_of("\"point\": \"DW_FT_MW\"", "\"point\": \"DW_PT_MW\"").what(),
              HasSubstr("measures the interlock's signal"));
  EXPECT_THAT(error_of("\"min\": \"1.2 h\"", "\"min\": \"2 h\"").what(), HasSubstr("min <= mode <= max"));
  EXPECT_THAT(error_of("\"probability_of_failure\": 0.05", "\"probability_of_failure\": 1.5").what(),
              HasSubstr("share from 0 to 1"));
  EXPECT_THAT(error_of("\"tag\": \"DW_RUN\"", "\"tag\": \"DW_MET\"").what(), HasSubstr("each tag once"));
}

TEST(Assemble, RefusesWhatDoesNotExistOrCannotBe) {
  const auto refused = [](EnterpriseEquipment firm) -> std::string {
    try {
      assemble(aluminium(), {firm});
    } catch (const InputError& error) {
      return error.what();
    }
    return "accepted";
  };
  UnitOverride change;
  change.unit_class = UnitClass::casting_well;
  change.file = "leak.json";
  change.pointer = "/enterprises/shop/units/0";
  const auto with = [&](auto edit) {
    UnitOverride edited = change;
    edit(edited);
    return refused(fixed_shop({edited}));
  };
  EXPECT_THAT(with([](UnitOverride& c) { c.absent_points = {"DW_LM_DIS"}; }),
              testing::AllOf(HasSubstr("leak.json: /enterprises/shop/units/0"), HasSubstr("DW_LM_DIST")));
  EXPECT_THAT(with([](UnitOverride& c) { c.parameters["table_are"] = 2; }), HasSubstr("table_area"));
  EXPECT_THAT(with([](UnitOverride& c) {
                c.interlocks = {{"level_tripp", false, {}, {}, {}, {}}};
              }),
              HasSubstr("level_trip"));
  EXPECT_THAT(with([](UnitOverride& c) { c.phase = "stead"; }), HasSubstr("steady"));
  EXPECT_THAT(with([](UnitOverride& c) { c.number = 2; }), HasSubstr("from 1 to 1"));
  EXPECT_THAT(with([](UnitOverride& c) { c.limits["DW_LM_DIST"].low = 130; }), HasSubstr("out of order"));
  EXPECT_THAT(refused({EnterpriseId{0u}, "shop", 2, 0, 0, 0, {}}), HasSubstr("no casting well"));
  EXPECT_THAT(refused({EnterpriseId{0u}, "shop", 2, 0, 1, 2, {}}), HasSubstr("rope hoists"));
}

TEST(Assemble, NamesUnitsInBothLanguages) {
  const Shop shop({EnterpriseId{0u}, "shop", 10, 0, 10, 10, {}});
  EXPECT_EQ(shop.spec.of(shop.well(9)).english, "well 9");
  EXPECT_EQ(shop.spec.of(shop.well(9)).chinese, "9号深井");
}

}  // namespace fengsui::plant
