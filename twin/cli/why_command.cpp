#include <algorithm>
#include <cstdio>
#include <memory>

#include "scenarios/city_builder.h"
#include "sim/base/error.h"
#include "sim/base/text.h"
#include "sim/port/words.h"
#include "twin/cli/commands.h"
#include "twin/engine/reference_engine.h"
#include "twin/engine/rule_reader.h"
#include "twin/record/run_file.h"

namespace fengsui {

namespace {

struct WhyOptions : CommonOptions {
  std::filesystem::path run_file;
  std::optional<std::uint32_t> alarm, warning;
  std::string enterprise, unit, point, condition, at;
};

// What a run was made from, read back from what it carries.
struct Kept {
  Directory directory;
  engine::Rules rules;
};

Kept kept_in(const Record& record) {
  std::vector<InputFile> files;
  for (const EmbeddedFile& file : record.run.inputs) files.push_back({file.role, file.path, file.text});
  const ScenarioFiles scenario = load_scenario(std::move(files));
  const InputFile& rules = scenario.of("rules");
  return {build_city(scenario, record.run.seed).city.directory, engine::read_rules(rules.text, rules.path)};
}

// What people did with single alarms, as far as the record tells: by what the engine said of it.
std::vector<AlarmAction> actions_in(const Record& record, const engine::Rules& rules) {
  std::vector<AlarmAction> actions;
  for (const Alarm& alarm : record.alarms) {
    const auto act = alarm.event == AlarmEvent::acknowledged ? std::optional(AlarmAct::acknowledge)
                     : alarm.event == AlarmEvent::shelved    ? std::optional(AlarmAct::shelve)
                     : alarm.event == AlarmEvent::unshelved  ? std::optional(AlarmAct::unshelve)
                     : alarm.event == AlarmEvent::out_of_service
                         ? std::optional(AlarmAct::take_out_of_service)
                     : alarm.event == AlarmEvent::in_service ? std::optional(AlarmAct::return_to_service)
                     : alarm.event == AlarmEvent::reset      ? std::optional(AlarmAct::reset)
                                                             : std::nullopt;
    if (act && alarm.point.valid())
      actions.push_back({alarm.time, alarm.point, alarm.condition, *act, rules.longest_shelving});
  }
  std::ranges::stable_sort(actions, {}, &AlarmAction::time);
  return actions;
}

// A fresh engine that heard what the platform heard up to `time`.
engine::ReferenceEngine replayed(const Record& record, const Kept& kept, Time time) {
  engine::Rules rules = kept.rules;
  rules.offline_after = std::chrono::hours{24 * 365 * 100};  // beats are not recorded
  engine::ReferenceEngine engine(rules);
  engine.begin(kept.directory, scenario_start);
  const std::vector<AlarmAction> actions = actions_in(record, kept.rules);
  EngineOutput output;
  auto reading = record.readings.begin();
  auto action = actions.begin();
  const auto exchange = [&](Time now) {
    std::vector<Reading> readings;
    for (; reading != record.readings.end() && reading->received <= now; ++reading)
      readings.push_back(reading->reading);
    auto last = action;
    while (last != actions.end() && last->time <= now) ++last;
    engine.exchange({now, readings, {}, {}, std::span<const AlarmAction>(action, last)}, output);
    action = last;
  };
  while (true) {
    const Time next = std::min({output.wake, reading == record.readings.end() ? never : reading->received,
                                action == actions.end() ? never : std::max(action->time, scenario_start)});
    if (next > time || next == never) break;
    exchange(next);
  }
  exchange(time);
  return engine;
}

PointId point_named(const Record& record, const WhyOptions& asked) {
  std::string known;
  for (std::size_t i = 0; i < record.names.points.size(); ++i) {
    const PointName& point = record.names.points[i];
    if (!point.unit.valid()) continue;
    const UnitName& unit = record.names.units[point.unit.index];
    if (unit.key != asked.unit ||
        (!asked.enterprise.empty() &&
         (!unit.enterprise.valid() ||
          record.names.enterprises[unit.enterprise.index].name != asked.enterprise)))
      continue;
    if (point.tag == asked.point) return PointId(i);
    known += (known.empty() ? "" : ", ") + point.tag;
  }
  throw InputError("--point", asked.unit, "\"" + asked.point + "\"",
                   known.empty() ? "a unit of the run, such as \"casting_well 9\"" : "one of " + known);
}

engine::Explanation explain(const WhyOptions& asked) {
  const Record record = read_run(asked.run_file);
  const Kept kept = kept_in(record);
  if (asked.alarm || asked.warning) {
    const engine::Compiled compiled = engine::compile(kept.rules, kept.directory);
    engine::Diary diary(compiled);
    diary.note(record.alarms, record.warnings);
    const auto text = asked.alarm ? diary.why(AlarmId(*asked.alarm)) : diary.why(WarningId(*asked.warning));
    if (!text)
      throw InputError(asked.run_file.string(), asked.alarm ? "--alarm" : "--warning",
                       "a number that was never given", "one of the record");
    return *text;
  }
  const auto condition = named<AlarmCondition>(asked.condition);
  if (!condition)
    throw InputError("--condition", "", "\"" + asked.condition + "\"", "such as low_low or rate");
  const auto at = parse_duration(asked.at);
  if (!at) throw InputError("--at", "", "\"" + asked.at + "\"", "a time since the start, such as 00:12:30");
  return replayed(record, kept, after(scenario_start, *at)).why_not(point_named(record, asked), *condition);
}

}  // namespace

void add_why_command(CLI::App& program, ExitCode&) {
  const auto options = std::make_shared<WhyOptions>();
  CLI::App* command =
      program.add_subcommand("why", "Explain an alarm or a warning of a run, or why there was none");
  command->add_option("RUN", options->run_file, "Run file")->required()->type_name("FILE");
  auto* alarm = command->add_option("--alarm", options->alarm, "Number of an alarm: why it was given");
  auto* warning = command->add_option("--warning", options->warning, "Number of a warning: why it was given");
  auto* point = command->add_option("--point", options->point, "Tag of a point: why it gives no alarm");
  command->add_option("--enterprise", options->enterprise, "Enterprise of the unit, if several have it")
      ->needs(point);
  auto* unit = command->add_option("--unit", options->unit, "Unit of the point, such as \"casting_well 9\"");
  auto* condition = command->add_option("--condition", options->condition, "Condition, such as low_low");
  auto* at = command->add_option("--at", options->at, "Time asked about, since the start of the scenario");
  point->needs(unit)->needs(condition)->needs(at);
  alarm->excludes(warning)->excludes(point);
  warning->excludes(point);
  add_language(*command, *options);
  teach(*command, {{"fengsui why out/my/run.h5 --warning 0", "the first warning"},
                   {"fengsui why out/my/run.h5 --point DW_LM_DIST --unit \"casting_well 9\" --condition "
                    "low_low --at 00:08:00",
                    "why not then"}});
  command->callback([options] {
    if (!options->alarm && !options->warning && options->point.empty())
      throw CLI::RequiredError("one of --alarm, --warning and --point");
    const engine::Explanation text = explain(*options);
    std::fputs((options->in() == Language::chinese ? text.chinese : text.english).c_str(), stdout);
  });
}

}  // namespace fengsui
