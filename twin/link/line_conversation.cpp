#include "twin/link/line_conversation.h"

#include <algorithm>
#include <utility>

#include "sim/base/error.h"
#include "sim/port/json_lines.h"

namespace fengsui {

namespace {

// What is done when this share of the patience is used up.
enum class Stage { warn, ask, diagnose, give_up };
constexpr std::pair<Stage, double> stages[] = {
    {Stage::warn, 1.0 / 6}, {Stage::ask, 1.0 / 3}, {Stage::diagnose, 2.0 / 3}, {Stage::give_up, 1.0}};

std::string seconds_in_words(std::chrono::milliseconds duration) {
  const auto tenths = duration.count() / 100;
  return std::to_string(tenths / 10) + (tenths % 10 ? "." + std::to_string(tenths % 10) : "") + " s";
}

}  // namespace

LineConversation::LineConversation(std::string name, std::unique_ptr<LineTransport> transport,
                                   std::chrono::milliseconds patience, Warn warn)
    : name_(std::move(name)), transport_(std::move(transport)), patience_(patience), warn_(std::move(warn)) {}

std::string LineConversation::condition(bool says_that_it_is_there) const {
  std::string text = transport_->condition();
  if (says_that_it_is_there) text += ", and the engine says that it is there";
  // these may have come while the condition was looked at
  const std::string words = transport_->last_words();
  if (!words.empty()) text += "; its last words: " + words.substr(0, words.find_last_not_of(" \n") + 1);
  return text;
}

std::string LineConversation::answer() {
  using namespace std::chrono_literals;
  std::string line;
  bool present = false;
  // one clock for all stages: whoever only says that it is there gains no time by it
  const auto began = std::chrono::steady_clock::now();
  const std::string place = "answer " + std::to_string(lines_ + 1);
  for (const auto& [stage, share] : stages) {
    const auto until = std::chrono::duration_cast<std::chrono::milliseconds>(patience_ * share);
    while (true) {
      const auto left =
          std::chrono::ceil<std::chrono::milliseconds>(began + until - std::chrono::steady_clock::now());
      const bool late = left <= 0ms;
      // late or not, what has come already is read: this program may have been held up itself
      const auto result = transport_->receive(line, std::max(left, 1ms), json_lines::longest_line);
      if (result == LineTransport::Wait::timeout) break;
      if (result == LineTransport::Wait::closed)
        throw InputError(name_, place, "no answer: " + condition(present), "a line of JSON");
      if (result == LineTransport::Wait::too_long)
        throw InputError(name_, place, "a line without an end, or a longer one",
                         "at most " + std::to_string(json_lines::longest_line >> 20) + " MiB a line");
      if (!line.starts_with("{\"here\"")) {
        ++lines_;
        return line;
      }
      present = true;
      if (late) break;
    }
    const std::string silence = name_ + " has not answered for " + seconds_in_words(until);
    switch (stage) {
      case Stage::warn:
        warn_(silence + "; waiting up to " + seconds_in_words(patience_));
        break;
      case Stage::ask:
        transport_->ask(json_lines::write_question());
        break;
      case Stage::diagnose:
        warn_(silence + "; " + condition(present));
        break;
      case Stage::give_up:
        break;
    }
  }
  throw EngineStalled(name_, patience_);
}

std::vector<Attention> LineConversation::begin(const Directory& directory, Time) {
  directory_ = directory;
  transport_->send(json_lines::write_hello(directory));
  json_lines::Ready ready = json_lines::read_ready(answer(), name_, directory.points.size());
  if (!ready.attention.empty()) return std::move(ready.attention);
  Attention everything;
  everything.every_sample = true;
  return std::vector<Attention>(directory.points.size(), everything);
}

void LineConversation::exchange(const EngineInput& input, EngineOutput& output) {
  transport_->send(json_lines::write_input(input));
  output = json_lines::read_output(answer(), name_ + " answer " + std::to_string(lines_), directory_);
}

}  // namespace fengsui
