// The curves of a run: what the platform received of each point, and the true course of each signal.
//
// A curve is asked for one slice of time per pixel column and answers with the lowest and highest value in
// it, so that a peak of one sample is never lost. Cost: columns, not samples (blocks of samples keep theirs).
#pragma once

#include <optional>
#include <vector>

#include "twin/record/record.h"

namespace fengsui::viz {

struct Column {
  double low = 0.0, high = 0.0;  // [unit of the point or signal]
  bool empty = true;
};

// Samples of one thing, in order of time, with the extremes of each block of `samples_per_block`.
class SampleCurve {
 public:
  static constexpr std::size_t samples_per_block = 64;

  void add(Time time, double value);  // in any order
  void seal();                        // sorts what was added; to be called before the questions below

  std::size_t size() const { return times_.size(); }
  // `count` columns that divide [from, to).
  std::vector<Column> columns(Time from, Time to, std::size_t count) const;
  // The latest sample at or before `time`: its position, or nothing.
  std::optional<std::size_t> latest(Time time) const;
  Time time(std::size_t position) const { return times_[position]; }
  double value(std::size_t position) const { return values_[position]; }

 private:
  Column extremes(std::size_t first, std::size_t last) const;

  std::vector<Time> times_;
  std::vector<double> values_;
  std::vector<Column> blocks_;
  std::size_t sealed_ = 0;  // samples that are in order and in their blocks
};

class Curves {
 public:
  Curves() = default;
  explicit Curves(const Record& record);

  // Takes in what has been added to the record since the last time.
  void grow(const Record& record);

  const SampleCurve& readings(PointId point) const { return readings_[point.index]; }
  // The true value; nothing before the first segment.
  std::optional<double> truth(SignalId signal, Time time) const;
  std::vector<Column> truth_columns(SignalId signal, Time from, Time to, std::size_t count) const;
  bool has_truth(SignalId signal) const;

 private:
  std::vector<SampleCurve> readings_;           // by point
  std::vector<std::vector<Segment>> segments_;  // by signal, in order of time
  std::size_t readings_seen_ = 0, segments_seen_ = 0;
};

}  // namespace fengsui::viz
