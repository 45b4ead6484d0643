#include "twin/cluster/rank_workers.h"

#include <poll.h>

#include <algorithm>

namespace fengsui::cluster {

void RankWorkers::send(std::size_t worker, const Message& message) {
  if (worker > 0)
    ranks_->send(static_cast<int>(worker), encode(message));
  else if (message.word == Word::task || message.word == Word::piece)
    workshop_->send(message);
}

std::vector<std::pair<std::size_t, Message>> RankWorkers::hear(std::chrono::milliseconds at_most) {
  std::vector<std::pair<std::size_t, Message>> heard;
  const auto until = std::chrono::steady_clock::now() + at_most;
  while (true) {
    for (const auto& [from, text] : ranks_->receive())
      heard.emplace_back(static_cast<std::size_t>(from), decode(text));
    for (Message& message : workshop_->receive()) heard.emplace_back(0, std::move(message));
    if (!heard.empty() || std::chrono::steady_clock::now() >= until) break;
    // MPI has no file to wait on: look now and then, seldom when nothing happens
    pollfd polled{workshop_->file(), POLLIN, 0};
    poll(&polled, 1, pause_ms_);
    pause_ms_ = std::min(2 * pause_ms_, 16);
  }
  if (!heard.empty()) pause_ms_ = 1;
  return heard;
}

}  // namespace fengsui::cluster
