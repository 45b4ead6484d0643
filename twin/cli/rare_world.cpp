#include "twin/cli/rare_world.h"

#include <algorithm>

#include "sim/base/error.h"
#include "sim/plant/nearness.h"
#include "twin/session/prepare.h"

namespace fengsui {

namespace {

Session session_of(const RareStudy& study, const std::vector<InputFile>& inputs) {
  Prepared prepared = prepare(load_scenario(inputs), study.seed);
  std::unique_ptr<Engine> engine = reach_engine(prepared.engine);
  return {std::move(prepared.city), std::move(engine), std::move(prepared.record)};
}

}  // namespace

RareWorld::RareWorld(const RareStudy& study, const std::vector<InputFile>& inputs)
    : study_(study), session_(session_of(study, inputs)), start_(session_.moment()) {
  if (!start_)
    throw InputError(study.scenario.string(), "", "an engine that cannot be copied", "the built-in engine");
  accident_ = session_.city().plant.first_accident[static_cast<std::size_t>(study.unit_class)] +
              static_cast<std::uint32_t>(study.accident);
}

RareWorld::State RareWorld::begin(std::uint64_t luck) {
  session_.start_over(*start_, luck);
  session_.begin();
  return {session_.moment(), happened_since(0), {}};
}

std::optional<Time> RareWorld::happened_since(std::size_t row) const {
  const Log& log = session_.record().log;
  const auto found = std::find_if(
      log.begin() + static_cast<std::ptrdiff_t>(row), log.end(),
      [&](const LogEntry& entry) { return entry.kind == LogKind::accident && entry.detail == accident_; });
  return found == log.end() ? std::nullopt : std::optional(found->time);
}

void RareWorld::step() {
  session_.advance();
  ++events_;
}

bool RareWorld::near_enough(std::size_t level) const {
  const Time until = std::min(session_.next(), scenario_start + session_.city().duration);
  return level < study_.levels.size() &&
         plant::nearness(session_.city().plant, session_.world().plant, study_.unit_class, study_.accident,
                         until) >= study_.levels[level];
}

bool RareWorld::advance(State& state, std::size_t level, std::uint64_t luck) {
  if (!state.happened) {
    session_.go_back(*state.moment);
    session_.reseed(luck);
    while (!state.happened && !near_enough(level)) {
      if (session_.next() == never) return false;
      const std::size_t row = session_.record().log.size();
      step();
      state.happened = happened_since(row);
    }
    state.moment = session_.moment();
  }
  state.reached.push_back(state.happened.value_or(session_.world().now));
  return true;
}

Record RareWorld::whole_record() && {
  while (session_.next() != never) step();
  session_.conclude(true);
  return std::move(session_).take_record();
}

}  // namespace fengsui
