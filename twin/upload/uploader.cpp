#include "twin/upload/uploader.h"

#include <algorithm>
#include <thread>

#include "sim/base/text.h"

namespace fengsui::upload {

namespace {

// How long a wait lasts before it looks around.
constexpr std::chrono::milliseconds nap{20};

}  // namespace

Uploader::Uploader(Outbox& outbox, const RetrySettings& retry, Duration patience, Hooks hooks)
    : outbox_(outbox), retry_(retry), patience_(patience), hooks_(std::move(hooks)) {}

void Uploader::send_due() {
  while (!gave_up() && !hooks_.interrupted()) {
    const auto gateway = outbox_.due(Clock::now());
    if (!gateway) break;
    const Answer answer = hooks_.send(outbox_.first(*gateway));
    const auto now = Clock::now();
    switch (answer.meaning) {
      case Meaning::acknowledged:
        outbox_.acknowledged(*gateway);
        break;
      case Meaning::refused:
        outbox_.refused(*gateway);
        break;
      case Meaning::failed:
        outbox_.failed(*gateway, now);
        break;
      case Meaning::unreachable:
        outbox_.unreachable(*gateway, now);
        break;
    }
    note(answer.meaning, answer.words);
  }
  check_patience();
}

void Uploader::send_all() {
  while (!outbox_.empty() && !gave_up() && !hooks_.interrupted()) {
    send_due();
    if (outbox_.empty()) return;
    const auto next = outbox_.next_attempt();
    if (next > Clock::now()) std::this_thread::sleep_until(std::min(next, Clock::now() + nap));
  }
}

void Uploader::note(Meaning meaning, const std::string& words) {
  const auto now = Clock::now();
  if (meaning == Meaning::acknowledged || meaning == Meaning::refused) {
    if (in_trouble_)
      hooks_.say(
          "the platform takes posts again after " +
          format_number(
              std::round(to_seconds(std::chrono::duration_cast<Duration>(now - trouble_since_)) * 10) / 10) +
          " s; " + std::to_string(outbox_.waiting()) + " waiting");
    in_trouble_ = false;
  }
  switch (meaning) {
    case Meaning::acknowledged:
      refusals_ = 0;
      break;
    case Meaning::refused:
      if (words != last_refusal_) hooks_.say("the platform refused a post: " + words);
      last_refusal_ = words;
      if (++refusals_ >= retry_.refusals_in_a_row)
        why_ = std::to_string(refusals_) + " posts in a row were refused; the last answer: " + words;
      break;
    case Meaning::failed:
    case Meaning::unreachable:
      if (!in_trouble_) {
        hooks_.say("the platform does not take posts: " + words + "; trying again for " +
                   format_duration(patience_));
        trouble_since_ = now;
      }
      in_trouble_ = true;
      break;
  }
  check_patience();
}

void Uploader::check_patience() {
  if (in_trouble_ && why_.empty() && Clock::now() - trouble_since_ >= patience_)
    why_ = "the platform has taken no post for " + format_duration(patience_);
}

}  // namespace fengsui::upload
