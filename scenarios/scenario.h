// A scenario as written: the city's data files, what differs, what happens, what is expected.
// Plain data; the reader checks the form, whoever assembles the world resolves the names.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/expectation.h"
#include "scenarios/overrides.h"
#include "scenarios/scenario_event.h"
#include "sim/base/text.h"

namespace fengsui {

struct BilingualText {
  std::string english, chinese;
};

// Where the story comes from.
struct ScenarioAbout {
  std::vector<std::string> sourced, inferred;  // statements
  std::vector<std::string> sources;            // citations
};

enum class Sampling : std::uint8_t { every, by_exception };

struct Scenario {
  std::string file;  // for messages about references
  std::string id;    // lower-case letters, digits, _ and -
  BilingualText title;
  ScenarioAbout about;

  WallTime start;       // local time of the first instant
  Duration duration{};  // above 0
  std::uint64_t seed = 1;

  // a path relative to the scenario file, or a name in the data folder (see files.h)
  Reference enterprise_register, catalogue, policy, rules, network;

  Sampling sampling = Sampling::by_exception;
  bool random_faults = false;
  bool random_outages = false;
  Reference engine{"builtin", ""};

  std::vector<EnterpriseOverride> enterprises;
  std::vector<ScenarioEvent> events;  // as written
  std::vector<Expectation> expectations;
};

}  // namespace fengsui
