#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "twin/report/words.h"
#include "twin/study/study_run.h"
#include "twin/study_report/pictures.h"
#include "twin/study_report/plot.h"

namespace fengsui {

namespace {

struct Mark {
  double x = 0.0;
  Estimate found;
};

std::vector<Mark> marks_of(const StudyResult& result, std::size_t factor, std::size_t response) {
  const auto& points = *result.points;
  std::vector<Mark> marks;
  const auto add = [&](double x, const std::vector<std::uint32_t>& at) {
    if (const Estimate found = mean_over(result, at, response); std::isfinite(found.mean))
      marks.push_back({x, found});
  };
  const std::vector<double>& levels = result.study->factors[factor].levels;
  if (levels.empty()) {
    for (std::uint32_t point = 0; point < points.size(); ++point) add(points[point][factor], {point});
    return marks;
  }
  for (const double level : levels) {
    std::vector<std::uint32_t> at;
    for (std::uint32_t point = 0; point < points.size(); ++point)
      if (points[point][factor] == level) at.push_back(point);
    if (!at.empty()) add(level, at);
  }
  return marks;
}

}  // namespace

std::string titled(const std::string& name, const std::string& unit) {
  return unit.empty() ? name : name + " [" + unit + "]";
}

std::string valued(double value, const std::string& unit) {
  return number_words(value) + (unit.empty() ? "" : " " + unit);
}

Estimate mean_over(const StudyResult& result, const std::vector<std::uint32_t>& points,
                   std::size_t response) {
  std::vector<std::vector<double>> values;
  std::size_t count = std::numeric_limits<std::size_t>::max();
  for (const std::uint32_t point : points) {
    values.push_back(values_at(*result.runs, point, response));
    count = std::min(count, values.back().size());
  }
  std::vector<double> means;
  for (std::size_t replication = 0; replication < count; ++replication) {
    double sum = 0.0;
    // a missing value makes the sum none, and the estimate leaves it out
    for (const auto& of_point : values) sum += of_point[replication];
    means.push_back(sum / static_cast<double>(values.size()));
  }
  const double confidence = result.study->stopping.confidence;
  Estimate found = estimate(means, confidence);
  if (found.count > 0) return found;
  std::vector<double> of_points;
  for (const auto& of_point : values) of_points.push_back(estimate(of_point, confidence).mean);
  found.mean = estimate(of_points, confidence).mean;
  return found;
}

std::string main_effects(const StudyResult& result, std::size_t response, Language language) {
  const Study& study = *result.study;
  const std::string& name = study.responses[response].name.in(language);
  std::string pictures;
  for (std::size_t f = 0; f < study.factors.size(); ++f) {
    const std::vector<Mark> marks = marks_of(result, f, response);
    if (marks.empty()) continue;
    std::vector<double> across, up;
    for (const Mark& mark : marks) {
      across.push_back(mark.x);
      up.push_back(mark.found.mean);
      for (const double side : {-1.0, 1.0}) up.push_back(mark.found.mean + side * mark.found.half_width);
    }
    const std::string factor = titled(study.factors[f].shown(language), study.factors[f].unit);
    Plot plot(name, {factor, range_of(across), study.factors[f].levels, {}},
              {study.responses[response].unit, range_of(up), {}, {}});
    std::vector<std::pair<double, double>> path;
    for (const Mark& mark : marks) path.emplace_back(mark.x, mark.found.mean);
    if (!study.factors[f].levels.empty()) plot.line(path, "curve");
    for (const Mark& mark : marks) {
      plot.interval(mark.x, mark.found.mean - mark.found.half_width, mark.found.mean + mark.found.half_width);
      plot.dot(mark.x, mark.found.mean,
               factor + " " + number_words(mark.x) + ": " + number_words(mark.found.mean) +
                   (std::isfinite(mark.found.half_width) ? " ± " + number_words(mark.found.half_width) : ""));
    }
    pictures += plot.svg();
  }
  return pictures;
}

}  // namespace fengsui
