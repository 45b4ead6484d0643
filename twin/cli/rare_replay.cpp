#include "twin/cli/rare_replay.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/cli/rare_world.h"

namespace fengsui {

namespace {

// What the description of the run says beside the scenario's own.
Label drawn_anew(const RareReplay& replay, const std::string& source, const std::vector<Time>& reached) {
  Label text{"Luck:\n• one of the accidents of " + source + "; drawn anew after ",
             "随机数：\n• " + source + " 中的一次事故；重新抽取时刻 "};
  for (std::size_t i = 0; i + 1 < reached.size(); ++i) {
    const std::string time = format_duration(reached[i].time_since_epoch()),
                      level = format_number(replay.study.levels[i]);
    text.english += (i > 0 ? ", " : "") + time + " (level " + level + ")";
    text.chinese += (i > 0 ? "、" : "") + time + "（水平 " + level + "）";
  }
  return {text.english + "\n", text.chinese + "\n"};
}

std::string luck_as_json(const RareReplay& replay) {
  nlohmann::ordered_json luck = {{"study", replay.study.id}, {"levels", replay.study.levels}};
  // as texts: a number of JSON need not hold 64 bits
  for (const std::uint64_t each : replay.luck) luck["luck"].push_back(std::to_string(each));
  return luck.dump(2) + "\n";
}

}  // namespace

RunResult replay_accident(const RareReplay& replay, const std::string& source) {
  const ScenarioFiles files = load_scenario(replay.inputs);
  RareWorld world(replay.study, replay.inputs);
  RareWorld::State state = world.begin(replay.luck.front());
  bool there = true;
  for (std::size_t level = 0; there && level < replay.luck.size(); ++level)
    there = world.advance(state, level, replay.luck[level]);
  if (!there || std::abs(to_seconds(*state.happened) - replay.time_s) > 1e-6)
    throw InputError(source, "", "a way that does not lead to its accident any more",
                     "fengsui " + replay.software_version + ", which wrote it (this is " FENGSUI_VERSION ")");

  RunResult result;
  for (const RegisterNotice& notice : files.enterprise_register.notices)
    result.notes.push_back({notice.english, notice.chinese});
  result.record = std::move(world).whole_record();
  result.record.run.network = "direct";
  const Label more = drawn_anew(replay, source, state.reached);
  result.record.run.about.english += more.english;
  result.record.run.about.chinese += more.chinese;
  result.record.run.inputs.push_back({"luck", source, luck_as_json(replay)});
  result.judgement = judge(result.record, files.scenario.expectations);
  result.record.verdict = to_json(result.judgement).dump();
  return result;
}

}  // namespace fengsui
