#include "twin/session/prepare.h"

#include "scenarios/city_builder.h"
#include "twin/session/names_of.h"

namespace fengsui {

namespace {

Label about_of(const ScenarioAbout& about) {
  const auto listed = [](const char* title, const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines)
      text += (text.empty() ? std::string(title) + "\n" : "") + "• " + line + "\n";
    return text;
  };
  return {listed("Sourced:", about.sourced) + listed("Inferred:", about.inferred) +
              listed("Sources:", about.sources),
          listed("有据可查：", about.sourced) + listed("推断：", about.inferred) +
              listed("来源：", about.sources)};
}

RunInfo run_info(const ScenarioFiles& files, const City& city) {
  const Scenario& scenario = files.scenario;
  RunInfo run;
  run.scenario = scenario.id;
  run.title = {scenario.title.english, scenario.title.chinese};
  run.about = about_of(scenario.about);
  run.start = scenario.start;
  run.duration = scenario.duration;
  run.seed = city.seed;
  run.sampling = scenario.sampling == Sampling::every ? "every" : "by exception";
  run.engine = scenario.engine.name;
  run.software_version = FENGSUI_VERSION;
  for (const InputFile& file : files.files) run.inputs.push_back({file.role, file.path, file.text});
  return run;
}

}  // namespace

Prepared prepare(const std::filesystem::path& scenario, const std::filesystem::path& home,
                 std::optional<std::uint64_t> seed) {
  return prepare(load_scenario(scenario, home / "data"), seed);
}

Prepared prepare(const ScenarioFiles& files, std::optional<std::uint64_t> seed) {
  BuiltCity built = build_city(files, seed);

  Prepared prepared;
  prepared.scenario = files.scenario;
  prepared.record.run = run_info(files, built.city);
  prepared.record.names = names_of(built);
  prepared.engine = {files.scenario.engine.name, files.of("rules").text, files.of("rules").path,
                     files.scenario.file, files.scenario.engine.pointer};
  for (const RegisterNotice& notice : files.enterprise_register.notices)
    prepared.notes.push_back({notice.english, notice.chinese});
  prepared.city = std::move(built.city);
  return prepared;
}

}  // namespace fengsui
