// A client of an MQTT broker (3.1.1) that reads one topic and stays connected.
//
// inputs:  an address; what to publish
// outputs: what came on the topic; word that the topic is subscribed (again); in words, how things stand
// states:  down, connecting, subscribing, ready
// A lost connection is made anew inside wait(), after a pause that doubles from 20 ms to 500 ms. What is
// published while it is lost is lost: whoever must be heard publishes again at Event::subscribed. The session
// at the broker is a clean one: it keeps nothing for us. There is no thread: the connection lives in wait().
#pragma once

#include <mosquitto.h>

#include <chrono>
#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "twin/mqtt/address.h"

namespace fengsui::mqtt {

class Connection {
 public:
  // Connects and subscribes `topic`. `place` is the option that holds the address. Throws InputError when the
  // broker refuses the login, the encryption or the subscription, or when it is not reached within
  // `patience`.
  Connection(Address address, const std::string& topic, std::chrono::milliseconds patience,
             const std::string& place);
  // Says good-bye to the broker.
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  enum class Event { message, subscribed, timeout };

  // The next thing that happens; the first subscription is the constructor's.
  Event wait(std::string& payload, std::chrono::milliseconds patience);

  void publish(const std::string& topic, std::string_view payload);

  // Waits until what was published has left, no longer than that.
  void flush(std::chrono::milliseconds patience);

  // "the broker at 127.0.0.1:1883 holds the connection".
  std::string condition() const;

  const Address& address() const { return address_; }

 private:
  using Clock = std::chrono::steady_clock;
  enum class State { down, connecting, subscribing, ready };
  enum class Trouble { none, passing, lasting };  // lasting: trying again will not help

  struct Library {
    Library() { mosquitto_lib_init(); }
    ~Library() { mosquitto_lib_cleanup(); }
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
  };

  void configure();
  void drive(std::chrono::milliseconds patience);
  void connect(std::chrono::milliseconds patience);
  void lost(int code, int system_error);
  void down(std::string problem);
  std::string problem_of(int code, int system_error) const;

  Address address_;
  std::string topic_;
  Library library_;
  std::unique_ptr<mosquitto, void (*)(mosquitto*)> client_;
  State state_ = State::down;
  Trouble trouble_ = Trouble::none;
  std::string problem_;      // of the last loss
  std::string last_error_;   // that the library wrote
  bool subscribed_ = false;  // not yet told
  std::deque<std::string> messages_;
  std::chrono::milliseconds pause_;
  Clock::time_point next_attempt_, attempt_ends_;
};

}  // namespace fengsui::mqtt
