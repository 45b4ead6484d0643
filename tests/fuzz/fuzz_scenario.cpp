// Any bytes as a scenario file: either a scenario or an InputError, never anything else.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "scenarios/scenario_reader.h"
#include "scenarios/script.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  try {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const fengsui::Scenario scenario = fengsui::read_scenario(text, "fuzz.json");

    // what was read keeps the promises of its header
    const auto events = fengsui::script(scenario);
    if (scenario.duration <= fengsui::Duration::zero() || events.size() < scenario.events.size())
      std::abort();
    for (const fengsui::ScenarioEvent& event : events)
      if (event.at < fengsui::Duration::zero() || event.at > scenario.duration) std::abort();
  } catch (const fengsui::InputError& error) {
    if (error.found.empty() || error.expected.empty()) std::abort();
  }
  return 0;
}
