#include "twin/cli/run_scenario.h"

#include <cstdio>

#include "twin/cli/ctrl_c.h"
#include "twin/session/pace.h"
#include "twin/session/prepare.h"

namespace fengsui {

namespace {

class BatchPilot final : public Pilot {
 public:
  BatchPilot(Progress* progress, double pace) : progress_(progress) {
    if (pace > 0.0) pace_.emplace(pace);
  }

  bool proceed(Session& session, Time next) override {
    if (pace_) pace_->wait_for(next, interrupted);

    // looking at the wall clock costs more than an event: show progress now and then
    if (progress_ && (pace_ || (++events_ & 0xFFF) == 0)) {
      const double share = to_seconds(next) / to_seconds(session.city().duration);
      progress_->show(share, format_duration(next.time_since_epoch()) + " simulated");
    }
    return !interrupted();
  }

 private:
  Progress* progress_;
  std::optional<Pace> pace_;
  std::uint64_t events_ = 0;
};

}  // namespace

RunRequest request_of(const CommonOptions& options, const std::filesystem::path& scenario) {
  RunRequest request;
  request.scenario = scenario;
  request.home = home_folder();
  request.seed = options.seed;
  request.carrier = options.carrier();
  request.engine = options.engine;
  request.patience =
      std::chrono::round<std::chrono::milliseconds>(std::chrono::duration<double>(options.patience_s));
  return request;
}

void check_expectations(const Scenario& scenario, const Record& header) {
  try {
    judge(header, scenario.expectations);
  } catch (const InputError& problem) {
    throw InputError(scenario.file, problem.place, problem.found, problem.expected);
  }
}

namespace {

Prepared prepared_for(const RunRequest& request) {
  if (request.prepared) {
    Prepared prepared = *request.prepared;
    // a city does not depend on its seed until it is run
    prepared.city.seed = request.seed.value_or(prepared.city.seed);
    prepared.record.run.seed = prepared.city.seed;
    return prepared;
  }
  if (!request.inputs.empty()) return prepare(load_scenario(request.inputs), request.seed);
  return prepare(request.scenario, request.home, request.seed);
}

}  // namespace

RunResult run_scenario(const RunRequest& request, Progress* progress) {
  const CtrlC ctrl_c;  // before there is a file, so that none is left half-begun
  Prepared prepared = prepared_for(request);
  prepared.record.run.network = request.carrier == Carrier::simgrid ? "simgrid" : "direct";

  if (request.engine) {
    prepared.engine.kind = *request.engine;
    prepared.record.run.engine = shown_name(*request.engine);
    prepared.engine.by_command_line = true;
    prepared.engine.plugin_host =
        std::filesystem::read_symlink("/proc/self/exe").parent_path() / "fengsui-plugin-host";
    prepared.engine.patience = request.patience;
    prepared.engine.warn = [progress](const std::string& words) {
      if (progress) progress->erase();
      std::fprintf(stderr, "fengsui: %s\n", words.c_str());
    };
  }

  if (request.rules) prepared.engine.rules_text = *request.rules;

  check_expectations(prepared.scenario, prepared.record);

  std::unique_ptr<Engine> engine = reach_engine(prepared.engine);
  std::optional<RunFileWriter> file;
  if (request.file)
    file.emplace(*request.file, prepared.record.run, prepared.record.names, request.overwrite);

  Session session(std::move(prepared.city), std::move(engine), std::move(prepared.record),
                  file ? &*file : nullptr);
  BatchPilot pilot(progress, request.pace);
  const Outcome outcome = session.run(request.carrier, pilot);

  RunResult result;
  result.notes = std::move(prepared.notes);
  const std::string complaint = session.complaint();
  result.record = std::move(session).take_record();
  result.judgement = judge(result.record, prepared.scenario.expectations);
  if (!complaint.empty()) result.judgement.reasons.push_back({complaint, complaint});
  result.record.verdict = to_json(result.judgement).dump();
  if (file) file->finish(outcome, result.record.verdict);
  return result;
}

ExitCode exit_code_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return ExitCode::pass;
    case Verdict::fail:
      return ExitCode::failed;
    case Verdict::inconclusive:
      return ExitCode::inconclusive;
  }
  return ExitCode::internal_error;
}

}  // namespace fengsui
