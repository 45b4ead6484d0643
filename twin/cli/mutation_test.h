// Mutation test of a warning model: does the suite of scenarios notice a mistake in the rules?
//
// Every mutant of every rule file that the scenarios name is run against those scenarios, on the direct
// network and in processes of their own, until one of them no longer passes: the mutant is killed. Mutants
// that the rule reader refuses do not count. Scenarios in which the changed rule gave an alarm come first.
// Cost: one run per killed mutant if the suite is good, all scenarios per survivor.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "twin/cli/options.h"

namespace fengsui {

struct MutationTest {
  std::vector<std::filesystem::path> scenarios;
  int jobs = 1;
  std::optional<std::size_t> sample;  // so many mutants of each file, evenly spread; default: all
  double least_percent = 0.0;         // killed, else the test has failed
  std::filesystem::path junit;        // empty: none
};

// Prints kill score, survivors and coverage. Throws InputError: a scenario that does not pass by itself, or
// an engine that has no rule file.
ExitCode run_mutation_test(const MutationTest& test, const CommonOptions& options);

}  // namespace fengsui
