#include "viz/model/curves.h"

#include <algorithm>
#include <numeric>

namespace fengsui::viz {

namespace {

void widen(Column& column, double low, double high) {
  column.low = column.empty ? low : std::min(column.low, low);
  column.high = column.empty ? high : std::max(column.high, high);
  column.empty = false;
}

// Where column `i` of `count` begins.
Time edge(Time from, Time to, std::size_t i, std::size_t count) {
  const double share = static_cast<double>(i) / static_cast<double>(count);
  return from + Duration(static_cast<std::int64_t>(share * static_cast<double>((to - from).count())));
}

}  // namespace

void SampleCurve::add(Time time, double value) {
  times_.push_back(time);
  values_.push_back(value);
}

void SampleCurve::seal() {
  if (sealed_ == times_.size()) return;
  // late messages bring older samples: everything from the earliest of them on is put in order anew
  const auto tail = times_.begin() + static_cast<std::ptrdiff_t>(sealed_);
  const Time earliest = *std::min_element(tail, times_.end());
  const auto place = std::upper_bound(times_.begin(), tail, earliest);
  const auto first = static_cast<std::size_t>(place - times_.begin());
  if (!std::is_sorted(place, times_.end())) {
    std::vector<std::uint32_t> order(times_.size() - first);
    std::iota(order.begin(), order.end(), static_cast<std::uint32_t>(first));
    std::ranges::stable_sort(order, {}, [this](std::uint32_t i) { return times_[i]; });
    std::vector<Time> times;
    std::vector<double> values;
    for (const std::uint32_t i : order) {
      times.push_back(times_[i]);
      values.push_back(values_[i]);
    }
    std::ranges::copy(times, place);
    std::ranges::copy(values, values_.begin() + static_cast<std::ptrdiff_t>(first));
  }
  sealed_ = times_.size();
  blocks_.resize(sealed_ / samples_per_block);
  for (std::size_t block = first / samples_per_block; block < blocks_.size(); ++block) {
    blocks_[block] = {};
    for (std::size_t i = block * samples_per_block; i < (block + 1) * samples_per_block; ++i)
      widen(blocks_[block], values_[i], values_[i]);
  }
}

Column SampleCurve::extremes(std::size_t first, std::size_t last) const {
  Column column;
  while (first < last) {
    const std::size_t block = first / samples_per_block;
    const bool whole = first % samples_per_block == 0 && first + samples_per_block <= last;
    if (whole) widen(column, blocks_[block].low, blocks_[block].high);
    if (!whole) widen(column, values_[first], values_[first]);
    first += whole ? samples_per_block : 1;
  }
  return column;
}

std::vector<Column> SampleCurve::columns(Time from, Time to, std::size_t count) const {
  std::vector<Column> result(count);
  if (times_.empty() || to <= from) return result;
  auto position = std::ranges::lower_bound(times_, from) - times_.begin();
  for (std::size_t i = 0; i < count; ++i) {
    const auto begin = times_.begin() + position;
    const auto last = std::lower_bound(begin, times_.end(), edge(from, to, i + 1, count)) - times_.begin();
    result[i] = extremes(static_cast<std::size_t>(position), static_cast<std::size_t>(last));
    position = last;
  }
  return result;
}

std::optional<std::size_t> SampleCurve::latest(Time time) const {
  const auto after_it = std::ranges::upper_bound(times_, time);
  if (after_it == times_.begin()) return {};
  return static_cast<std::size_t>(after_it - times_.begin()) - 1;
}

Curves::Curves(const Record& record)
    : readings_(record.names.points.size()), segments_(record.names.signals.size()) {
  grow(record);
}

void Curves::grow(const Record& record) {
  std::vector<std::uint32_t> touched;
  for (; readings_seen_ < record.readings.size(); ++readings_seen_) {
    const Reading& reading = record.readings[readings_seen_].reading;
    if (reading.point.index >= readings_.size() || reading.quality != Quality::good) continue;
    readings_[reading.point.index].add(reading.time, reading.value);
    if (touched.empty() || touched.back() != reading.point.index) touched.push_back(reading.point.index);
  }
  for (const std::uint32_t point : touched) readings_[point].seal();

  for (; segments_seen_ < record.segments.size(); ++segments_seen_) {
    const SegmentEntry& entry = record.segments[segments_seen_];
    if (entry.signal.index >= segments_.size()) continue;
    // a tie keeps the order of recording: at one instant the last word counts
    auto& segments = segments_[entry.signal.index];
    auto place = segments.end();
    while (place != segments.begin() && (place - 1)->start > entry.segment.start) --place;
    segments.insert(place, entry.segment);
  }
}

bool Curves::has_truth(SignalId signal) const {
  return signal.index < segments_.size() && !segments_[signal.index].empty();
}

std::optional<double> Curves::truth(SignalId signal, Time time) const {
  if (!has_truth(signal)) return {};
  const auto& segments = segments_[signal.index];
  const auto after_it = std::ranges::upper_bound(segments, time, {}, &Segment::start);
  if (after_it == segments.begin()) return {};
  return value(*(after_it - 1), time);
}

std::vector<Column> Curves::truth_columns(SignalId signal, Time from, Time to, std::size_t count) const {
  std::vector<Column> result(count);
  if (!has_truth(signal) || to <= from) return result;
  const auto& segments = segments_[signal.index];
  auto segment = std::ranges::upper_bound(segments, from, {}, &Segment::start);
  if (segment != segments.begin()) --segment;
  for (std::size_t i = 0; i < count && segment != segments.end(); ++i) {
    const Time left = edge(from, to, i, count), right = edge(from, to, i + 1, count);
    // every segment that reaches into this column
    while (segment != segments.end()) {
      const auto next = segment + 1;
      const Time end = next == segments.end() ? right : std::min(right, next->start);
      if (segment->start < right && end >= left) {
        const Bounds reach =
            bounds(*segment, std::max(left, segment->start), std::max(end, std::max(left, segment->start)));
        widen(result[i], reach.low, reach.high);
      }
      if (next == segments.end() || next->start >= right) break;
      segment = next;
    }
  }
  return result;
}

}  // namespace fengsui::viz
