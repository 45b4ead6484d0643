// The changing part of all plants: a value that can be copied to branch the future.
#pragma once

#include <vector>

#include "sim/plant/plant_spec.h"

namespace fengsui {

namespace plant {

template <class Archive>
void visit(Archive& archive, const Law& law) {
  archive(law.kind);
  archive(law.target);
  archive(law.pace);
  archive(law.from.has_value());
  archive(law.from.value_or(0.0));
}

struct GuardState {
  Time planned = never;
  double level = 0.0;  // drawn ones differ from the spec's
  std::uint32_t stamp = 0;
  bool latched = false;  // has acted and waits to be armed again
};

template <class Archive>
void visit(Archive& archive, const GuardState& state) {
  archive(state.planned);
  archive(state.level);
  archive(state.stamp);
  archive(state.latched);
}

struct InterlockState {
  bool bypassed = false;
  bool blind = false;  // its instrument shows nothing true
  std::uint32_t stamp = 0;
  std::uint32_t demands = 0;
};

template <class Archive>
void visit(Archive& archive, const InterlockState& state) {
  archive(state.bypassed);
  archive(state.blind);
  archive(state.stamp);
  archive(state.demands);
}

}  // namespace plant

struct PlantState {
  std::vector<Segment> segments;  // by SignalId
  std::vector<plant::Law> laws;   // by SignalId: what the segment was made of
  std::vector<plant::UnitState> units;
  std::vector<plant::GuardState> guards;
  std::vector<plant::InterlockState> interlocks;
  std::vector<UnitId> feeding;  // by line: the furnace that casts or cast last; may be invalid
  bool random_faults = false;

  // what crosses to other rooms; the world drains these after each call
  std::vector<SignalId> changed;
  std::vector<UnitId> destroyed;
};

template <class Archive>
void visit(Archive& archive, const PlantState& state) {
  archive(state.segments);
  archive(state.laws);
  archive(state.units);
  archive(state.guards);
  archive(state.interlocks);
  archive(state.feeding);
  archive(state.random_faults);
}

}  // namespace fengsui
