#include "twin/cluster/coordinator.h"

#include "sim/base/error.h"

namespace fengsui::cluster {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// hello: "version\nplace"
std::pair<std::string, std::string> parts_of_hello(const std::string& text) {
  const auto line = text.find('\n');
  return {text.substr(0, line), line == std::string::npos ? "" : text.substr(line + 1)};
}

}  // namespace

Coordinator::Coordinator(Workers& workers, CrewSettings settings)
    : workers_(&workers),
      settings_(std::move(settings)),
      handout_(workers.count(), Clock::now()),
      places_(workers.count()) {}

std::string Coordinator::name(std::size_t worker) const {
  return "worker " + std::to_string(worker) + (places_[worker].empty() ? "" : " (" + places_[worker] + ")");
}

void Coordinator::lose(std::size_t worker, bool for_good, const std::string& why) {
  const std::size_t left = handout_.lose(worker, for_good);
  last_trouble_ = name(worker) + " " + why;
  if (settings_.warn)
    settings_.warn(last_trouble_ + "; the others do its work" +
                   (left > 0 ? " (" + std::to_string(left) + " in hand)" : ""));
}

void Coordinator::begin(const std::string& task) {
  task_ = task;
  begun_ = true;
  // the others get it when they say hello
  for (std::size_t i = 0; i < workers_->count(); ++i)
    if (handout_.ready(i)) workers_->send(i, {Word::task, 0, task_});
}

void Coordinator::listen(const Done& done) {
  for (const auto& [worker, message] : workers_->hear(20ms)) {
    handout_.heard(worker, Clock::now());
    if (!handout_.present(worker)) continue;  // gone for good: what it says comes too late
    switch (message.word) {
      case Word::hello: {
        const auto [version, place] = parts_of_hello(message.text);
        places_[worker] = place;
        if (version != settings_.version) {
          lose(worker, true, "is of version " + version + ", not " + settings_.version);
          break;
        }
        handout_.hello(worker, message.piece, Clock::now());
        if (begun_) workers_->send(worker, {Word::task, 0, task_});
        break;
      }
      case Word::answer:
        if (message.piece >= base_ && message.piece < base_ + count_ && !message.text.empty() &&
            handout_.answered(worker, message.piece - base_))
          done(message.piece - base_, {message.text.front() == '+', message.text.substr(1)});
        break;
      case Word::unfit:
        lose(worker, true, "cannot do it: " + message.text);
        break;
      case Word::gone:
        lose(worker, true, message.text);
        break;
      default:
        break;
    }
  }
}

void Coordinator::run(std::size_t count, const Request& request, const Done& done,
                      const std::function<bool()>& stop) {
  base_ += count_;
  count_ = count;
  handout_.begin(count);
  while (!handout_.complete() && !stop()) {
    for (const auto& [worker, piece] : handout_.next())
      workers_->send(worker, {Word::piece, base_ + piece, request(piece)});
    listen(done);
    const Handout::Instant now = Clock::now();
    for (const std::size_t worker : handout_.silent(now, settings_.silence))
      lose(worker, false, "has said nothing for " + std::to_string(settings_.silence.count() / 1000) + " s");
    if (!handout_.anybody())
      throw InputError("", "", "no worker left, " + last_trouble_, "at least one that can go on");
    // so that they know that somebody still leads
    if (now - said_ > 1s) {
      said_ = now;
      for (std::size_t i = 0; i < workers_->count(); ++i)
        if (handout_.present(i)) workers_->send(i, {Word::alive, 0, ""});
    }
  }
}

bool Coordinator::end() {
  const bool together = handout_.all_reachable();
  for (std::size_t i = 0; i < workers_->count(); ++i)
    workers_->send(i, {Word::quit, 0, together ? "together" : "alone"});
  return together;
}

}  // namespace fengsui::cluster
