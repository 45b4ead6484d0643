// The narrow link to an engine under test, as the world's side sees it.
//
// The caller owns the clock: it calls exchange() with non-decreasing `now`; the engine handles everything up
// to `now` and answers with what it decided. Between calls the engine does nothing.
#pragma once

#include "sim/port/directory.h"
#include "sim/port/messages.h"

namespace fengsui {

class Engine {
 public:
  virtual ~Engine() = default;

  // Called once before the first exchange. Returns, per point of the directory, which samples matter.
  virtual std::vector<Attention> begin(const Directory& directory, Time start) = 0;

  // Throws InputError when the engine answers nonsense, and EngineStalled (link.h) when it does not answer.
  virtual void exchange(const EngineInput& input, EngineOutput& output) = 0;
};

}  // namespace fengsui
