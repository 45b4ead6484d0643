#include "viz/model/run_view.h"

#include <algorithm>
#include <exception>

#include "scenarios/city_builder.h"
#include "scenarios/policy_reader.h"
#include "sim/base/error.h"
#include "twin/record/run_file.h"

namespace fengsui::viz {

namespace {

std::optional<Policy> policy_of(const Record& record) {
  const auto file = std::ranges::find(record.run.inputs, "policy", &EmbeddedFile::role);
  if (file == record.run.inputs.end()) return {};
  try {
    return read_policy(file->text, file->path);
  } catch (const InputError&) {
    // a run of a foreign version: everything else can still be shown
    return {};
  }
}

// The scenario the run was made from, read back from what the run carries.
ScenarioFiles scenario_of(const Record& record) {
  std::vector<InputFile> files;
  for (const EmbeddedFile& file : record.run.inputs) files.push_back({file.role, file.path, file.text});
  return load_scenario(std::move(files));
}

// Never throws: a run that cannot be judged says why.
Judgement judgement_of(const Record& record, const std::vector<Expectation>& expectations) {
  try {
    return judge(record, expectations);
  } catch (const std::exception& problem) {
    Judgement none;
    none.reasons = {{problem.what(), problem.what()}};
    return none;
  }
}

std::shared_ptr<const Findings> find_out(const Record& record) {
  auto findings = std::make_shared<Findings>();
  std::vector<Expectation> expectations;
  try {
    const ScenarioFiles scenario = scenario_of(record);
    expectations = scenario.scenario.expectations;
    const City city = build_city(scenario, record.run.seed).city;
    findings->topology = city.network.topology;
    for (const auto& fault : city.plant.faults)
      findings->fault_class.push_back(static_cast<std::uint32_t>(fault.unit_class));
    findings->single_points = network::single_points_of_failure(city.network.topology);
    findings->explainer = std::make_unique<Explainer>(record, city.directory, scenario.of("rules").text);
  } catch (const std::exception&) {
    // a run without its inputs is judged without expectations
  }
  findings->judgement = judgement_of(record, expectations);
  const std::optional<Policy> policy = policy_of(record);
  if (policy) findings->drill = score_drill(record, *policy, StepTimes{}, 0);
  return findings;
}

}  // namespace

Judgement judge_run(const Record& record) {
  std::vector<Expectation> expectations;
  try {
    expectations = scenario_of(record).scenario.expectations;
  } catch (const std::exception&) {
    // a run without its inputs is judged without expectations
  }
  return judgement_of(record, expectations);
}

RunView::RunView(Record read, std::filesystem::path from, Growth growth)
    : file(std::move(from)),
      record(std::move(read)),
      end(reached(record)),
      policy(policy_of(record)),
      alarms(record),
      warnings(record),
      cases(record, policy ? &*policy : nullptr),
      conditions(record),
      phases(record),
      queues(record),
      curves(record) {
  grow();
  if (growth == Growth::grows)
    renew_findings();
  else
    finding_out_ = std::async(std::launch::async, [this] { return find_out(record); }).share();
}

void RunView::grow() {
  end = reached(record);
  alarms.grow(record);
  warnings.grow(record);
  cases.grow(record, policy ? &*policy : nullptr);
  conditions.grow(record);
  phases.grow(record);
  queues.grow(record);
  curves.grow(record);
  for (; dangers_seen_ < record.log.size(); ++dangers_seen_)
    if (const LogEntry& entry = record.log[dangers_seen_]; describe(entry.kind).severity == Severity::danger)
      dangers.push_back(entry.time);
}

std::unique_ptr<RunView> RunView::open(const std::filesystem::path& file) {
  return std::make_unique<RunView>(read_run(file), file);
}

void RunView::renew_findings() {
  if (finding_out_.valid() && finding_out_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
    return;
  if (finding_out_.valid()) found_ = finding_out_;
  finding_out_ = std::async(std::launch::async, [copy = record] { return find_out(copy); }).share();
}

const Findings* RunView::findings() const {
  const bool there = finding_out_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  if (there) found_ = finding_out_;
  return found_.valid() ? found_.get().get() : nullptr;
}

const Findings& RunView::wait_for_findings() const { return *finding_out_.get(); }

}  // namespace fengsui::viz
