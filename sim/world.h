// The world is a value: one immutable City shared by many cheap, copyable Worlds.
//
// City: who and what exists (plants, points, gateways, network, offices) and what is planned.
// World: everything that changes, as flat vectors and indices. Copying it branches the future; world_hash()
// proves that two worlds are the same.
//
// Outputs, drained by the caller after each step: `log`, `segment_changes`, what the engine under test hears
// (`readings`, `beats`, `actions`, `alarm_actions`, `engine_wake`) and `network.departures` (for the
// carrier).
#pragma once

#include <string>
#include <vector>

#include "sim/action.h"
#include "sim/base/context.h"
#include "sim/network/network_spec.h"
#include "sim/network/network_state.h"
#include "sim/plant/plant_spec.h"
#include "sim/plant/plant_state.h"
#include "sim/port/directory.h"
#include "sim/port/messages.h"
#include "sim/signal/sampling.h"
#include "sim/workflow/workflow_spec.h"
#include "sim/workflow/workflow_state.h"

namespace fengsui {

struct City {
  PlantSpec plant;
  SensingSpec sensing;  // with the attention that the engine under test asked for
  NetworkSpec network;
  WorkflowSpec workflow;
  Directory directory;         // what the engine under test is told
  std::vector<Action> script;  // in the order of the scenario
  std::uint64_t seed = 1;
  Duration duration{};
  bool random_faults = false, random_outages = false;
};

// Every enterprise has one gateway, with the same number.
constexpr GatewayId gateway_of(EnterpriseId enterprise) { return GatewayId(std::size_t{enterprise.index}); }

// Which class of equipment an alarm was about.
struct HeardAlarm {
  AlarmId alarm;
  std::uint32_t unit_class = 0;
};

struct World {
  std::uint64_t seed = 0;  // of all luck from now on: the city's, or that of a branch
  Time now{};
  Agenda agenda;
  PlantState plant;
  SensingState sensing;
  NetworkState network;
  WorkflowState workflow;
  std::uint64_t engine_stamp = 0;  // of the wake-up that the engine last asked for
  std::vector<HeardAlarm> heard;   // ascending by number; where limits depend on the equipment

  // outputs, drained by the caller
  Log log;
  std::vector<SegmentEntry> segment_changes;
  std::vector<Reading> readings;
  std::vector<GatewayBeat> beats;
  std::vector<OperatorAction> actions;
  std::vector<AlarmAction> alarm_actions;
  bool engine_wake = false;
};

// The world at the start of the scenario.
World begin_world(const City& city);
World begin_world(const City& city, std::uint64_t seed);  // with luck of its own

// Handles the next event; does nothing when there is none before the end of the scenario.
void step(const City& city, World& world);

// The time of the next event, or `never`.
inline Time next_time(const World& world) { return world.agenda.next_time(); }

// What the engine under test said becomes part of the world: alarms and warnings are noted, warnings open,
// change and release cases, and the engine is woken when it asked to be.
void hear(const City& city, World& world, const EngineOutput& output);

// Does something to the world from outside, now.
void perform(const City& city, World& world, const Action& action);

// A message of the network reached the platform, or failed on the way, at `when` (not before the world's
// now).
void message_delivered(const City& city, World& world, MessageId message, Time when);
void message_failed(const City& city, World& world, MessageId message, Time when);

// Moves all departures with the direct network: each becomes a planned arrival in this world.
void depart_directly(const City& city, World& world);

// About how many bytes a world occupies.
std::size_t world_bytes(const World& world);

// Everything that matters to the future, as one number; transient outputs are not part of it.
std::uint64_t world_hash(const World& world);

}  // namespace fengsui
