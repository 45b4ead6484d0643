// Strict reading: every bad input gives one message that names the place, what was found and what was
// expected.
#include "sim/base/strict_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace fengsui {
namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;

JsonDocument parsed(std::string_view text) { return JsonDocument::parse(text, "file.json"); }

// The error that `read` throws.
template <class Read>
InputError error_of(Read read) {
  try {
    read();
  } catch (const InputError& error) {
    EXPECT_EQ(error.file, "file.json");
    return error;
  }
  ADD_FAILURE() << "no error";
  return {"", "", "", ""};
}

InputError syntax_error(std::string_view text) {
  return error_of([&] { parsed(text); });
}

TEST(StrictJson, ReadsCommentsAndAByteOrderMark) {
  const JsonDocument document = parsed("\xEF\xBB\xBF// a comment\n{\"seed\": /* why */ 7}");
  EXPECT_EQ(document.root().object({"seed"})["seed"].integer(0, 10), 7);
}

TEST(StrictJson, SyntaxErrorsHaveLineAndColumnInCharacters) {
  EXPECT_EQ(syntax_error("{\n  \"a\": }").place, "line 2, column 8");
  EXPECT_EQ(syntax_error("{\"深井\": x}").place, "line 1, column 8");
  EXPECT_EQ(syntax_error("").place, "line 1, column 1");
  for (const char* text : {"[1,]", "{'a': 1}", "[NaN]", "[Infinity]", "[01]", "[+1]", "{\"a\" 1}", "[1] 2",
                           "nul", "[\"\xFF\"]", "[\"\t\"]", "[1", "{\"a\": 1", "/* open"})
    EXPECT_THAT(syntax_error(text).place, HasSubstr("line 1, column ")) << text;
}

TEST(StrictJson, NumbersBeyondADoubleAreRefusedWithTheirPlace) {
  const InputError error = syntax_error("{\n\"a\": 1e999}");
  EXPECT_THAT(error.place, HasSubstr("line 2"));
  EXPECT_THAT(error.found, HasSubstr("1e999"));
  EXPECT_NO_THROW(parsed("[1e308]"));
}

TEST(StrictJson, DeepNestingIsRefusedBeforeItOverflowsAnything) {
  EXPECT_NO_THROW(parsed(std::string(64, '[') + std::string(64, ']')));
  EXPECT_THAT(syntax_error(std::string(65, '[') + std::string(65, ']')).found, HasSubstr("nesting"));
  EXPECT_THAT(syntax_error(std::string(1000000, '[')).found, HasSubstr("nesting"));
}

TEST(StrictJson, AKeyGivenTwiceIsRefused) {
  const InputError error = syntax_error(R"({"events": [{}, {"at": "1s", "at": "2s"}]})");
  EXPECT_EQ(error.place, "/events/1");
  EXPECT_EQ(error.found, "the key \"at\" twice");
  EXPECT_NO_THROW(parsed(R"([{"at": 1}, {"at": 2}])"));
}

TEST(StrictJson, UnknownKeysSuggestTheNearest) {
  const JsonDocument document = parsed(R"({"scenario": {"duratoin": "1 h"}})");
  const JsonValue scenario = document.root().map()["scenario"];
  const InputError error = error_of([&] { scenario.object({"duration", "seed"}); });
  EXPECT_EQ(error.place, "/scenario");
  EXPECT_EQ(error.found, "unknown key \"duratoin\"");
  EXPECT_THAT(error.expected, HasSubstr("\"duration\" perhaps"));
  EXPECT_STREQ(
      error.what(),
      "file.json: /scenario: found unknown key \"duratoin\", expected \"duration\" perhaps; known keys: "
      "duration, seed");
}

TEST(StrictJson, AMissingKeyIsNamed) {
  const JsonDocument document = parsed("{}");
  const InputError error = error_of([&] { document.root().object({"seed"})["seed"]; });
  EXPECT_EQ(error.found, "no \"seed\"");
  EXPECT_EQ(error.place, "/");
}

TEST(StrictJson, PointersEscapeTildeAndSlash) {
  const JsonDocument document = parsed(R"({"a/b": {"c~d": [1, "x"]}})");
  const JsonValue value = document.root().map()["a/b"].map()["c~d"].array()[1];
  EXPECT_EQ(value.pointer(), "/a~1b/c~0d/1");
  EXPECT_EQ(document.root().json().at(nlohmann::json::json_pointer(value.pointer())), "x");
}

// One value per row and the reading it must refuse.
TEST(StrictJson, WrongTypesAndUnitsAreRefusedWithWhatIsExpected) {
  struct Row {
    const char* json;
    void (*read)(const JsonValue&);
    const char *found, *expected;
  };
  const Row table[] = {
      {"7", [](const JsonValue& v) { v.text(); }, "7", "a text"},
      {"\"7\"", [](const JsonValue& v) { v.integer(0, 9); }, "\"7\"", "a whole number from 0 to 9"},
      {"7.5", [](const JsonValue& v) { v.integer(0, 9); }, "7.5", "a whole number"},
      {"10", [](const JsonValue& v) { v.integer(0, 9); }, "10", "from 0 to 9"},
      {"-1", [](const JsonValue& v) { v.integer(0, 9); }, "-1", "from 0 to 9"},
      {"18446744073709551615", [](const JsonValue& v) { v.integer(0, 9); }, "18446744073709551615",
       "from 0 to 9"},
      {"1e30", [](const JsonValue& v) { v.integer(0, 9); }, "1e+30", "from 0 to 9"},
      {"1", [](const JsonValue& v) { v.boolean(); }, "1", "true or false"},
      {"{}", [](const JsonValue& v) { v.array(); }, "{}", "a list"},
      {"[]", [](const JsonValue& v) { v.map(); }, "[]", "an object"},
      {"null", [](const JsonValue& v) { v.number(); }, "null", "a number"},
      {"1.72", [](const JsonValue& v) { v.quantity("kg/s"); }, "1.72", "a quantity in kg/s"},
      {"\"1.72 kg\"", [](const JsonValue& v) { v.quantity("kg/s"); }, "1.72 kg", "a quantity in kg/s"},
      {"\"-5 s\"", [](const JsonValue& v) { v.duration(); }, "-5 s", "not negative"},
      {"90", [](const JsonValue& v) { v.duration(); }, "90", "a duration"},
      {"\"gren\"",
       [](const JsonValue& v) {
         v.text_of({"red", "green"});
       },
       "gren", "\"green\" perhaps"},
      {"\"mauve\"",
       [](const JsonValue& v) {
         v.text_of({"red", "green"});
       },
       "mauve", "one of red, green"},
      {R"({"value": "1 s"})", [](const JsonValue& v) { v.sourced("s"); }, "no \"source\"", "given"},
      {R"({"value": "1 s", "source": ""})", [](const JsonValue& v) { v.sourced("s"); }, "\"\"", "a source"},
      {R"({"value": 1, "source": "x"})", [](const JsonValue& v) { v.sourced("s"); }, "1", "a quantity in s"},
  };
  for (const Row& row : table) {
    const std::string text = std::string("{\"v\": ") + row.json + "}";
    const JsonDocument document = parsed(text);
    const InputError error = error_of([&] { row.read(document.root().map()["v"]); });
    EXPECT_THAT(error.place, testing::StartsWith("/v")) << row.json;
    EXPECT_THAT(error.found, HasSubstr(row.found)) << row.json;
    EXPECT_THAT(error.expected, HasSubstr(row.expected)) << row.json;
  }
}

TEST(StrictJson, LongValuesAreCutBetweenCharacters) {
  std::string wells;
  for (int well = 0; well < 100; ++well) wells += "深井";
  const JsonDocument document = parsed("[\"" + wells + "\"]");
  const InputError error = error_of([&] { document.root().array()[0].boolean(); });
  EXPECT_LT(error.found.size(), 200u);
  EXPECT_NO_THROW(nlohmann::json(error.found).dump());  // throws on broken UTF-8
}

TEST(StrictJson, GoodValuesAreConverted) {
  const JsonDocument document = parsed(R"({"flow": "3.6 t/h", "count": 3, "share": "5 %", "wait": "00:01:30",
                 "sourced": {"value": "10 mm", "source": "estimate: typical"}})");
  const JsonObject object = document.root().map();
  EXPECT_DOUBLE_EQ(object["flow"].quantity("kg/s"), 1.0);
  EXPECT_EQ(object["count"].quantity("1"), 3.0);
  EXPECT_DOUBLE_EQ(object["share"].quantity("1"), 0.05);
  EXPECT_EQ(object["wait"].duration(), Duration{90s});
  EXPECT_TRUE(object["sourced"].sourced("mm").estimate());
  EXPECT_EQ(object["sourced"].sourced("mm").value, 10.0);
}

TEST(StrictJson, DelaysInAllTheirForms) {
  const JsonDocument document = parsed(R"({
    "plain": "90s", "constant": {"constant": "5 s"}, "exponential": {"exponential": "2 min"},
    "triangular": {"triangular": ["1 s", "2 s", "1 min"]}, "uniform": {"uniform": ["1 s", "1 s"]},
    "weibull": {"weibull": ["150 s", 1.5], "source": "estimate: shape"},
    "mixture": [{"probability": 0.93, "lognormal": ["6 s", 0.5]}, {"probability": "5 %", "lognormal": ["8 min", 1.5]}]})");
  const JsonObject object = document.root().map();
  EXPECT_EQ(object["plain"].delay().sample(0.7), Duration{90s});
  EXPECT_EQ(object["constant"].delay().sample(0.7), Duration{5s});
  EXPECT_EQ(object["exponential"].delay().branches[0].first, 120.0);
  EXPECT_EQ(object["triangular"].delay().branches[0].third, 60.0);
  EXPECT_EQ(object["weibull"].delay().branches[0].second, 1.5);
  EXPECT_EQ(object["mixture"].delay().branches[1].first, 480.0);
  EXPECT_DOUBLE_EQ(object["mixture"].delay().branches[1].probability, 0.05);
}

TEST(StrictJson, DelaysThatMakeNoSenseAreRefused) {
  const std::pair<const char*, const char*> table[] = {
      {R"({})", "no distribution"},
      {R"([])", "[]"},
      {R"({"constant": "1 s", "lognormal": ["6 s", 0.5]})", "constant, lognormal together"},
      {R"({"lognormal": ["6 s"]})", "1 values"},
      {R"({"lognormal": ["6 s", -0.5]})", "-0.5"},
      {R"({"lognormal": [6, 0.5]})", "6"},
      {R"({"weibull": ["6 s", 0]})", "shape 0"},
      {R"({"triangular": ["3 s", "2 s", "9 s"]})", "out of order"},
      {R"({"uniform": ["3 s", "2 s"]})", "out of order"},
      {R"({"uniform": ["-3 s", "2 s"]})", "-3 s"},
      {R"({"exponential": "-1 s"})", "-1 s"},
      {R"({"probability": 0, "constant": "1 s"})", "0"},
      {R"([{"probability": 0.7, "constant": "1 s"}, {"probability": 0.7, "constant": "1 s"}])", "1.4"},
      {R"({"gauss": ["6 s", 0.5]})", "unknown key \"gauss\""},
  };
  for (const auto& [json, found] : table) {
    const JsonDocument document = parsed(json);
    EXPECT_THAT(error_of([&] { document.root().delay(); }).found, HasSubstr(found)) << json;
  }
}

}  // namespace
}  // namespace fengsui
