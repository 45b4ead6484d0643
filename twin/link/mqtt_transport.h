// An engine behind an MQTT broker, as the twin sees it: lines go to TOPIC/to_engine, answers come from
// TOPIC/from_engine, each in an envelope with the run's session and the line's number.
//
// The number makes it safe to say the same again: after every subscription, the twin's or the engine's, and
// with every question whether it is there, the line without an answer is published once more, and an engine
// that had answered it repeats its answer. What belongs to another run or another line is passed over.
#pragma once

#include <cstdint>
#include <string>

#include "twin/link/line_transport.h"
#include "twin/mqtt/connection.h"
#include "twin/mqtt/envelope.h"

namespace fengsui {

class MqttTransport final : public LineTransport {
 public:
  // Throws InputError when the broker is not reached within `patience` or does not let us in.
  MqttTransport(const mqtt::Address& address, std::chrono::milliseconds patience, const std::string& place);
  // Tells the engine that the run is over.
  ~MqttTransport() override;

  // Throws InputError when the line is longer than the protocol allows.
  void send(std::string_view line) override;
  void ask(std::string_view question) override;
  Wait receive(std::string& line, std::chrono::milliseconds patience, std::size_t longest) override;
  std::string condition() override;
  std::string last_words() const override { return last_words_; }

 private:
  void publish(mqtt::Mark mark, std::string_view line);
  void repeat();

  mqtt::Connection connection_;
  const std::string session_ = mqtt::new_session();
  std::uint64_t number_ = 0;
  std::string waiting_;  // the payload that has no answer yet
  bool ended_ = false;   // by the engine
  std::string last_words_;
  std::uint64_t passed_over_ = 0, without_envelope_ = 0;  // messages
};

}  // namespace fengsui
