#include "twin/cluster/relay.h"

#include <poll.h>

#include "twin/cluster/message.h"

namespace fengsui::cluster {

bool relay(Ranks& ranks, Workshop& workshop, std::chrono::milliseconds patience) {
  using Clock = std::chrono::steady_clock;
  auto heard = Clock::now();
  int pause_ms = 1;
  while (Clock::now() - heard < patience) {
    bool quiet = true;
    for (const Message& message : workshop.receive()) {
      ranks.send(0, encode(message));
      quiet = false;
    }
    for (const auto& [from, text] : ranks.receive()) {
      heard = Clock::now();
      quiet = false;
      const Message message = decode(text);
      if (message.word == Word::quit) return message.text == "together";
      if (message.word != Word::alive) workshop.send(message);
    }
    // MPI has no file to wait on: look now and then, seldom when nothing happens
    pause_ms = quiet ? std::min(pause_ms * 2, 16) : 1;
    pollfd polled{workshop.file(), POLLIN, 0};
    poll(&polled, 1, pause_ms);
  }
  return false;
}

}  // namespace fengsui::cluster
