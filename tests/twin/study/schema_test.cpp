// The published schemas of study files and their readers know the same keys.
//
// Whatever object of a study file gets an unknown key, the reader lists the known ones: they must be those of
// the schema. A key that is added to a reader is missing here until data/schemas/*.schema.json has it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "scenarios/files.h"
#include "sim/base/error.h"
#include "tests/twin/study/small_study.h"
#include "twin/study/rare_study.h"

namespace fengsui {
namespace {

using nlohmann::json;
using sample::study_json;
using Keys = std::set<std::string>;

json schema(const std::string& name) {
  return json::parse(read_file(FENGSUI_SOURCE_DIR "/data/schemas/" + name + ".schema.json"));
}

Keys keys_of(const json& object) {
  Keys keys;
  for (const auto& [key, member] : object.at("properties").items()) keys.insert(key);
  return keys;
}

// "a", "b", "c" at the end of the error
Keys listed(const std::string& words) {
  Keys keys;
  std::size_t at = words.rfind("one of ");
  if (at == std::string::npos) return keys;
  for (std::string word; at < words.size(); ++at) {
    const char c = words[at];
    if (c != '_' && c != '$' && std::isalnum(static_cast<unsigned char>(c)) == 0) {
      if (!word.empty() && word != "one" && word != "of") keys.insert(word);
      word.clear();
    } else {
      word += c;
    }
    if (at + 1 == words.size() && !word.empty()) keys.insert(word);
  }
  return keys;
}

template <class Read>
Keys keys_the_reader_knows(json study, const char* place, const Read& read) {
  // far from every word, so that no suggestion comes first
  study[json::json_pointer(place)]["012345678901234567890123456789"] = 1;
  try {
    read(study);
  } catch (const InputError& problem) {
    return listed(problem.expected);
  }
  return {"an unknown key was accepted"};
}

json with_everything() {
  json study = study_json();
  study["tune"] = {{"minimise", "alarms"}, {"indifference", 1}, {"at_most", 100}};
  return study;
}

// A sensitivity analysis instead of a design and a tuning.
json of_an_analysis(const json& sensitivity) {
  json study = study_json();
  study.erase("design");
  study.erase("replications");
  study["sensitivity"] = sensitivity;
  return study;
}

TEST(StudySchema, HasTheKeysOfTheReader) {
  const json document = schema("study");
  const json& defined = document.at("$defs");
  const auto known = [](const json& study, const char* place) {
    return keys_the_reader_knows(study, place, sample::read);
  };
  EXPECT_EQ(keys_of(document), known(with_everything(), ""));
  EXPECT_EQ(keys_of(document.at("$defs").at("bilingual")), known(with_everything(), "/title"));
  EXPECT_EQ(keys_of(defined.at("factor")), known(with_everything(), "/factors/0"));
  EXPECT_EQ(keys_of(defined.at("response")), known(with_everything(), "/responses/0"));
  Keys of_any_way;
  for (const char* way : {"tune_kn", "tune_rinott", "tune_ocba", "tune_front"})
    of_any_way.merge(keys_of(defined.at(way)));
  EXPECT_EQ(of_any_way, known(with_everything(), "/tune"));
  Keys of_any_method;
  for (const char* method : {"sensitivity_morris", "sensitivity_sobol"})
    of_any_method.merge(keys_of(defined.at(method)));
  EXPECT_EQ(of_any_method,
            known(of_an_analysis({{"method", "morris"}, {"trajectories", 10}}), "/sensitivity"));
  json study = with_everything();
  study["design"] = {{"sobol", 4}};
  EXPECT_EQ(keys_of(defined.at("design").at("oneOf").at(1)), known(study, "/design"));
  study["replications"] = {{"at_least", 10}, {"at_most", 20}};
  EXPECT_EQ(keys_of(defined.at("replications").at("oneOf").at(1)), known(study, "/replications"));
}

TEST(StudySchema, AKeyThatOneOfThemLacksWouldBeSeen) {
  json document = schema("study");
  document["properties"].erase("tune");
  EXPECT_NE(keys_of(document), keys_the_reader_knows(with_everything(), "", sample::read));
}

TEST(StudySchema, WhatItRequiresTheReaderInsistsOn) {
  const json document = schema("study");
  const auto always = document.at("required").get<Keys>();
  const auto check = [&](const json& whole, const json& way) {
    Keys required = way.at("required").get<Keys>();
    required.insert(always.begin(), always.end());
    for (const auto& [key, value] : whole.items()) {
      json study = whole;
      study.erase(key);
      if (required.contains(key))
        EXPECT_THROW(sample::read(study), InputError) << key;
      else
        EXPECT_NO_THROW(sample::read(study)) << key;
    }
  };
  check(with_everything(), document.at("oneOf").at(0));
  for (const json& sensitivity :
       {json{{"method", "morris"}, {"trajectories", 10}}, json{{"method", "sobol"}, {"samples", 64}}})
    check(of_an_analysis(sensitivity), document.at("oneOf").at(1));
}

TEST(RareStudySchema, HasTheKeysOfTheReader) {
  const json study = json::parse(read_file(FENGSUI_SOURCE_DIR "/scenarios/studies/leak_explosion.json"),
                                 nullptr, true, /*ignore_comments=*/true);
  const auto read = [](const json& changed) { return read_rare_study(changed.dump(), "study.json"); };
  const json document = schema("rare_study");
  EXPECT_NO_THROW(read(study));
  EXPECT_EQ(keys_of(document), keys_the_reader_knows(study, "", read));
  EXPECT_EQ(keys_of(document.at("properties").at("accident")),
            keys_the_reader_knows(study, "/accident", read));
  const auto required = document.at("required").get<Keys>();
  for (const auto& [key, value] : study.items()) {
    json without = study;
    without.erase(key);
    if (required.contains(key))
      EXPECT_THROW(read(without), InputError) << key;
    else
      EXPECT_NO_THROW(read(without)) << key;
  }
}

}  // namespace
}  // namespace fengsui
