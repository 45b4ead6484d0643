#include <algorithm>
#include <cmath>

#include "sim/port/words.h"
#include "twin/report/words.h"
#include "twin/study/study_run.h"
#include "twin/study_report/pictures.h"
#include "twin/study_report/plot.h"

namespace fengsui {

namespace {

constexpr std::uint32_t most_points = 12;

// Linear between the neighbours, as spreadsheets do it. `sorted` is not empty.
double quantile(const std::vector<double>& sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(sorted.size() - 1, below + 1);
  return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

std::vector<double> measured(const StudyResult& result, std::uint32_t point, std::size_t response) {
  std::vector<double> values = values_at(*result.runs, point, response);
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  std::ranges::sort(values);
  return values;
}

// What is special about this part: "red, district" without what is measured.
std::string place_of(const StudyResponse& response, Language language) {
  const std::string& name = response.name.in(language);
  return name.substr(0, name.find(language == Language::chinese ? "：" : ": "));
}

}  // namespace

std::string by_colour(const StudyResult& result, const std::vector<std::size_t>& parts, Language language) {
  // only what occurred, on one scale for all points
  std::vector<std::size_t> shown;
  std::vector<double> all;
  for (const std::size_t part : parts) {
    const std::size_t before = all.size();
    for (const StudyRun& run : *result.runs)
      if (std::isfinite(run.values[part])) all.push_back(run.values[part]);
    if (all.size() > before) shown.push_back(part);
  }
  if (shown.empty()) return "";
  const PlotRange across = range_of(all);

  const bool chinese = language == Language::chinese;
  std::string pictures;
  const std::uint32_t points = std::min(most_points, static_cast<std::uint32_t>(result.points->size()));
  for (std::uint32_t point = 0; point < points; ++point) {
    PlotAxis places{"", {0.5, static_cast<double>(shown.size()) + 0.5}, {}, {}};
    for (std::size_t i = 0; i < shown.size(); ++i) {
      places.ticks.push_back(static_cast<double>(i) + 1.0);
      places.labels.push_back(place_of(result.study->responses[shown[i]], language));
    }
    Plot plot(std::to_string(point) + ": " + point_words(result, point, language), places,
              {titled(chinese ? "数值" : "value", result.study->responses[shown[0]].unit), across, {}, {}},
              {std::max(420.0, 60.0 + 110.0 * static_cast<double>(shown.size())), 260.0});
    for (std::size_t i = 0; i < shown.size(); ++i) {
      const std::vector<double> values = measured(result, point, shown[i]);
      if (values.empty()) continue;
      const double x = static_cast<double>(i) + 1.0;
      const double low = quantile(values, 0.25), middle = quantile(values, 0.5),
                   high = quantile(values, 0.75);
      const std::string words =
          places.labels[i] + (chinese ? "：中位数 " : ": median ") + number_words(middle) +
          (chinese ? "，一半在 " : ", half between ") + number_words(low) + " – " + number_words(high) +
          (chinese ? "，全部在 " : ", all between ") + number_words(values.front()) + " – " +
          number_words(values.back()) + " (n = " + std::to_string(values.size()) + ")";
      plot.interval(x, values.front(), values.back());
      plot.box(x - 0.25, low, x + 0.25, high, 0.6, words);
      plot.dot(x, middle, words);
    }
    pictures += plot.svg();
  }
  return pictures;
}

}  // namespace fengsui
