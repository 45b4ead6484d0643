// The other end of the line: a small platform that takes posts over HTTP, opens and checks them, and answers
// {"code":200,"msg":…,"data":null}. For trying gateways and for tests; it stores nothing.
//
// A post that cannot be opened is answered with HTTP 400 and code 500, as the published example platform
// does; other paths with 404. Bodies are taken up to 8 MiB.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "twin/upload/messages.h"

namespace fengsui::upload {

// How a receiver misbehaves, for tests.
enum class Misbehaviour {
  none,
  busy,         // HTTP 500, not taken
  no_answer,    // silent until it is stopped, not taken
  lost_answer,  // taken, but the connection breaks before the answer
  dribble,      // answers a few bytes at a time, without end
  nonsense      // HTTP 200 without a code, not taken
};

class Receiver {
 public:
  struct Hooks {
    // Called from threads of the receiver, one at a time.
    std::function<void(const Posting&)> taken;
    std::function<void(const std::string& why)> not_taken;
    std::function<Misbehaviour()> misbehave;  // asked before each post
  };

  // `known`: the codes of all points and cameras that may appear; nothing: every code of the right form.
  Receiver(Cipher cipher, std::optional<std::set<std::string>> known, Hooks hooks);
  ~Receiver();
  Receiver(const Receiver&) = delete;
  Receiver& operator=(const Receiver&) = delete;

  // Listens at the port, or at any free one for 0; returns it. Throws InputError when that is not possible.
  int start(const std::string& host, int port);
  // Ends all answers that are under way; start() may follow.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fengsui::upload
