// What a carrier that owns the clock needs to know of the world it carries for.
#pragma once

#include "sim/network/network_state.h"

namespace fengsui {

class Clockwork {
 public:
  virtual ~Clockwork() = default;

  virtual Time now() const = 0;
  virtual Time next_time() const = 0;               // of the next planned event; `never` if there is none
  virtual void run_until_including(Time time) = 0;  // handles every event up to and at `time`
  virtual NetworkState& network() = 0;              // its departures are taken, its links followed

  // The answers of the carrier, with the world's clock at `time`. They may plan and send.
  virtual void delivered(MessageId id, Time time) = 0;
  virtual void failed(MessageId id, Time time) = 0;

  virtual bool stop() = 0;  // asked after every step: whether to end before the scenario does
};

}  // namespace fengsui
