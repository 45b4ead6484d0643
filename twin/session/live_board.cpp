#include "twin/session/live_board.h"

#include <algorithm>

namespace fengsui::live {

namespace {

constexpr std::size_t most_messages = 1000;

template <class Row>
bool append_new(std::vector<Row>& to, const std::vector<Row>& from) {
  if (to.size() >= from.size()) return false;
  to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(to.size()), from.end());
  return true;
}

// What `to` does not have yet of a record that begins like it.
bool append_rows(Record& to, const Record& from) {
  bool any = append_new(to.log, from.log);
  any = append_new(to.segments, from.segments) || any;
  any = append_new(to.readings, from.readings) || any;
  any = append_new(to.alarms, from.alarms) || any;
  return append_new(to.warnings, from.warnings) || any;
}

template <class Row>
void cut(std::vector<Row>& rows, std::size_t length) {
  if (rows.size() > length) rows.resize(length);
}

}  // namespace

void Board::shorten(Record& record, const Lengths& lengths) {
  cut(record.log, lengths.log);
  cut(record.segments, lengths.segments);
  cut(record.readings, lengths.readings);
  cut(record.alarms, lengths.alarms);
  cut(record.warnings, lengths.warnings);
}

Ticket Board::post(Request request) {
  const std::lock_guard lock(mutex_);
  requests_.emplace_back(++posted_, std::move(request));
  asked_.notify_all();
  return posted_;
}

void Board::leave() {
  const std::lock_guard lock(mutex_);
  left_ = true;
  asked_.notify_all();
}

std::optional<std::pair<Ticket, Request>> Board::take() {
  const std::lock_guard lock(mutex_);
  if (requests_.empty() || left_) return {};
  auto request = std::move(requests_.front());
  requests_.pop_front();
  return request;
}

bool Board::waiting() const {
  const std::lock_guard lock(mutex_);
  return left_ || !requests_.empty();
}

bool Board::left() const {
  const std::lock_guard lock(mutex_);
  return left_;
}

void Board::wait(std::chrono::steady_clock::time_point until) {
  std::unique_lock lock(mutex_);
  asked_.wait_until(lock, until, [&] { return left_ || !requests_.empty(); });
}

void Board::say(Message::Kind kind, Ticket ticket, Time time, Label text) {
  const std::lock_guard lock(mutex_);
  messages_.push_back({++said_, ticket, kind, time, std::move(text)});
  if (messages_.size() > most_messages) messages_.pop_front();
}

void Board::publish(Status status) {
  const std::lock_guard lock(mutex_);
  status_ = std::move(status);
  changed_.notify_all();
}

void Board::publish_rows(const Record& record, std::uint32_t branch) {
  const std::lock_guard lock(mutex_);
  if (branch != branch_) {
    // the record was cut before it grew again
    const Lengths kept{record.log.size(), record.segments.size(), record.readings.size(),
                       record.alarms.size(), record.warnings.size()};
    shorten(published_, kept);
    cuts_.push_back({branch, kept});
    branch_ = branch;
  }
  append_rows(published_, record);
}

void Board::publish_end(const Record& record) {
  const std::lock_guard lock(mutex_);
  append_rows(published_, record);
  published_.run = record.run;
  published_.verdict = record.verdict;
  closed_ = true;
}

void Board::publish_deeds(const std::vector<Deed>& deeds) {
  const std::lock_guard lock(mutex_);
  deeds_ = deeds;
}

Status Board::status() const {
  const std::lock_guard lock(mutex_);
  return status_;
}

std::vector<Message> Board::messages(std::uint64_t after) const {
  const std::lock_guard lock(mutex_);
  const auto first = std::ranges::upper_bound(messages_, after, {}, &Message::number);
  return {first, messages_.end()};
}

std::vector<Deed> Board::deeds() const {
  const std::lock_guard lock(mutex_);
  return deeds_;
}

Mirror Board::mirror() const {
  const std::lock_guard lock(mutex_);
  Mirror mirror;
  mirror.record.run = published_.run;
  mirror.record.names = published_.names;
  mirror.branch = branch_;
  return mirror;
}

bool Board::follow(Mirror& mirror) const {
  const std::lock_guard lock(mutex_);
  bool any = mirror.branch != branch_;
  for (const Cut& entry : cuts_)
    if (entry.branch > mirror.branch) shorten(mirror.record, entry.kept);
  mirror.branch = branch_;
  any = append_rows(mirror.record, published_) || any;
  if (closed_ && !mirror.closed) {
    mirror.record.run = published_.run;
    mirror.record.verdict = published_.verdict;
    mirror.closed = any = true;
  }
  return any;
}

}  // namespace fengsui::live
