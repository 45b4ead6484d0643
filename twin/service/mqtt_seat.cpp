#include "twin/service/mqtt_seat.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "sim/port/json_lines.h"

namespace fengsui {

namespace {

using namespace std::chrono_literals;
using mqtt::Mark;

constexpr std::size_t remembered_runs = 16;
constexpr auto patience_at_start = 5s;

std::string bytes_in_words(std::size_t bytes) {
  return std::to_string(bytes) + " bytes, more than " + std::to_string(json_lines::longest_line >> 20) +
         " MiB";
}

}  // namespace

MqttSeat::MqttSeat(const mqtt::Address& address, const std::string& place)
    : connection_(address, address.to_engine(), patience_at_start, place) {
  announce();
}

// A twin that waits says its line again when it hears this.
void MqttSeat::announce() { say(std::string(mqtt::everybody), Mark::here, ""); }

void MqttSeat::say(const std::string& session, Mark mark, std::string_view line) {
  connection_.publish(connection_.address().from_engine(), mqtt::seal({session, mark, number_}, line));
}

void MqttSeat::await_run() {
  while (first_line_.empty()) next_line();
}

std::optional<std::string> MqttSeat::next_line() {
  if (!first_line_.empty() && !session_.empty() && number_ == 0) {
    number_ = 1;
    return std::exchange(first_line_, {});
  }
  const std::string run = session_;
  std::string payload;
  while (session_ == run) {
    const auto event = connection_.wait(payload, 60s);
    if (event == mqtt::Connection::Event::subscribed) announce();
    if (event != mqtt::Connection::Event::message) continue;
    if (auto line = take(payload)) return line;
  }
  return {};
}

std::optional<std::string> MqttSeat::take(std::string_view payload) {
  const auto message = mqtt::open(payload);
  if (!message || message->envelope.session == mqtt::everybody) return {};
  if (message->envelope.session == session_) return take_ours(*message);
  take_other(*message);
  return {};
}

std::optional<std::string> MqttSeat::take_ours(const mqtt::Opened& message) {
  const mqtt::Envelope& envelope = message.envelope;
  asked_ = envelope.mark == Mark::ask;
  if (message.line.size() > json_lines::longest_line) {
    end_run("a line of " + bytes_in_words(message.line.size()));
  } else if (envelope.mark == Mark::end) {
    end(std::exchange(session_, {}), "the run is over");
  } else if (asked_) {
    return std::string(message.line);
  } else if (envelope.mark == Mark::number && envelope.number == number_) {
    if (!answer_.empty()) connection_.publish(connection_.address().from_engine(), answer_);
  } else if (envelope.mark == Mark::number && envelope.number == number_ + 1) {
    number_ = envelope.number;
    answer_.clear();
    return std::string(message.line);
  } else if (envelope.mark == Mark::number && envelope.number > number_) {
    end_run("line " + std::to_string(envelope.number) + " after line " + std::to_string(number_));
  }
  return {};
}

void MqttSeat::take_other(const mqtt::Opened& message) {
  const mqtt::Envelope& envelope = message.envelope;
  if (envelope.mark != Mark::number) return;
  const auto known = std::ranges::find(ended_, envelope.session, &Ended::session);
  if (known != ended_.end()) {
    say(known->session, Mark::end, known->reason);
  } else if (envelope.number > 1) {
    end(envelope.session, "this engine began to listen in the middle of the run");
  } else {
    if (!session_.empty()) end_run("another run has begun with this engine");
    session_ = envelope.session;
    first_line_ = message.line.empty() ? " " : std::string(message.line);
    number_ = 0;
    answer_.clear();
  }
}

void MqttSeat::answer(std::string_view line) {
  if (asked_) return say(session_, Mark::here, line);
  if (line.size() > json_lines::longest_line) return end_run("an answer of " + bytes_in_words(line.size()));
  answer_ = mqtt::seal({session_, Mark::number, number_}, line);
  connection_.publish(connection_.address().from_engine(), answer_);
}

void MqttSeat::end_run(std::string_view reason) {
  if (!session_.empty()) end(std::exchange(session_, {}), reason);
}

void MqttSeat::end(const std::string& session, std::string_view reason) {
  ended_.push_back({session, std::string(reason)});
  if (ended_.size() > remembered_runs) ended_.pop_front();
  say(session, Mark::end, reason);
}

}  // namespace fengsui
