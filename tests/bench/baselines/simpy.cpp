#include "tests/bench/baselines/simpy.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

namespace fengsui::baselines {

namespace {

// The first Python on the path may be one of a user's own; Debian's has Debian's packages.
std::string python_with_simpy() {
  for (const char* python : {"python3", "/usr/bin/python3"})
    if (std::system((std::string(python) + " -c 'import simpy' >/dev/null 2>&1").c_str()) == 0) return python;
  throw SimPyMissing();
}

}  // namespace

ChainResult run_on_simpy(const Chain& chain, Sampling sampling) {
  const std::string folder = std::string(FENGSUI_SOURCE_DIR) + "/tests/bench/baselines/";
  const std::string command = "timeout 600 " + python_with_simpy() + " '" + folder + "warning_chain.py' '" +
                              folder + "warning_chain.json' hours=" + std::to_string(chain.hours) +
                              " seed=" + std::to_string(chain.seed) +
                              " quiet_more_mean_s=" + std::to_string(chain.quiet_more_mean_s) +
                              (sampling == Sampling::one_clock ? " --one-clock" : "");
  std::FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) throw std::runtime_error("cannot start " + command);
  std::string answer;
  std::array<char, 4096> part{};
  while (std::fgets(part.data(), part.size(), pipe)) answer += part.data();
  if (pclose(pipe) != 0) throw std::runtime_error("did not end well: " + command);
  const nlohmann::json json = nlohmann::json::parse(answer);
  return {json.at("cases"),
          json.at("second"),
          json.at("third"),
          json.at("minutes_to_clear"),
          json.at("minutes_to_clear_deviation"),
          json.at("alarm_delay_s"),
          json.at("alarm_delay_s_deviation"),
          json.at("processor_s")};
}

}  // namespace fengsui::baselines
