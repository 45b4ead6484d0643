// Codes: their digits, that they are unique, and what happens when the digits do not suffice.
#include "twin/upload/codes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "sim/base/error.h"
#include "tests/twin/upload/support.h"

namespace fengsui::upload {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<DistrictId> districts(std::size_t count, std::size_t each = 0) {
  return std::vector<DistrictId>(count, DistrictId(each));
}

std::string error_of(const Directory& directory, std::size_t district = 0) {
  try {
    assign_codes(directory, districts(directory.enterprises.size(), district), small_types());
  } catch (const InputError& problem) {
    return problem.what();
  }
  return "no error";
}

TEST(Codes, HaveTheDigitsOfTheInterface) {
  const CodeTable codes = assign_codes(small_directory(), districts(2, 2), small_types());
  EXPECT_THAT(codes.enterprises, ElementsAre("990300000001", "990300000002"));
  EXPECT_THAT(codes.gateways, ElementsAre("99030000000101", "99030000000201"));
  EXPECT_THAT(codes.points, ElementsAre("9903000000010106001", "9903000000010101001", "9903000000010199001",
                                        "9903000000020101001"));
}

TEST(Codes, AreUniqueAndEndWhereTheirDigitsEnd) {
  Directory directory = small_directory();
  directory.points.resize(1);
  directory.points.resize(999, directory.points[0]);
  const CodeTable codes = assign_codes(directory, districts(2), small_types());
  EXPECT_EQ(std::set(codes.points.begin(), codes.points.end()).size(), 999u);
  EXPECT_EQ(codes.points.back(), "9901000000010106999");
  directory.points.resize(1000, directory.points[0]);
  EXPECT_THAT(error_of(directory),
              HasSubstr("gateway 99010000000101: found more than 999 points of type 06"));

  directory = small_directory();
  directory.gateways.resize(100, {EnterpriseId(std::size_t{0}), {}});
  EXPECT_THAT(error_of(directory), "no error") << "99 of the first enterprise, one of the second";
  directory.gateways.resize(101, {EnterpriseId(std::size_t{0}), {}});
  EXPECT_THAT(error_of(directory), HasSubstr("甲（虚构）: found more than 99 gateways"));
  EXPECT_THAT(error_of(small_directory(), 99), HasSubstr("more than 99 districts"));
}

TEST(Codes, TheShippedTableKnowsEveryKindOfPoint) {
  std::ostringstream text;
  text << std::ifstream(FENGSUI_SOURCE_DIR "/data/upload/hebei_v1.1.json").rdbuf();
  const UploadSettings settings = read_upload_settings(text.str(), "hebei_v1.1.json");
  const auto type = [&](const char* tag, const char* measure) {
    PointEntry point;
    point.tag = tag;
    point.measure = measure;
    return type_of(point, settings.types).code;
  };
  EXPECT_EQ(type("FF_TT_AL", "degC"), "01");
  EXPECT_EQ(type("DW_PT_MW", "MPa"), "02");
  EXPECT_EQ(type("DW_FT_MW", "m3/h"), "03");
  EXPECT_EQ(type("DW_FR", "kg/s"), "04");
  EXPECT_EQ(type("DW_LT_ET", "%"), "05");
  EXPECT_EQ(type("DW_WD_PIT", "mm"), "05");
  EXPECT_EQ(type("DW_LM_DIST", "mm"), "06");
  EXPECT_EQ(type("FF_GA_CH4", "%LEL"), "08");
  EXPECT_EQ(type("DW_ST", "mm/min"), "10");
  EXPECT_EQ(type("WR_TILT", "mm/m"), "11");
  EXPECT_EQ(type("DW_DH_BB", "mm"), "12");
  EXPECT_EQ(type("WR_TN1", "kN"), "13");
  EXPECT_EQ(type("FF_FD_FLAME", "1"), "16") << "a state first, whatever its tag looks like";
  EXPECT_EQ(type("WR_WIRE", "n/lay"), "99");
  EXPECT_EQ(type("LM", "furlong"), "06");
  EXPECT_EQ(type("FILM", "furlong"), "99") << "a part of the tag, not some letters of it";
}

TEST(Settings, AreCheckedWithTheirPlace) {
  std::ostringstream stream;
  stream << std::ifstream(FENGSUI_SOURCE_DIR "/data/upload/hebei_v1.1.json").rdbuf();
  const std::string text = stream.str();
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string changed = text;
    const std::size_t at = changed.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    try {
      read_upload_settings(changed.replace(at, from.size(), to), "upload.json");
    } catch (const InputError& problem) {
      return std::string(problem.what());
    }
    return std::string("no error");
  };
  EXPECT_EQ(with("\"30 s\"", "\"30 s\""), "no error");
  EXPECT_THAT(with("\"30 s\"", "\"6 min\""), HasSubstr("/real_time/period/value"))
      << "above the longest silence";
  EXPECT_THAT(with("\"value\": \"3\"", "\"value\": \"2.5\""), HasSubstr("a whole number"));
  EXPECT_THAT(with("\"12345678\"", "\"1234567\""), HasSubstr("/initial_vectors/des/value: found 7 bytes"));
  EXPECT_THAT(with("\"source\": \"hebei_v1.1\"", "\"source\": \"hearsay\""), HasSubstr("found \"hearsay\""));
  EXPECT_THAT(with("\"code\": \"99\"", "\"code\": \"9\""), HasSubstr("two digits"));
  EXPECT_THAT(with("\"english\": \"other\" }", "\"english\": \"other\", \"tags\": [\"X\"] }"),
              HasSubstr("a last line without tags"));
}

}  // namespace
}  // namespace fengsui::upload
