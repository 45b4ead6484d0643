// The engine's end of docs/engine-protocol.md behind an MQTT broker: one run after the other.
//
// inputs:  messages of TOPIC/to_engine
// outputs: lines of the present run, each once and in order; answers to TOPIC/from_engine
// A line that comes again gets its answer again. A run ends when the twin says so or when another one begins;
// who goes on with a run that has ended, or that began before this engine listened, is told so.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "twin/mqtt/connection.h"
#include "twin/mqtt/envelope.h"

namespace fengsui {

class MqttSeat {
 public:
  // Throws InputError when the broker does not let us in; `place` is the option that holds the address.
  MqttSeat(const mqtt::Address& address, const std::string& place);

  // Waits until a run begins, for ever: this is what a service does.
  void await_run();

  // The next line of this run; nothing when it is over.
  std::optional<std::string> next_line();

  // Answers the line that next_line() gave last.
  void answer(std::string_view line);

  // Ends this run and tells the twin why.
  void end_run(std::string_view reason);

 private:
  struct Ended {
    std::string session, reason;
  };

  // What a message means for this run; a line to be answered, or nothing.
  std::optional<std::string> take(std::string_view payload);
  std::optional<std::string> take_ours(const mqtt::Opened& message);
  void take_other(const mqtt::Opened& message);
  void announce();
  void say(const std::string& session, mqtt::Mark mark, std::string_view line);
  void end(const std::string& session, std::string_view reason);

  mqtt::Connection connection_;
  std::string session_;       // of the present run; empty: none
  std::string first_line_;    // of a run that has begun and was not asked for yet
  std::uint64_t number_ = 0;  // of the last line
  std::string answer_;        // to it; empty: not yet
  bool asked_ = false;        // the line given last was the question whether somebody is there
  std::deque<Ended> ended_;   // the last ones
};

}  // namespace fengsui
