// The published schema and the readers know the same keys, and the library uses no others.
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "scenarios/files.h"
#include "scenarios/scenario_reader.h"
#include "scenarios/vocabulary.h"
#include "tests/scenarios/support.h"

namespace fengsui {
namespace {

using nlohmann::json;
using vocabulary::Keys;

const json& schema() {
  static const json document =
      json::parse(read_file(FENGSUI_SOURCE_DIR "/data/schemas/scenario.schema.json"));
  return document;
}

const json& definition(const char* name) { return schema().at("$defs").at(name); }

Keys sorted(Keys keys) {
  std::ranges::sort(keys);
  return keys;
}

Keys keys_of(const json& object) {
  Keys keys;
  for (const auto& [key, member] : object.items()) keys.push_back(key);
  return sorted(keys);
}

Keys joined(Keys keys, const Keys& more) {
  keys.insert(keys.end(), more.begin(), more.end());
  return sorted(keys);
}

void expect_object(const json& object, const Keys& keys) {
  EXPECT_EQ(keys_of(object.at("properties")), sorted(keys));
  EXPECT_EQ(object.at("additionalProperties"), false);
}

TEST(Schema, ObjectsHaveTheKeysOfTheReaders) {
  expect_object(schema(), vocabulary::scenario());
  expect_object(schema().at("properties").at("about"), vocabulary::about());
  expect_object(definition("enterprise"), vocabulary::enterprise());
  expect_object(definition("unit"), vocabulary::unit());
  expect_object(definition("limits"), vocabulary::limits());
  expect_object(definition("interlock"), vocabulary::interlock());
}

TEST(Schema, EventsHaveTheShapesOfTheReader) {
  const json& branches = definition("event").at("oneOf");
  const auto& shapes = vocabulary::events();
  ASSERT_EQ(branches.size(), shapes.size());
  for (std::size_t index = 0; index < shapes.size(); ++index) {
    const auto& shape = shapes[index];
    EXPECT_EQ(branches[index].at("properties").at("do").at("const"), shape.word);
    EXPECT_EQ(definition("event").at("properties").at("do").at("enum")[index], shape.word);
    expect_object(branches[index], joined(joined({"id", "at", "do"}, shape.required), shape.optional));
    EXPECT_EQ(sorted(branches[index].at("required").get<Keys>()), joined({"at", "do"}, shape.required))
        << shape.word;
  }
}

TEST(Schema, ExpectationsHaveTheShapesOfTheReader) {
  const json& branches = definition("expectation").at("oneOf");
  const auto& shapes = vocabulary::expectations();
  ASSERT_EQ(branches.size(), shapes.size());
  for (std::size_t index = 0; index < shapes.size(); ++index) {
    EXPECT_EQ(branches[index].at("required"), json::array({shapes[index].word}));
    expect_object(branches[index], joined({shapes[index].word}, shapes[index].optional));
  }
}

TEST(Schema, WordsAreThoseOfTheReader) {
  EXPECT_EQ(definition("colour").at("enum"), json(vocabulary::colours()));
  EXPECT_EQ(definition("expect_condition").at("enum"), json(vocabulary::conditions()));
  EXPECT_EQ(definition("expect_alarm_event").at("enum"), json(vocabulary::alarm_events()));
  EXPECT_EQ(definition("expect_outcome").at("enum"), json(vocabulary::outcomes()));
}

TEST(Schema, RequiredKeysAreThoseTheReaderInsistsOn) {
  for (const std::string& key : vocabulary::scenario()) {
    json scenario = small_scenario();
    scenario.erase(key);
    if (key == "events") scenario.erase("expect");  // which refers to them
    const auto required = schema().at("required").get<Keys>();
    if (std::ranges::find(required, key) != required.end())
      EXPECT_THROW(read_scenario(scenario.dump(), "s"), InputError) << key;
    else
      EXPECT_NO_THROW(read_scenario(scenario.dump(), "s")) << key;
  }
}

// every reference of the schema leads somewhere, and every definition is used
TEST(Schema, ReferencesAreSound) {
  const std::string text = schema().dump();
  std::set<std::string> used;
  const std::string prefix = "\"$ref\":\"#/$defs/";
  for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at + 1)) {
    const std::size_t begin = at + prefix.size();
    used.insert(text.substr(begin, text.find('"', begin) - begin));
  }
  const Keys defined = keys_of(schema().at("$defs"));
  EXPECT_EQ(Keys(used.begin(), used.end()), defined);
}

// the reader refuses unknown keys, so reading every scenario of the library shows that none is used
TEST(Schema, ScenariosOfTheLibraryUseOnlyKnownKeys) {
  const std::filesystem::path library = FENGSUI_SOURCE_DIR "/scenarios/library";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(library)) {
    if (entry.path().extension() != ".json") continue;
    EXPECT_NO_THROW(read_scenario(read_file(entry.path()), entry.path().string()));
  }
}

}  // namespace
}  // namespace fengsui
