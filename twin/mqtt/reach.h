// Whether a host listens, in bounded time: the system's own wait for a host that is silent takes minutes.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace fengsui::mqtt {

struct Reached {
  std::string numeric_address;  // the first that listens; empty: none
  std::string problem;          // then: why
};

// Tries every address of the host, one after the other. The look-up of a name is bounded by the system's
// resolver.
Reached reach(const std::string& host, std::uint16_t port, std::chrono::milliseconds patience);

}  // namespace fengsui::mqtt
