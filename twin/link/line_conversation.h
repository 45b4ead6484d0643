// An engine that is reached by lines of text, whatever carries them; docs/engine-protocol.md.
//
// Lock-step: the twin says to which time the engine may advance and waits for the answer, so that the wall
// clock decides nothing. An engine that is silent is first announced to `warn`, then asked whether it is
// there, then looked at; after `patience` it is given up: EngineStalled. One that ends, closes its output or
// sends what the protocol does not allow: InputError, with its last words.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "sim/port/engine.h"
#include "twin/link/line_transport.h"

namespace fengsui {

class LineConversation : public Engine {
 public:
  using Warn = std::function<void(const std::string&)>;

  // `name` is what messages call the engine.
  LineConversation(std::string name, std::unique_ptr<LineTransport> transport,
                   std::chrono::milliseconds patience, Warn warn);

  std::vector<Attention> begin(const Directory& directory, Time start) override;
  void exchange(const EngineInput& input, EngineOutput& output) override;

 private:
  // The next line that is not a sign of presence.
  std::string answer();
  // How things stand, with its last words.
  std::string condition(bool says_that_it_is_there) const;

  std::string name_;
  std::unique_ptr<LineTransport> transport_;
  std::chrono::milliseconds patience_;
  Warn warn_;
  Directory directory_;
  std::uint64_t lines_ = 0;
};

}  // namespace fengsui
