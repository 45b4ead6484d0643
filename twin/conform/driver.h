// Tells an engine a story and notes what it answers.
//
// Inputs: readings, beats and actions in the order of time [s since the start]. Outputs: one comparable line
// per alarm event of a point, in the order in which it was said: "raised high of CT_ON at 15". Numbers of
// alarms are the engine's own and left out. Wakes that the engine asks for are honoured. Throws what the
// engine throws.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/port/engine.h"
#include "twin/conform/kit_points.h"

namespace fengsui::conform {

// A fresh engine that has been told nothing yet.
using Maker = std::function<std::unique_ptr<Engine>()>;

using Story = std::vector<std::string>;

Time at(double time_s);

class Driver {
 public:
  explicit Driver(const Maker& make, Directory directory = kit_directory());

  // One reading, stamped and delivered at the same instant.
  void read(double time_s, std::string_view tag, double value, Quality quality = Quality::good);
  void act(double time_s, std::string_view tag, AlarmCondition condition, AlarmAct act,
           Duration lasting = {});
  // Anything, at `now`.
  void exchange(Time now, const std::vector<Reading>& readings, const std::vector<GatewayBeat>& beats = {},
                const std::vector<AlarmAction>& actions = {});
  void wait_until(double time_s);

  const Story& story() const { return story_; }
  const std::vector<Alarm>& alarms() const { return alarms_; }  // of points
  const std::vector<Alarm>& gateway_alarms() const { return gateway_alarms_; }

 private:
  void wake_until(Time now);
  void note();

  Directory directory_;
  std::unique_ptr<Engine> engine_;
  EngineOutput output_;
  Story story_;
  std::vector<Alarm> alarms_, gateway_alarms_;
};

Reading reading(double time_s, std::string_view tag, double value);

}  // namespace fengsui::conform
