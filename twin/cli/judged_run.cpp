#include "twin/cli/judged_run.h"

#include <algorithm>

#include "scenarios/scenario_reader.h"
#include "twin/record/run_file.h"

namespace fengsui {

RunResult judged_run(const std::filesystem::path& run_file) {
  RunResult result;
  result.record = read_run(run_file);
  const auto& inputs = result.record.run.inputs;
  const auto scenario = std::ranges::find(inputs, "scenario", &EmbeddedFile::role);
  std::vector<Expectation> expectations;
  if (scenario != inputs.end())
    expectations = read_scenario(scenario->text, run_file.string() + ": " + scenario->path).expectations;
  result.judgement = judge(result.record, expectations);
  return result;
}

}  // namespace fengsui
