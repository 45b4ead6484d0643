// Store and forward: the posts of each gateway in the order in which they were made, until the platform has
// acknowledged them. At least once: a post whose answer was lost is sent again; one that was acknowledged or
// refused never is.
//
// Bounded: of each gateway at most so many bytes, and nothing older than the age; the oldest are dropped and
// counted. It knows no network and no clock: the caller sends, tells what came of it, and brings the time.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/id.h"
#include "twin/upload/messages.h"
#include "twin/upload/settings.h"

namespace fengsui::upload {

struct Post {
  Call call = Call::real_time;
  std::string body;       // as it goes over the line; the same at each attempt
  std::size_t items = 0;  // values or events in it
  Time made{};            // simulated time
};

struct OutboxCounts {
  std::uint64_t made = 0, acknowledged = 0, refused = 0, dropped = 0;  // posts; what is left waits
  std::uint64_t values = 0, events = 0, pictures = 0;                  // in the acknowledged ones
  std::uint64_t attempts = 0, again = 0;  // of which a post had been tried before
};

class Outbox {
 public:
  using Instant = std::chrono::steady_clock::time_point;

  Outbox(std::size_t gateways, const BufferSettings& buffer, const RetrySettings& retry);

  void add(GatewayId gateway, Post post);

  // The gateway whose first post may be tried now: the one whose post was made first. Nothing when all wait.
  std::optional<GatewayId> due(Instant now) const;
  const Post& first(GatewayId gateway) const;

  // What came of the first post of the gateway.
  void acknowledged(GatewayId gateway);
  void refused(GatewayId gateway);
  void failed(GatewayId gateway, Instant now);       // the platform answered: not now
  void unreachable(GatewayId gateway, Instant now);  // no answer: all gateways wait

  bool empty() const { return waiting() == 0; }
  std::uint64_t waiting() const;
  std::size_t bytes() const;
  Instant next_attempt() const;  // the earliest; Instant::max() when nothing waits
  const OutboxCounts& counts() const { return counts_; }

 private:
  // Doubled at each failure, up to the last; forgotten at a success.
  struct Pause {
    Instant until = Instant::min();
    Duration length{};

    void longer(Instant now, const RetrySettings& retry);
  };

  struct Queue {
    std::deque<Post> posts;
    std::size_t bytes = 0;
    bool tried = false;  // the first post
    Pause pause;
  };

  void begin_attempt(Queue& queue);
  void drop_excess(Queue& queue, Time now);
  static void pop(Queue& queue);

  BufferSettings buffer_;
  RetrySettings retry_;
  std::vector<Queue> queues_;
  Pause everyone_;
  OutboxCounts counts_;
};

}  // namespace fengsui::upload
