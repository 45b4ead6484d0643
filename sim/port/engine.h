// The narrow link to an engine under test, as the world's side sees it.
//
// The caller owns the clock: it calls exchange() with non-decreasing `now`; the engine handles everything up
// to `now` and answers with what it decided. Between calls the engine does nothing.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "sim/port/directory.h"
#include "sim/port/messages.h"

namespace fengsui {

// The engine gave no answer in time. The run ends as inconclusive; the record up to here is kept.
class EngineStalled : public std::runtime_error {
 public:
  EngineStalled(const std::string& who, Duration how_long)
      : std::runtime_error("engine " + who + " gave no answer for " + std::to_string(to_seconds(how_long)) +
                           " s"),
        silence(how_long) {}

  Duration silence;
};

class Engine {
 public:
  virtual ~Engine() = default;

  // Called once before the first exchange. Returns, per point of the directory, which samples matter.
  virtual std::vector<Attention> begin(const Directory& directory, Time start) = 0;

  // Throws InputError when the engine answers nonsense, and EngineStalled when it does not answer.
  virtual void exchange(const EngineInput& input, EngineOutput& output) = 0;

  // A copy with the same state and future, or nothing: then a session with this engine cannot branch.
  virtual std::unique_ptr<Engine> clone() const { return nullptr; }
};

}  // namespace fengsui
