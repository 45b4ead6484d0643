#include "twin/mqtt/connection.h"

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <new>
#include <system_error>
#include <thread>
#include <utility>

#include "sim/base/error.h"
#include "twin/mqtt/envelope.h"
#include "twin/mqtt/reach.h"
#include "twin/mqtt/without_pipe_signal.h"

namespace fengsui::mqtt {

namespace {

using namespace std::chrono_literals;

constexpr auto shortest_pause = 20ms, longest_pause = 500ms;
constexpr auto longest_attempt = 5s;  // to be let in by a broker that listens
constexpr int keep_alive_s = 10;      // after twice that a broker that vanished is noticed

std::chrono::milliseconds until(std::chrono::steady_clock::time_point time) {
  return std::max(std::chrono::ceil<std::chrono::milliseconds>(time - std::chrono::steady_clock::now()), 0ms);
}

}  // namespace

Connection::Connection(Address address, const std::string& topic, std::chrono::milliseconds patience,
                       const std::string& place)
    : address_(std::move(address)),
      topic_(topic),
      // 3.1.1 promises room for 23 letters and digits
      client_(mosquitto_new(("fengsui" + new_session()).c_str(), true, this), mosquitto_destroy),
      pause_(shortest_pause) {
  if (!client_) throw std::bad_alloc();
  configure();
  const auto deadline = Clock::now() + patience;
  while (state_ != State::ready && trouble_ != Trouble::lasting && Clock::now() < deadline)
    drive(until(deadline));
  if (state_ != State::ready)
    throw InputError(place, address_.shown(), problem_.empty() ? condition() : problem_,
                     "a broker that listens there and lets us in");
  subscribed_ = false;  // who has constructed this knows
}

Connection::~Connection() {
  const WithoutPipeSignal no_signal;
  if (state_ == State::ready && mosquitto_disconnect(client_.get()) == MOSQ_ERR_SUCCESS) flush(100ms);
}

void Connection::configure() {
  mosquitto* client = client_.get();
  mosquitto_int_option(client, MOSQ_OPT_TCP_NODELAY, 1);
  if (!address_.user.empty())
    mosquitto_username_pw_set(client, address_.user.c_str(),
                              address_.password.empty() ? nullptr : address_.password.c_str());
  if (address_.secure && address_.ca_file.empty()) mosquitto_int_option(client, MOSQ_OPT_TLS_USE_OS_CERTS, 1);
  if (address_.secure)
    mosquitto_tls_set(client, address_.ca_file.empty() ? nullptr : address_.ca_file.c_str(),
                      address_.ca_file.empty() ? "/etc/ssl/certs" : nullptr, nullptr, nullptr, nullptr);

  mosquitto_connect_callback_set(client, [](mosquitto* handle, void* self, int code) {
    auto& me = *static_cast<Connection*>(self);
    if (code == 0) {
      me.state_ = State::subscribing;
      mosquitto_subscribe(handle, nullptr, me.topic_.c_str(), me.address_.quality);
    } else {
      // 3: the server is not available now
      if (code != 3) me.trouble_ = Trouble::lasting;
      me.last_error_ = std::string("it refuses the login: ") + mosquitto_connack_string(code);
    }
  });
  mosquitto_subscribe_callback_set(client, [](mosquitto*, void* self, int, int count, const int* granted) {
    auto& me = *static_cast<Connection*>(self);
    if (count == 1 && granted[0] <= 2) {
      me.state_ = State::ready;
      me.subscribed_ = true;
    } else {
      me.trouble_ = Trouble::lasting;
      me.down("it does not let us read the topic " + me.topic_);
    }
  });
  mosquitto_message_callback_set(client, [](mosquitto*, void* self, const mosquitto_message* message) {
    auto& me = *static_cast<Connection*>(self);
    me.pause_ = shortest_pause;
    me.messages_.emplace_back(static_cast<const char*>(message->payload),
                              static_cast<std::size_t>(message->payloadlen));
  });
  mosquitto_log_callback_set(client, [](mosquitto*, void* self, int level, const char* text) {
    if (level == MOSQ_LOG_ERR) static_cast<Connection*>(self)->last_error_ = text;
  });
}

Connection::Event Connection::wait(std::string& payload, std::chrono::milliseconds patience) {
  const auto deadline = Clock::now() + patience;
  while (true) {
    if (!messages_.empty()) {
      payload = std::move(messages_.front());
      messages_.pop_front();
      return Event::message;
    }
    if (std::exchange(subscribed_, false)) return Event::subscribed;
    const auto left = until(deadline);
    if (left == 0ms) return Event::timeout;
    drive(left);
  }
}

void Connection::drive(std::chrono::milliseconds patience) {
  const WithoutPipeSignal no_signal;
  if (state_ == State::down) {
    if (Clock::now() < next_attempt_)
      std::this_thread::sleep_for(std::min(patience, until(next_attempt_)));
    else
      connect(std::min<std::chrono::milliseconds>(patience, longest_attempt));
    return;
  }
  if (state_ != State::ready && Clock::now() > attempt_ends_) return down("it does not answer");
  const auto longest = state_ == State::ready ? patience : std::min(patience, until(attempt_ends_) + 1ms);
  errno = 0;
  const int code =
      mosquitto_loop(client_.get(), static_cast<int>(std::min<std::int64_t>(longest.count(), 1000)), 1);
  if (code != MOSQ_ERR_SUCCESS && state_ != State::down) lost(code, errno);
}

void Connection::connect(std::chrono::milliseconds patience) {
  last_error_.clear();
  const Reached reached = reach(address_.host, address_.port, patience);
  if (reached.numeric_address.empty()) return down(reached.problem);
  state_ = State::connecting;
  trouble_ = Trouble::none;
  attempt_ends_ = Clock::now() + longest_attempt;
  // a certificate is for a name
  const std::string& host = address_.secure ? address_.host : reached.numeric_address;
  errno = 0;
  const int code = mosquitto_connect(client_.get(), host.c_str(), address_.port, keep_alive_s);
  if (code != MOSQ_ERR_SUCCESS) lost(code, errno);
}

std::string Connection::problem_of(int code, int system_error) const {
  if (code == MOSQ_ERR_TLS)
    return "no encryption with it, is its certificate trusted and for this host? " + last_error_;
  if (!last_error_.empty()) return last_error_;
  if (code == MOSQ_ERR_ERRNO && system_error != 0) return std::generic_category().message(system_error);
  if (code == MOSQ_ERR_CONN_LOST && state_ != State::ready)
    return std::string("it closes the connection") +
           (address_.secure ? " (is this a port with TLS?)" : " (is this a port without TLS?)");
  return mosquitto_strerror(code);
}

void Connection::lost(int code, int system_error) {
  if (code == MOSQ_ERR_TLS) trouble_ = Trouble::lasting;
  down(problem_of(code, system_error));
}

void Connection::down(std::string problem) {
  problem_ = std::move(problem);
  if (trouble_ == Trouble::none) trouble_ = Trouble::passing;
  state_ = State::down;
  subscribed_ = false;
  next_attempt_ = Clock::now() + pause_;
  pause_ = std::min<std::chrono::milliseconds>(pause_ * 2, longest_pause);
}

void Connection::publish(const std::string& topic, std::string_view payload) {
  if (state_ != State::ready) return;
  const WithoutPipeSignal no_signal;
  // what goes wrong with the connection shows itself in the next wait
  const int code = mosquitto_publish(client_.get(), nullptr, topic.c_str(), static_cast<int>(payload.size()),
                                     payload.data(), address_.quality, false);
  assert(code != MOSQ_ERR_INVAL && code != MOSQ_ERR_PAYLOAD_SIZE);
  (void)code;
}

void Connection::flush(std::chrono::milliseconds patience) {
  const WithoutPipeSignal no_signal;
  const auto deadline = Clock::now() + patience;
  while (state_ == State::ready && mosquitto_want_write(client_.get()) && until(deadline) > 0ms)
    if (mosquitto_loop(client_.get(), 10, 1) != MOSQ_ERR_SUCCESS) break;
}

std::string Connection::condition() const {
  const std::string broker = "the broker at " + address_.host + ":" + std::to_string(address_.port);
  if (state_ == State::ready) return broker + " holds the connection";
  return broker + " is not connected" + (problem_.empty() ? "" : ": " + problem_);
}

}  // namespace fengsui::mqtt
