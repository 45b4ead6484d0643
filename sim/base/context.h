// What a handler may touch at one instant besides its own room's state.
#pragma once

#include <cstdint>

#include "sim/base/agenda.h"
#include "sim/base/log.h"
#include "sim/base/random.h"

namespace fengsui {

struct Context {
  Time now{};
  std::uint64_t seed = 0;
  Agenda& agenda;
  Log& log;

  Stream stream(Draw what, std::uint32_t whom) const { return {seed, what, whom}; }

  void note(LogKind kind, std::uint32_t subject, std::uint32_t detail = 0, std::uint32_t other = 0,
            double value = 0.0) const {
    log.push_back({now, kind, 0, subject, detail, other, value});
  }
};

}  // namespace fengsui
