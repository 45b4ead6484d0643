#include "twin/upload/outbox.h"

#include <algorithm>
#include <cassert>

namespace fengsui::upload {

void Outbox::Pause::longer(Instant now, const RetrySettings& retry) {
  length = length == Duration::zero() ? retry.first : std::min(retry.last, 2 * length);
  until = now + length;
}

Outbox::Outbox(std::size_t gateways, const BufferSettings& buffer, const RetrySettings& retry)
    : buffer_(buffer), retry_(retry), queues_(gateways) {}

void Outbox::add(GatewayId gateway, Post post) {
  Queue& queue = queues_[gateway.index];
  const Time now = post.made;
  ++counts_.made;
  queue.bytes += post.body.size();
  queue.posts.push_back(std::move(post));
  drop_excess(queue, now);
}

void Outbox::drop_excess(Queue& queue, Time now) {
  while (!queue.posts.empty() &&
         (queue.bytes > buffer_.bytes || queue.posts.front().made < now - buffer_.age)) {
    ++counts_.dropped;
    pop(queue);
  }
}

void Outbox::pop(Queue& queue) {
  queue.bytes -= queue.posts.front().body.size();
  queue.posts.pop_front();
  queue.tried = false;
}

std::optional<GatewayId> Outbox::due(Instant now) const {
  if (everyone_.until > now) return {};
  const Queue* best = nullptr;
  for (const Queue& queue : queues_)
    if (!queue.posts.empty() && queue.pause.until <= now &&
        (!best || queue.posts.front().made < best->posts.front().made))
      best = &queue;
  if (!best) return {};
  return GatewayId(static_cast<std::size_t>(best - queues_.data()));
}

const Post& Outbox::first(GatewayId gateway) const {
  assert(!queues_[gateway.index].posts.empty());
  return queues_[gateway.index].posts.front();
}

void Outbox::begin_attempt(Queue& queue) {
  assert(!queue.posts.empty());
  ++counts_.attempts;
  counts_.again += queue.tried;
  queue.tried = true;
}

void Outbox::acknowledged(GatewayId gateway) {
  Queue& queue = queues_[gateway.index];
  begin_attempt(queue);
  const Post& post = queue.posts.front();
  ++counts_.acknowledged;
  (post.call == Call::real_time ? counts_.values
   : post.call == Call::events  ? counts_.events
                                : counts_.pictures) += post.items;
  queue.pause = everyone_ = {};
  pop(queue);
}

void Outbox::refused(GatewayId gateway) {
  Queue& queue = queues_[gateway.index];
  begin_attempt(queue);
  ++counts_.refused;
  queue.pause = everyone_ = {};
  pop(queue);
}

void Outbox::failed(GatewayId gateway, Instant now) {
  Queue& queue = queues_[gateway.index];
  begin_attempt(queue);
  queue.pause.longer(now, retry_);
  everyone_ = {};
}

void Outbox::unreachable(GatewayId gateway, Instant now) {
  begin_attempt(queues_[gateway.index]);
  everyone_.longer(now, retry_);
}

std::uint64_t Outbox::waiting() const {
  return counts_.made - counts_.acknowledged - counts_.refused - counts_.dropped;
}

std::size_t Outbox::bytes() const {
  std::size_t sum = 0;
  for (const Queue& queue : queues_) sum += queue.bytes;
  return sum;
}

Outbox::Instant Outbox::next_attempt() const {
  Instant earliest = Instant::max();
  for (const Queue& queue : queues_)
    if (!queue.posts.empty()) earliest = std::min(earliest, std::max(queue.pause.until, everyone_.until));
  return earliest;
}

}  // namespace fengsui::upload
