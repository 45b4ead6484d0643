// What happened: the typed entries that the world writes and everybody else reads.
//
// The log is the simulator's truth about plants, networks and people. The engine under test never sees it.
// log_kind.h says for each kind what `subject`, `detail`, `other` and `value` mean.
#pragma once

#include <vector>

#include "sim/base/log_kind.h"
#include "sim/base/time.h"

namespace fengsui {

struct LogEntry {
  Time time{};
  LogKind kind = LogKind::scenario_started;
  std::uint16_t reserved = 0;
  std::uint32_t subject = 0;
  std::uint32_t detail = 0;
  std::uint32_t other = 0;
  double value = 0.0;

  friend bool operator==(const LogEntry&, const LogEntry&) = default;
};

static_assert(sizeof(LogEntry) == 32, "entries are written to disk and hashed as they are: no padding");

using Log = std::vector<LogEntry>;

}  // namespace fengsui
