#include "twin/study_report/front_pictures.h"

#include <algorithm>
#include <cmath>

#include "twin/report/words.h"
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

std::string words_of(const StudyResult& result, const FrontPoint& at) {
  std::string text = std::to_string(at.point) + ": ";
  for (std::size_t f = 0; f < result.study->factors.size(); ++f) {
    const Factor& factor = result.study->factors[f];
    text += (f ? ", " : "") + factor.key + " " + number_words((*result.points)[at.point][f]) +
            (factor.unit.empty() ? "" : " " + factor.unit);
  }
  return text;
}

std::string picture(const StudyResult& result, const Front& front, std::size_t a, std::size_t b,
                    Language language) {
  const Study& study = *result.study;
  const bool chinese = language == Language::chinese;
  const StudyResponse& across = study.responses[study.tuning->objectives[a].response];
  const StudyResponse& up = study.responses[study.tuning->objectives[b].response];
  const std::vector<double> all_a = tried(result, study.tuning->objectives[a].response),
                            all_b = tried(result, study.tuning->objectives[b].response);
  // the intervals of what matters decide on the frame; what was tried far outside is left out
  std::vector<double> xs, ys;
  const auto reach = [](const Estimate& one, std::vector<double>& into) {
    into.push_back(one.mean - one.half_width);
    into.push_back(one.mean + one.half_width);
  };
  for (const FrontPoint& point : front.points) {
    reach(point.fresh[a], xs);
    reach(point.fresh[b], ys);
  }
  reach(front.today.fresh[a], xs);
  reach(front.today.fresh[b], ys);
  const PlotRange wide = range_of(xs), high = range_of(ys);
  const auto goal = [&](std::size_t k) {
    return study.tuning->objectives[k].maximise ? (chinese ? "（越大越好）" : " (more is better)")
                                                : (chinese ? "（越小越好）" : " (less is better)");
  };
  Plot plot(chinese ? "帕累托前沿" : "Pareto front",
            {titled(across.name.in(language), across.unit) + goal(a), wide, {}, {}},
            {titled(up.name.in(language), up.unit) + goal(b), high, {}, {}}, large);
  for (std::size_t i = 0; i < all_a.size(); ++i)
    if (all_a[i] >= wide.low && all_a[i] <= wide.high && all_b[i] >= high.low && all_b[i] <= high.high)
      plot.dot(all_a[i], all_b[i], std::to_string(i), "tried");
  std::vector<std::pair<double, double>> path;
  for (const FrontPoint& point : front.points)
    if (point.still) path.emplace_back(point.fresh[a].mean, point.fresh[b].mean);
  if (study.tuning->objectives.size() == 2) plot.line(path, "curve");
  const auto mark = [&](const FrontPoint& point, std::string_view style) {
    const Estimate &x = point.fresh[a], &y = point.fresh[b];
    plot.interval(x.mean, y.mean - y.half_width, y.mean + y.half_width);
    plot.interval_across(y.mean, x.mean - x.half_width, x.mean + x.half_width);
    plot.dot(x.mean, y.mean, words_of(result, point), style);
  };
  for (const FrontPoint& point : front.points) mark(point, point.still ? "dot" : "tried");
  mark(front.today, "today");
  mark(front.points[front.recommended], "chosen");
  const auto name = [&](const FrontPoint& point, const char* words) {
    plot.text(point.fresh[a].mean, point.fresh[b].mean + 0.035 * (high.high - high.low), words);
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
      pictures += picture(result, front, a, b, language);
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
