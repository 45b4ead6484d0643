#include "twin/cluster/handout.h"

#include <algorithm>

namespace fengsui::cluster {

Handout::Handout(std::size_t workers, Instant now) : workers_(workers) {
  for (Worker& worker : workers_) worker.heard = now;
}

void Handout::begin(std::size_t pieces) {
  done_.assign(pieces, false);
  answers_ = fresh_ = 0;
  again_.clear();
  for (Worker& worker : workers_) worker.has.clear();
}

void Handout::hello(std::size_t worker, std::size_t at_a_time, Instant now) {
  heard(worker, now);
  workers_[worker].at_a_time = std::max<std::size_t>(1, at_a_time);
}

void Handout::heard(std::size_t worker, Instant now) {
  workers_[worker].heard = now;
  workers_[worker].present = !workers_[worker].gone;
}

bool Handout::answered(std::size_t worker, std::size_t piece) {
  if (piece >= done_.size()) return false;
  workers_[worker].has.erase(piece);
  if (done_[piece]) return false;
  done_[piece] = true;
  ++answers_;
  return true;
}

std::size_t Handout::lose(std::size_t index, bool for_good) {
  Worker& worker = workers_[index];
  worker.present = false;
  worker.gone = worker.gone || for_good;
  const std::size_t left = worker.has.size();
  again_.insert(again_.end(), worker.has.begin(), worker.has.end());
  worker.has.clear();
  return left;
}

std::vector<std::size_t> Handout::silent(Instant now, std::chrono::milliseconds limit) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < workers_.size(); ++i)
    if (workers_[i].present && now - workers_[i].heard > limit) found.push_back(i);
  return found;
}

bool Handout::take(std::size_t& piece) {
  while (!again_.empty()) {
    piece = again_.front();
    again_.pop_front();
    // whoever was thought lost may have answered after all
    if (!done_[piece]) return true;
  }
  if (fresh_ == done_.size()) return false;
  piece = fresh_++;
  return true;
}

std::vector<std::pair<std::size_t, std::size_t>> Handout::next() {
  std::size_t at_a_time = 0;
  for (std::size_t i = 0; i < workers_.size(); ++i)
    if (ready(i)) at_a_time += workers_[i].at_a_time;
  // as many in store as are in work, so that nobody waits for the mail; none in store near the end, where
  // others would wait for whoever sits on them
  const std::size_t left = done_.size() - fresh_;
  const std::size_t stored = left > 2 * at_a_time ? 2 : 1;

  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (std::size_t i = 0; i < workers_.size(); ++i) {
    if (!ready(i)) continue;
    Worker& worker = workers_[i];
    std::size_t piece = 0;
    while (worker.has.size() < stored * worker.at_a_time && take(piece)) {
      worker.has.insert(piece);
      out.emplace_back(i, piece);
    }
  }
  return out;
}

bool Handout::anybody() const { return std::ranges::any_of(workers_, &Worker::present); }
bool Handout::all_reachable() const {
  return std::ranges::all_of(workers_, [](const Worker& worker) { return worker.present || worker.gone; });
}

}  // namespace fengsui::cluster
