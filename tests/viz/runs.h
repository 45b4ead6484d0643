// Runs of shipped scenarios, made once by the built program and kept beside the tests.
#pragma once

#include <filesystem>
#include <string>

#include "viz/model/live_run.h"

namespace fengsui::viz::testing {

// The run file of NAME.json of scenarios/library/aluminium, or else of scenarios/studies. Throws
// std::runtime_error when the run fails.
std::filesystem::path run_of(const std::string& name);

// The same scenario to be run live, recorded into scratch(FOLDER), as fast as possible and frozen at its
// start.
live::Setup live_of(const std::string& name, const std::string& folder);

// A folder of this name below the build folder, empty.
std::filesystem::path scratch(const std::string& name);

// Runs a program with its arguments and no display; its exit code and what it said on standard error.
struct Said {
  int exit_code = -1;
  std::string err;
};
Said say(const std::string& command);

}  // namespace fengsui::viz::testing
