// Who stands between a twin and its engine, for better or worse: a relay of messages and a cutter of
// connections. Each works in a thread of its own, which ends with the value.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "twin/mqtt/connection.h"

namespace fengsui::end_to_end {

// Takes messages from one topic and publishes on another what `pass` makes of each.
class Relay {
 public:
  using Pass = std::function<std::vector<std::string>(const std::string& payload)>;
  Relay(const std::string& url, const std::string& from, const std::string& to, Pass pass);

 private:
  mqtt::Connection connection_;
  std::jthread thread_;  // last: it uses the others
};

// Passes bytes on to a port. The first connection that carries anything is cut after `first` bytes; the next
// ones live, until each is cut after every `later` bytes from begin() on.
class Cutter {
 public:
  Cutter(std::uint16_t port, std::size_t first, std::size_t later);
  ~Cutter();
  Cutter(const Cutter&) = delete;
  Cutter& operator=(const Cutter&) = delete;

  void begin() { begun_ = true; }
  std::uint16_t port() const { return port_; }
  int cuts() const { return cuts_; }

 private:
  struct Pair {
    int inner, outer;
    std::size_t passed = 0;
  };
  void work(const std::stop_token& stop);
  void accept_one();
  bool pass(Pair& pair, int from, int to);

  const std::uint16_t target_;
  const std::size_t first_, later_;
  std::uint16_t port_ = 0;
  int listener_ = -1;
  std::vector<Pair> pairs_;
  std::atomic<bool> begun_ = false;
  std::atomic<int> cuts_ = 0;
  std::jthread thread_;  // last: it uses the others
};

}  // namespace fengsui::end_to_end
