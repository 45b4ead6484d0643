// What carries lines of docs/engine-protocol.md to one engine and back.
//
// inputs:  lines to send, each with its end
// outputs: lines that came, without their ends; in words, how things stand
// One line is answered before the next one is sent. Every wait is bounded by its caller.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace fengsui {

class LineTransport {
 public:
  virtual ~LineTransport() = default;

  enum class Wait { line, timeout, closed, too_long };

  // Takes the line over; it leaves at the latest while receive() waits, so that neither side waits for the
  // other.
  virtual void send(std::string_view line) = 0;

  // Sends a question that is not itself a step of the conversation.
  virtual void ask(std::string_view question) { send(question); }

  // One line, or why there is none. `longest` [bytes] bounds what is kept.
  virtual Wait receive(std::string& line, std::chrono::milliseconds patience, std::size_t longest) = 0;

  // How things stand, as a sentence without its end: "the process sleeps".
  virtual std::string condition() = 0;

  // What the engine last said outside of the conversation; may be empty.
  virtual std::string last_words() const = 0;
};

}  // namespace fengsui
