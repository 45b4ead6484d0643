#include "twin/study_report/front_pictures.h"

#include <algorithm>
#include <cmath>

#include "twin/report/words.h"
#include "twin/study/shown_unit.h"
#include "twin/study/study_run.h"
#include "twin/study_report/pictures.h"
#include "twin/study_report/plot.h"

namespace fengsui {

namespace {

constexpr PlotSize large{640.0, 420.0};

// Means of the search, of every point that was tried.
std::vector<double> tried(const StudyResult& result, std::size_t response) {
  const std::uint32_t count = result.study->tuning->search.replications;
  std::vector<double> means;
  for (std::uint32_t point = 0; point < result.points->size(); ++point) {
    const std::vector<double> values = values_at(*result.runs, point, response);
    const auto first = std::span(values).first(std::min<std::size_t>(values.size(), count));
    means.push_back(estimate(first, result.study->tuning->confidence).mean);
  }
  return means;
}

std::string words_of(const StudyResult& result, const FrontPoint& at, Language language) {
  return std::to_string(at.point) + ": " + point_words(result, at.point, language);
}

// One axis: an objective as it is, or its difference from today's under the same luck; long times in hours.
struct Shown {
  const StudyResult& result;
  const Front& front;
  std::size_t objective = 0;
  bool difference = false;

  const StudyResponse& response() const {
    return result.study->responses[result.study->tuning->objectives[objective].response];
  }
  const Estimate& of(const FrontPoint& point) const {
    return difference ? point.better[objective].difference : point.fresh[objective];
  }
  std::vector<double> of_tried() const {
    std::vector<double> means = tried(result, result.study->tuning->objectives[objective].response);
    const double today = means.front();
    if (difference)
      for (double& mean : means) mean -= today;
    return means;
  }
  ShownUnit shown() const {
    double largest = 0.0;
    for (const FrontPoint& point : front.points) largest = std::max(largest, std::abs(of(point).mean));
    return shown_unit(largest, response().unit);
  }
  double scale() const { return shown().scale; }
  // The intervals of what matters.
  PlotRange range() const {
    std::vector<double> ends;
    const auto reach = [&](const FrontPoint& point) {
      ends.push_back((of(point).mean - of(point).half_width) / scale());
      ends.push_back((of(point).mean + of(point).half_width) / scale());
    };
    for (const FrontPoint& point : front.points) reach(point);
    reach(front.today);
    return range_of(ends);
  }
  std::string title(Language language) const {
    const bool chinese = language == Language::chinese,
               most = result.study->tuning->objectives[objective].maximise;
    return titled(response().name.in(language), shown().unit) +
           (most ? (chinese ? "（越大越好）" : " (more is better)")
                 : (chinese ? "（越小越好）" : " (less is better)"));
  }
};

std::string picture(const StudyResult& result, const Front& front, std::size_t a, std::size_t b,
                    bool difference, Language language) {
  const bool chinese = language == Language::chinese;
  const Shown across{result, front, a, difference}, up{result, front, b, difference};
  const PlotRange wide = across.range(), high = up.range();
  const double scale_x = across.scale(), scale_y = up.scale();
  Plot plot(difference ? (chinese ? "与现行之差（同一随机数）" : "Difference from today, same luck")
                       : (chinese ? "帕累托前沿" : "Pareto front"),
            {across.title(language), wide, {}, {}}, {up.title(language), high, {}, {}}, large);
  const std::vector<double> tried_x = across.of_tried(), tried_y = up.of_tried();
  for (std::size_t i = 0; i < tried_x.size(); ++i) {
    const double x = tried_x[i] / scale_x, y = tried_y[i] / scale_y;
    // what was tried far outside is left out
    if (x >= wide.low && x <= wide.high && y >= high.low && y <= high.high)
      plot.dot(x, y, std::to_string(i), "tried");
  }
  std::vector<std::pair<double, double>> path;
  for (const FrontPoint& point : front.points)
    if (point.still) path.emplace_back(across.of(point).mean / scale_x, up.of(point).mean / scale_y);
  if (result.study->tuning->objectives.size() == 2) plot.line(path, "curve");
  const auto mark = [&](const FrontPoint& point, std::string_view style) {
    const double x = across.of(point).mean / scale_x, y = up.of(point).mean / scale_y;
    const double x_half = across.of(point).half_width / scale_x, y_half = up.of(point).half_width / scale_y;
    plot.interval(x, y - y_half, y + y_half);
    plot.interval_across(y, x - x_half, x + x_half);
    plot.dot(x, y, words_of(result, point, language), style);
  };
  for (const FrontPoint& point : front.points) mark(point, point.still ? "dot" : "tried");
  mark(front.today, "today");
  mark(front.points[front.recommended], "chosen");
  const auto name = [&](const FrontPoint& point, const char* words) {
    plot.text(across.of(point).mean / scale_x, up.of(point).mean / scale_y + 0.035 * (high.high - high.low),
              words);
  };
  const FrontPoint& chosen = front.points[front.recommended];
  if (chosen.point == front.today.point) {
    name(chosen, chinese ? "推荐（即现行）" : "recommended (today)");
  } else {
    name(front.today, chinese ? "现行" : "today");
    name(chosen, chinese ? "推荐" : "recommended");
  }
  return plot.svg();
}

}  // namespace

std::string front_pictures(const StudyResult& result, const Front& front, Language language) {
  std::string pictures;
  for (std::size_t a = 0; a < result.study->tuning->objectives.size(); ++a)
    for (std::size_t b = a + 1; b < result.study->tuning->objectives.size(); ++b)
      for (const bool difference : {true, false})
        pictures += picture(result, front, a, b, difference, language);
  return pictures;
}

std::string search_picture(const Front& front, Language language) {
  if (front.hypervolumes.size() < 2) return "";
  const bool chinese = language == Language::chinese;
  std::vector<std::pair<double, double>> path;
  for (std::size_t generation = 0; generation < front.hypervolumes.size(); ++generation)
    path.emplace_back(static_cast<double>(generation), 100.0 * front.hypervolumes[generation]);
  const double last = static_cast<double>(front.hypervolumes.size() - 1);
  Plot plot(chinese ? "超体积的收敛" : "Convergence of the hypervolume",
            {chinese ? "代" : "generation", {0.0, last * 1.03}, {}, {}},
            {"%",
             range_of([&] {
               std::vector<double> shares;
               for (const auto& at : path) shares.push_back(at.second);
               return shares;
             }()),
             {},
             {}});
  plot.line(path, "curve");
  for (const auto& [generation, share] : path) plot.dot(generation, share, number_words(share) + " %");
  return plot.svg();
}

}  // namespace fengsui
