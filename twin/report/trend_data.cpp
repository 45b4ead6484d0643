#include "twin/report/trend_data.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "sim/signal/segment.h"
#include "twin/report/texts.h"

namespace fengsui {

namespace {

constexpr std::size_t most_trends = 16;
constexpr std::size_t most_samples = 1200;  // per line

// One signal of one run.
struct Course {
  std::vector<Sample> truth, readings;
  double low = 0.0, high = 0.0;  // truth within the decisive stretch
};

struct Candidate {
  SignalId signal;
  const PointName* point = nullptr;  // of the run that has one
  std::vector<Course> courses;       // one per run; empty truth: not simulated there
  double score = 0.0;
};

// the stretch shown can be zoomed out to this much, where there is data
Stretch wide(const Stretch& stretch) {
  const double length = stretch.to_s - stretch.from_s;
  return {stretch.from_s - std::max(3.0 * length, 600.0), stretch.to_s + std::max(10.0 * length, 1800.0)};
}

void add_truth(std::vector<Candidate>& candidates, const std::vector<ReportInput>& runs,
               const std::vector<Focus>& focus, const Stretch& stretch) {
  const Stretch drawn = wide(stretch);
  for (std::size_t r = 0; r < runs.size(); ++r) {
    const Record& record = *runs[r].record;
    std::map<std::uint32_t, std::vector<Segment>> segments;
    for (const Candidate& candidate : candidates) segments[candidate.signal.index];
    for (const SegmentEntry& entry : record.segments) {
      if (const auto found = segments.find(entry.signal.index); found != segments.end()) {
        found->second.push_back(entry.segment);
      }
    }
    const Time end = reached(record);
    const auto moment = [&](double since_s) {
      return std::clamp(focus[r].onset + from_seconds(since_s), scenario_start, end);
    };
    for (Candidate& candidate : candidates) {
      Course& course = candidate.courses[r];
      course.truth =
          truth_samples(segments[candidate.signal.index], focus[r], moment(drawn.from_s), moment(drawn.to_s));
      bool any = false;
      for (const Sample& sample : course.truth) {
        if (sample.t_s < stretch.from_s || sample.t_s > stretch.to_s) continue;
        course.low = any ? std::min(course.low, sample.value) : sample.value;
        course.high = any ? std::max(course.high, sample.value) : sample.value;
        any = true;
      }
    }
  }
}

void add_readings(std::vector<Candidate>& candidates, const std::vector<ReportInput>& runs,
                  const std::vector<Focus>& focus, const Stretch& stretch) {
  const Stretch drawn = wide(stretch);
  for (std::size_t r = 0; r < runs.size(); ++r) {
    const Record& record = *runs[r].record;
    std::vector<Course*> course_of_point(record.names.points.size(), nullptr);
    for (std::size_t p = 0; p < record.names.points.size(); ++p) {
      const auto found = std::ranges::find(candidates, record.names.points[p].signal, &Candidate::signal);
      if (found != candidates.end()) course_of_point[p] = &found->courses[r];
    }
    for (const ReadingEntry& entry : record.readings) {
      const std::uint32_t point = entry.reading.point.index;
      if (point >= course_of_point.size() || !course_of_point[point]) continue;
      const double t_s = since_onset(focus[r], entry.reading.time);
      if (entry.reading.quality != Quality::good || t_s < drawn.from_s || t_s > drawn.to_s) continue;
      course_of_point[point]->readings.push_back({t_s, entry.reading.value});
    }
    // late and duplicated readings arrive out of order
    for (Candidate& candidate : candidates) {
      std::ranges::stable_sort(candidate.courses[r].readings, {}, &Sample::t_s);
    }
  }
}

// all signals of the unit in focus, in any run, with their point
std::vector<Candidate> signals_of_focus(const std::vector<ReportInput>& runs,
                                        const std::vector<Focus>& focus) {
  std::vector<Candidate> candidates;
  for (std::size_t r = 0; r < runs.size(); ++r) {
    const Names& names = runs[r].record->names;
    for (std::size_t s = 0; s < names.signals.size(); ++s) {
      if (!names.signals[s].unit.valid() || names.signals[s].unit != focus[r].unit) continue;
      auto found = std::ranges::find(candidates, SignalId(s), &Candidate::signal);
      if (found == candidates.end()) {
        candidates.push_back({SignalId(s), nullptr, std::vector<Course>(runs.size()), 0.0});
        found = std::prev(candidates.end());
      }
      const auto point = std::ranges::find(names.points, SignalId(s), &PointName::signal);
      if (!found->point && point != names.points.end()) found->point = &*point;
    }
  }
  return candidates;
}

// how far a signal moved for its size; signals that are watched and those that raised the alarm go first
double score_of(const Candidate& candidate, const std::vector<Focus>& focus,
                const std::vector<ReportInput>& runs) {
  double score = 0.0;
  for (const Course& course : candidate.courses) {
    const double size = std::max({std::abs(course.low), std::abs(course.high), 1e-9});
    score = std::max(score, std::min((course.high - course.low) / size, 1.0));
  }
  if (score < 1e-3) return 0.0;
  const PointName* point = candidate.point;
  if (!point) return score;
  const Limits& limits = point->limits;
  score += limits.low_low || limits.low || limits.high || limits.high_high ? 1.0 : 0.5;
  for (std::size_t r = 0; r < focus.size(); ++r) {
    const Detection* detection = focus[r].detection;
    if (!detection || detection->point.index >= runs[r].record->names.points.size()) continue;
    if (runs[r].record->names.points[detection->point.index].signal == candidate.signal) score += 2.0;
  }
  return score;
}

// what lies in the decisive stretch keeps its detail; before and after it less is enough
Json pairs(const std::vector<Sample>& samples, const Stretch& stretch) {
  const auto begin = std::ranges::lower_bound(samples, stretch.from_s, {}, &Sample::t_s);
  const auto end = std::ranges::upper_bound(samples, stretch.to_s, {}, &Sample::t_s);
  Json result = Json::array();
  const auto add = [&](auto first, auto last, std::size_t most) {
    for (const Sample& sample : decimated({first, last}, most)) {
      // six significant digits are more than a chart shows
      const double scale =
          sample.value == 0.0 ? 1.0 : std::pow(10.0, 5 - std::floor(std::log10(std::abs(sample.value))));
      result.push_back(
          Json::array({std::round(sample.t_s * 1e3) / 1e3, std::round(sample.value * scale) / scale}));
    }
  };
  add(samples.begin(), begin, most_samples / 4);
  add(begin, end, most_samples);
  add(end, samples.end(), most_samples / 4);
  return result;
}

Json limit_lines(const PointName* point, Language language) {
  Json lines = Json::array();
  if (!point) return lines;
  const auto line = [&](const std::optional<double>& value, const char* key, bool severe) {
    if (!value) return;
    const std::string words = report_text(key, language) + " " + number_words(*value) + " " + point->measure;
    lines.push_back({{"value", *value}, {"text", words}, {"severe", severe}});
  };
  line(point->limits.high_high, "limit_high_high", true);
  line(point->limits.high, "limit_high", false);
  line(point->limits.low, "limit_low", false);
  line(point->limits.low_low, "limit_low_low", true);
  return lines;
}

// one scale for all runs: what is drawn in the decisive stretch, and the limits that are not far outside
Json value_range(const Candidate& candidate, const Stretch& stretch, const Json& limits) {
  double low = 1e300, high = -1e300;
  const auto include = [&](double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  };
  for (const Course& course : candidate.courses) {
    if (!course.truth.empty()) include(course.low), include(course.high);
    for (const Sample& sample : course.readings) {
      if (sample.t_s >= stretch.from_s && sample.t_s <= stretch.to_s) include(sample.value);
    }
  }
  const double reach = high - low, floor = low - reach, ceiling = high + reach;
  for (const Json& limit : limits) {
    const double value = limit["value"].get<double>();
    if (value >= floor && value <= ceiling) include(value);
  }
  // the names of the moments stand in the room above
  const double margin = std::max((high - low) * 0.08, 1e-6);
  return Json::array({low - margin, high + 4.5 * margin});
}

std::string title_of(const Candidate& candidate, const std::vector<ReportInput>& runs,
                     const std::vector<Focus>& focus, Language language) {
  const Names& names = runs.front().record->names;
  std::string title;
  if (focus.front().unit.index < names.units.size())
    title = names.units[focus.front().unit.index].name.in(language) + " · ";
  if (candidate.point) return title + candidate.point->name.in(language) + " (" + candidate.point->tag + ")";
  return title +
         (candidate.signal.index < names.signals.size() ? names.signals[candidate.signal.index].key : "");
}

}  // namespace

std::vector<Sample> truth_samples(const std::vector<Segment>& segments, const Focus& focus, Time from,
                                  Time to) {
  constexpr int pieces = 24;  // of one exponential
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Segment& segment = segments[i];
    const Time begin = std::max(segment.start, from);
    const Time end = std::min(i + 1 < segments.size() ? segments[i + 1].start : to, to);
    if (begin > end) continue;
    const auto add = [&](Time time) { samples.push_back({since_onset(focus, time), value(segment, time)}); };
    add(begin);
    if (segment.shape == Segment::Shape::lag) {
      // most of an exponential happens within a few time constants of its start
      const Duration tail = std::min<Duration>(end - begin, from_seconds(8.0 * segment.pace));
      for (int k = 1; k <= pieces; ++k) {
        const Time time = begin + tail * k / pieces;
        if (time < end) add(time);
      }
    }
    if (segment.shape == Segment::Shape::ramp) {
      // a ramp may stop at its target before the next segment begins
      const double rising = segment.pace >= 0.0 ? 1.0 : -1.0;
      const Time arrived =
          next_crossing(segment, begin, segment.target, rising > 0 ? Direction::up : Direction::down);
      if (arrived > begin && arrived < end) add(arrived);
    }
    if (end > begin) add(end);
  }
  return samples;
}

Json trend_data(const std::vector<ReportInput>& runs, const std::vector<Focus>& focus, const Stretch& stretch,
                Language language) {
  std::vector<Candidate> candidates = signals_of_focus(runs, focus);
  add_truth(candidates, runs, focus, stretch);
  for (Candidate& candidate : candidates) candidate.score = score_of(candidate, focus, runs);
  std::erase_if(candidates, [](const Candidate& candidate) { return candidate.score <= 0.0; });
  std::ranges::stable_sort(candidates, std::greater{}, &Candidate::score);
  if (candidates.size() > most_trends) candidates.resize(most_trends);
  add_readings(candidates, runs, focus, stretch);

  Json trends = Json::array();
  for (const Candidate& candidate : candidates) {
    Json parts = Json::array();
    for (std::size_t r = 0; r < runs.size(); ++r) {
      const Course& course = candidate.courses[r];
      if (course.truth.empty()) continue;
      Json part{{"run", r},
                {"from", stretch.from_s},
                {"to", stretch.to_s},
                {"truth", pairs(course.truth, stretch)},
                {"readings", pairs(course.readings, stretch)}};
      if (course.readings.empty()) part["note"] = report_text("trend_not_measured", language);
      parts.push_back(std::move(part));
    }
    const Json limits = limit_lines(candidate.point, language);
    const Names& names = runs.front().record->names;
    const std::string unit = candidate.point ? candidate.point->measure
                             : candidate.signal.index < names.signals.size()
                                 ? names.signals[candidate.signal.index].measure
                                 : "";
    trends.push_back({{"title", title_of(candidate, runs, focus, language)},
                      {"unit", unit},
                      {"limits", limits},
                      {"range", value_range(candidate, stretch, limits)},
                      {"parts", std::move(parts)}});
  }
  return trends;
}

}  // namespace fengsui
