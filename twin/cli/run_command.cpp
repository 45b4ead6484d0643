#include <cstdio>
#include <memory>

#include "sim/base/error.h"
#include "twin/cli/commands.h"
#include "twin/cli/input_folder.h"
#include "twin/cli/output.h"
#include "twin/cli/rare_replay.h"
#include "twin/cli/run_scenario.h"
#include "twin/cli/words.h"
#include "twin/report/report.h"
#include "twin/study/rare_file.h"
#include "twin/study/study_file.h"

namespace fengsui {

namespace {

struct RunOptions : CommonOptions {
  std::filesystem::path scenario;
  std::string replay;
  double pace = 0.0;

  // the folder of the run below --out
  std::string name() const { return scenario.stem().string(); }
};

// "STUDY.h5#17"
struct Replayed {
  std::filesystem::path file;
  std::string digits;
  std::uint64_t number = 0;
};

Replayed replayed(const RunOptions& options) {
  const auto mark = options.replay.rfind('#');
  const std::string digits = mark == std::string::npos ? "" : options.replay.substr(mark + 1);
  if (digits.empty() || digits.size() > 18 || digits.find_first_not_of("0123456789") != std::string::npos)
    throw InputError("--replay", "", "\"" + options.replay + "\"",
                     "a study and a run of it, such as out/my.h5#17");
  return {options.replay.substr(0, mark), digits, std::stoull(digits)};
}

// Writes the inputs of that run below --out and lets the options run them alone.
std::string lay_out_replay(RunOptions& options, const Replayed& from) {
  const Replay replay = read_replay(from.file, from.number);
  const std::string name = replay.study + "-" + from.digits;
  options.scenario = write_inputs(options.out / name / "inputs", replay.inputs);
  options.seed = replay.seed;
  options.network = replay.network;
  return name;
}

struct Named {
  std::string name;
  RunResult result;
};

// One of the accidents of `fengsui rare`.
Named look_at_accident(const RunOptions& options, const Replayed& from) {
  if (options.engine || options.pace > 0.0)
    throw InputError(options.engine ? "--engine" : "--pace", "", "together with an accident of a study",
                     "the engine and the pace that it came about with");
  const RareReplay replay = read_rare_replay(from.file, from.number);
  const std::string name = replay.study.id + "-" + from.digits;
  const std::filesystem::path file = options.out / name / "run.h5";
  make_folder(file.parent_path());
  RunResult result = replay_accident(replay, options.replay);
  write_run(file, result.record, options.force ? Overwrite::allow : Overwrite::refuse);
  return {name, std::move(result)};
}

// An ordinary run, or that of a study.
Named do_run(RunOptions& options, const std::optional<Replayed>& from) {
  const std::string name = from ? lay_out_replay(options, *from) : options.name();
  make_folder(options.out / name);
  Progress progress(name);
  RunRequest request = request_of(options, options.scenario);
  request.file = options.out / name / "run.h5";
  request.overwrite = options.force ? Overwrite::allow : Overwrite::refuse;
  request.pace = options.pace;
  return {name, run_scenario(request, &progress)};
}

}  // namespace

void add_run_command(CLI::App& program, ExitCode& exit_code) {
  const auto options = std::make_shared<RunOptions>();
  CLI::App* command = program.add_subcommand("run",
                                             "Run one scenario: record it (OUT/<id>/run.h5), judge it, write "
                                             "report.html; prints digest and path last");
  auto* scenario =
      command->add_option("SCENARIO", options->scenario, "Scenario file (JSON)")->type_name("FILE");
  add_output(*command, *options);
  add_run(*command, *options);
  command
      ->add_option("--pace", options->pace,
                   "Simulated seconds per real second, to watch it live; default: as fast as possible")
      ->check(CLI::Range(0.001, 1e9))
      ->type_name("X");
  command
      ->add_option(
          "--replay", options->replay,
          "A run of a study, alone: STUDY.h5#17; or an accident of rare: RARE.h5#3 回放研究中的一次运行")
      ->excludes(scenario)
      ->excludes(command->get_option("--seed"))
      ->excludes(command->get_option("--network"))
      ->type_name("FILE#N");
  add_language(*command, *options);
  teach(*command,
        {{"fengsui run scenarios/library/aluminium/weiqiao_al_2007.json", "into out/weiqiao_al_2007"},
         {"fengsui run my.json --seed 7 --out trial --force", "other luck, written over the last"},
         {"fengsui run my.json --pace 60", "watched live, a minute a second"}});
  command->callback([options, &exit_code] {
    if (options->scenario.empty() && options->replay.empty())
      throw CLI::RequiredError("SCENARIO, or --replay");
    const Language language = options->in();
    const auto from = options->replay.empty() ? std::nullopt : std::optional(replayed(*options));
    const auto [name, result] =
        from && is_rare_result(from->file) ? look_at_accident(*options, *from) : do_run(*options, from);
    const std::filesystem::path folder = options->out / name;
    const std::filesystem::path run_file = folder / "run.h5", report_file = folder / "report.html";

    for (const Label& note : result.notes) std::fprintf(stderr, "fengsui: %s\n", note.in(language).c_str());
    write_file(report_file, render_report({{&result.record, &result.judgement, ""}}, language));
    print_verdict(result, language);
    std::printf("%s %s\n", say(language, "report", "报告"), report_file.c_str());
    std::printf("%s sha256:%s\n%s %s\n", say(language, "digest", "摘要"), result.record.run.digest.c_str(),
                say(language, "record", "记录"), run_file.c_str());
    exit_code = exit_code_of(result.judgement.verdict);
  });
}

}  // namespace fengsui
