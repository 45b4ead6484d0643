#include <algorithm>

#include "sim/state_hash.h"
#include "sim/world.h"

namespace fengsui {

namespace {

// The agenda's heap may be laid out differently in equal worlds; its events in order of time are not.
void visit_agenda(StateHash& hash, const Agenda& agenda) {
  std::vector<Event> events = agenda.pending();
  std::ranges::sort(events, {}, [](const Event& event) { return std::pair(event.time, event.order); });
  hash(events.size());
  for (const Event& event : events) {
    hash(event.time);
    hash(static_cast<std::uint16_t>(event.room));
    hash(event.kind);
    hash(event.subject);
    hash(event.detail);
  }
}

}  // namespace

std::uint64_t world_hash(const World& world) {
  StateHash hash;
  hash(world.seed);
  hash(world.now);
  visit_agenda(hash, world.agenda);
  hash(world.plant);
  hash(world.sensing);
  hash(world.network);
  hash(world.workflow);
  hash(world.engine_stamp);
  for (const HeardAlarm& heard : world.heard) hash(heard.alarm), hash(heard.unit_class);
  return hash.digest();
}

}  // namespace fengsui
