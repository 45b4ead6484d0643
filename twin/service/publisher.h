// A place to which what the engine decided is told: a file of messages, a folder of CAP alerts.
#pragma once

#include <string>

#include "sim/port/directory.h"
#include "sim/port/messages.h"

namespace fengsui {

class Publisher {
 public:
  virtual ~Publisher() = default;

  // Its name in the journal: what has been published there is known by it. Empty: it keeps nothing beyond the
  // process, and there is nothing to know.
  virtual std::string name() const = 0;

  // A run begins. `run` is the same for the same rules and hello, and short. `continued`: with a journal,
  // which says what to leave out; without one, nothing of another run may be there.
  virtual void begin(const Directory& directory, const std::string& run, bool continued) = 0;

  // Called with every answer in order. `fresh`: not known to have been published before; what is there
  // already is not repeated even so. On the disk when it returns. Throws StorageError.
  virtual void publish(const EngineOutput& output, bool fresh) = 0;

  // Everything that the journal holds has been told. Throws InputError when the place holds more.
  virtual void caught_up() {}
};

}  // namespace fengsui
