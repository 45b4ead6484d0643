#include "tests/end_to_end/middlemen.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <stdexcept>

namespace fengsui::end_to_end {

namespace {

using namespace std::chrono_literals;

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

}  // namespace

Relay::Relay(const std::string& url, const std::string& from, const std::string& to, Pass pass)
    : connection_(mqtt::read_address("relay", url), from, 5s, "relay"),
      thread_([this, to, pass = std::move(pass)](const std::stop_token& stop) {
        std::string payload;
        while (!stop.stop_requested())
          if (connection_.wait(payload, 50ms) == mqtt::Connection::Event::message)
            for (const std::string& one : pass(payload)) connection_.publish(to, one);
      }) {}

Cutter::Cutter(std::uint16_t port, std::size_t first, std::size_t later)
    : target_(port), first_(first), later_(later) {
  listener_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener_, 16) != 0 ||
      getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("no listener");
  port_ = ntohs(address.sin_port);
  thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

Cutter::~Cutter() {
  thread_.request_stop();
  thread_.join();
  for (const Pair& pair : pairs_) close(pair.inner), close(pair.outer);
  close(listener_);
}

void Cutter::accept_one() {
  const int outer = accept(listener_, nullptr, nullptr);
  const int inner = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(target_);
  if (outer >= 0 && connect(inner, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
    pairs_.push_back({inner, outer});
  else
    close(inner), close(outer);
}

// Whether the connection lives on.
bool Cutter::pass(Pair& pair, int from, int to) {
  std::array<char, 4096> bytes;
  const ssize_t count = recv(from, bytes.data(), bytes.size(), 0);
  if (count <= 0) return false;
  if (cuts_ > 0 && !begun_) pair.passed = 0;
  const std::size_t limit = cuts_ == 0 ? first_ : later_;
  // some bytes of the last piece are passed on: a message is cut in the middle
  const bool cut = (cuts_ == 0 || begun_) && pair.passed + static_cast<std::size_t>(count) >= limit;
  const std::size_t passed = cut ? limit - pair.passed : static_cast<std::size_t>(count);
  if (send(to, bytes.data(), passed, MSG_NOSIGNAL) != static_cast<ssize_t>(passed)) return false;
  pair.passed += passed;
  if (cut) ++cuts_;
  return !cut;
}

void Cutter::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::vector<pollfd> watched = {{listener_, POLLIN, 0}};
    for (const Pair& pair : pairs_) {
      watched.push_back({pair.inner, POLLIN, 0});
      watched.push_back({pair.outer, POLLIN, 0});
    }
    if (poll(watched.data(), watched.size(), 20) <= 0) continue;
    std::vector<Pair> living;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      Pair& pair = pairs_[i];
      const bool lives = (!watched[1 + 2 * i].revents || pass(pair, pair.inner, pair.outer)) &&
                         (!watched[2 + 2 * i].revents || pass(pair, pair.outer, pair.inner));
      if (lives)
        living.push_back(pair);
      else
        close(pair.inner), close(pair.outer);
    }
    pairs_ = std::move(living);
    if (watched[0].revents) accept_one();
  }
}

}  // namespace fengsui::end_to_end
