// An event is data: when, which room handles it, what it is, about whom.
//
// `kind` is the handling room's own enum; `subject` an index into that room's tables; `detail` is
// whatever the kind needs, most often a stamp: a planned event whose stamp is no longer current is void.
#pragma once

#include <cstdint>

#include "sim/base/time.h"

namespace fengsui {

enum class Room : std::uint16_t { script, plant, sensing, network, workflow, engine };

struct Event {
  Time time{};
  std::uint64_t order = 0;  // ties in time break by order of scheduling, always the same way
  Room room = Room::script;
  std::uint16_t kind = 0;
  std::uint32_t subject = 0;
  std::uint64_t detail = 0;
};

static_assert(sizeof(Event) == 32, "events are small flat records");

}  // namespace fengsui
