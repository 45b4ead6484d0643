// What tests of live runs share: a drill to open, how it stands, and choosing from lists.
#pragma once

#include <gtest/gtest.h>

#include "tests/viz/driver.h"
#include "tests/viz/runs.h"

namespace fengsui::viz::testing {

inline Time at_s(double seconds) { return scenario_start + from_seconds(seconds); }

// The leak with a level alarm and nobody at the table, live.
inline ConsoleOptions drill(const std::string& folder, std::optional<std::string> seat = {}) {
  ConsoleOptions options;
  options.live = live_of("jingmei_dc_2022_alarm_only", folder);
  options.drill = true;
  options.seat = std::move(seat);
  options.language = Language::english;
  options.settings.reset();
  return options;
}

inline const live::Status& status(Driver& driver) { return driver.desk().live->status(); }

// Runs to a time since the start and stands still there.
inline void run_to(Driver& driver, double seconds) {
  driver.desk().live->ask(live::RunUntil{at_s(seconds)});
  driver.wait_for([&] { return !driver.desk().live->running() && status(driver).now == at_s(seconds); },
                  "the run stands still at the wanted time");
}

// The row of a list whose words contain these, by the names "PREFIX.<number>".
inline std::string row_with(Driver& driver, const std::string& prefix, const std::string& words) {
  for (const std::string& name : driver.names(prefix + "."))
    if (driver.words(name).find(words) != std::string::npos) return name.substr(prefix.size() + 1);
  ADD_FAILURE() << "no " << prefix << " says " << words;
  return "0";
}

inline void choose(Driver& driver, const std::string& list, const std::string& words) {
  driver.click(list);
  driver.click(list + "." + row_with(driver, list, words));
  driver.look(2);
}

}  // namespace fengsui::viz::testing
