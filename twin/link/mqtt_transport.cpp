#include "twin/link/mqtt_transport.h"

#include <algorithm>
#include <utility>

#include "sim/base/error.h"
#include "sim/port/json_lines.h"

namespace fengsui {

namespace {

using mqtt::Mark;

constexpr std::size_t longest_reason = 2000;  // [bytes]

}  // namespace

MqttTransport::MqttTransport(const mqtt::Address& address, std::chrono::milliseconds patience,
                             const std::string& place)
    : connection_(address, address.from_engine(), patience, place) {}

MqttTransport::~MqttTransport() {
  publish(Mark::end, "");
  connection_.flush(std::chrono::milliseconds(100));
}

void MqttTransport::publish(Mark mark, std::string_view line) {
  connection_.publish(connection_.address().to_engine(), mqtt::seal({session_, mark, number_}, line));
}

void MqttTransport::repeat() {
  if (!waiting_.empty()) connection_.publish(connection_.address().to_engine(), waiting_);
}

void MqttTransport::send(std::string_view line) {
  if (line.size() > json_lines::longest_line)
    throw InputError(connection_.address().shown(), "line " + std::to_string(number_ + 1),
                     std::to_string(line.size()) + " bytes",
                     "at most " + std::to_string(json_lines::longest_line >> 20) + " MiB a line");
  waiting_ = mqtt::seal({session_, Mark::number, ++number_}, line);
  repeat();
}

void MqttTransport::ask(std::string_view question) {
  repeat();
  publish(Mark::ask, question);
}

LineTransport::Wait MqttTransport::receive(std::string& line, std::chrono::milliseconds patience,
                                           std::size_t longest) {
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + patience;
  std::string payload;
  while (!ended_) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    switch (connection_.wait(payload, std::max(left, std::chrono::milliseconds(0)))) {
      case mqtt::Connection::Event::timeout:
        return Wait::timeout;
      case mqtt::Connection::Event::subscribed:
        // an answer may have passed while nobody listened
        repeat();
        continue;
      case mqtt::Connection::Event::message:
        break;
    }
    const auto opened = mqtt::open(payload);
    if (!opened) {
      ++without_envelope_;
      continue;
    }
    const mqtt::Envelope& envelope = opened->envelope;
    const bool ours = envelope.session == session_;
    const bool answer = envelope.mark == Mark::number && envelope.number == number_ && !waiting_.empty();
    if (envelope.session == mqtt::everybody && envelope.mark == Mark::here) {
      // an engine begins to listen
      repeat();
    } else if (ours && envelope.mark == Mark::end) {
      ended_ = true;
      last_words_ = opened->line.substr(0, longest_reason);
    } else if (ours && (answer || envelope.mark == Mark::here)) {
      if (opened->line.size() > longest) return Wait::too_long;
      line = opened->line;
      if (answer) waiting_.clear();
      return Wait::line;
    } else {
      ++passed_over_;
    }
  }
  return Wait::closed;
}

std::string MqttTransport::condition() {
  std::string text = ended_ ? "the engine ended the run" : connection_.condition();
  if (!ended_ && without_envelope_ > 0)
    text += "; " + std::to_string(without_envelope_) + " messages had no envelope";
  if (!ended_ && passed_over_ > 0)
    text += "; " + std::to_string(passed_over_) + " messages were of other runs or lines";
  return text;
}

}  // namespace fengsui
