// One scenario from file to judgement: read, assemble, run, record, judge. What `run`, `test` and `demo`
// share.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>

#include "scenarios/files.h"
#include "twin/cli/options.h"
#include "twin/cli/progress.h"
#include "twin/judge/judgement.h"
#include "twin/session/prepare.h"
#include "twin/session/session.h"

namespace fengsui {

struct RunRequest {
  std::filesystem::path scenario;
  std::filesystem::path home;          // has data/
  std::vector<InputFile> inputs;       // if any: instead of reading the scenario and its files
  const Prepared* prepared = nullptr;  // instead of all three; copied
  std::optional<std::uint64_t> seed;
  Carrier carrier = Carrier::simgrid;
  std::optional<std::filesystem::path> file;  // the run file to write
  Overwrite overwrite = Overwrite::refuse;
  std::optional<std::string> engine;                              // instead of the scenario's
  std::optional<std::string> rules;                               // text, instead of the scenario's file
  std::chrono::milliseconds patience = std::chrono::seconds(30);  // with a silent engine
  double pace = 0.0;  // simulated seconds per second; 0: as fast as possible
};

// What the common options ask for, without a file.
RunRequest request_of(const CommonOptions& options, const std::filesystem::path& scenario);

struct RunResult {
  Record record;
  Judgement judgement;
  std::vector<Label> notes;
};

// Throws InputError when an expectation of the scenario names what does not exist; cheap, before any run.
void check_expectations(const Scenario& scenario, const Record& header);

// `progress` may be null. Throws InputError for everything wrong with the input or the output folder.
RunResult run_scenario(const RunRequest& request, Progress* progress);

ExitCode exit_code_of(Verdict verdict);

}  // namespace fengsui
