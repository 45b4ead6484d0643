#include "twin/study_report/choice_pictures.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "twin/report/words.h"
#include "twin/study/front_file.h"
#include "twin/study/shown_unit.h"
#include "twin/study_report/choice_words.h"
#include "twin/study_report/pictures.h"
#include "twin/study_report/plot.h"

namespace fengsui {

namespace {

constexpr std::size_t most_points = 30;
constexpr double row_height = 22.0, around = 74.0;

// The best, and today's even when it is far behind.
std::vector<std::uint32_t> shown_points(const StudyResult& result, const Candidates& candidates) {
  std::vector<std::uint32_t> order = in_order_of_goal(result);
  if (order.size() <= most_points) return order;
  const auto today = std::ranges::find(order, candidates.today);
  const bool behind = today - order.begin() >= static_cast<std::ptrdiff_t>(most_points);
  order.resize(most_points);
  if (behind) order.back() = candidates.today;
  return order;
}

std::string name_of(const StudyResult& result, std::uint32_t point, const char* today, Language language) {
  constexpr std::size_t most_factors = 3;
  std::string name = std::to_string(point);
  if (result.study->factors.size() <= most_factors) name += ": " + point_words(result, point, language);
  return name + today;
}

}  // namespace

Standing standing_of(const Choice& choice, std::uint32_t point) {
  if (choice.best == point) return Standing::chosen;
  for (const auto& by_point : choice.feasibility)
    if (by_point[point] == Feasibility::broken) return Standing::breaks_a_limit;
  return std::ranges::find(choice.survivors, point) != choice.survivors.end() ? Standing::open
                                                                              : Standing::no_better;
}

Estimate chosen_by(const StudyResult& result, std::uint32_t point, std::size_t response) {
  const RunRows rows = rows_of(result, point);
  std::vector<double> values;
  for (std::size_t row = rows.first; row < rows.fresh; ++row)
    values.push_back((*result.runs)[row].values[response]);
  return estimate(values, result.study->tuning->confidence);
}

std::vector<std::uint32_t> in_order_of_goal(const StudyResult& result) {
  const Objective& goal = result.study->tuning->objectives.front();
  std::vector<double> means;
  std::vector<std::uint32_t> order;
  for (std::uint32_t point = 0; point < result.points->size(); ++point) {
    const double mean = chosen_by(result, point, goal.response).mean;
    means.push_back(std::isfinite(mean) ? (goal.maximise ? -mean : mean)
                                        : std::numeric_limits<double>::infinity());
    order.push_back(point);
  }
  std::ranges::stable_sort(order, {}, [&](std::uint32_t point) { return means[point]; });
  return order;
}

std::string choice_picture(const StudyResult& result, const Candidates& candidates, const Tuned& found,
                           Language language) {
  const bool chinese = language == Language::chinese;
  const StudyResponse& goal = result.study->responses[result.study->tuning->objectives.front().response];
  const std::size_t response = result.study->tuning->objectives.front().response;
  const std::vector<std::uint32_t> points = shown_points(result, candidates);
  std::vector<Estimate> estimates;
  std::vector<double> ends;
  for (const std::uint32_t point : points) {
    const Estimate& at = estimates.emplace_back(chosen_by(result, point, response));
    for (const double half : {at.half_width, -at.half_width})
      ends.push_back(std::isfinite(half) ? at.mean + half : at.mean);
  }
  double largest = 0.0;
  for (const double end : ends)
    if (std::isfinite(end)) largest = std::max(largest, std::abs(end));
  const ShownUnit as = shown_unit(largest, goal.unit);
  for (double& end : ends) end /= as.scale;

  // the best at the top
  PlotAxis names{"", {-0.5, static_cast<double>(points.size()) - 0.5}, {}, {}};
  for (std::size_t i = 0; i < points.size(); ++i) {
    names.ticks.push_back(static_cast<double>(points.size() - 1 - i));
    names.labels.push_back(name_of(result, points[i],
                                   points[i] == candidates.today ? (chinese ? "（现行）" : " (today)") : "",
                                   language));
  }
  Plot plot(chinese ? "各方案的均值及置信区间" : "Mean and interval of each point",
            {titled(goal.name.in(language), as.unit), range_of(ends), {}, {}}, names,
            {860.0, around + row_height * static_cast<double>(points.size()), 300.0});
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Estimate& at = estimates[i];
    const double y = names.ticks[i];
    plot.interval_across(y, (at.mean - at.half_width) / as.scale, (at.mean + at.half_width) / as.scale);
    const Standing standing = standing_of(found.choice, points[i]);
    plot.dot(at.mean / as.scale, y, names.labels[i] + ": " + interval_words(at, goal.unit),
             standing == Standing::chosen    ? "chosen"
             : standing == Standing::open    ? "dot"
             : points[i] == candidates.today ? "today"
                                             : "tried");
  }
  return plot.svg();
}

}  // namespace fengsui
