#include <algorithm>
#include <cmath>

#include "twin/report/words.h"
#include "twin/study_report/pictures.h"
#include "twin/study_report/plot.h"

namespace fengsui {

namespace {

constexpr std::size_t most_pictures = 3, slices = 8;

// Where the cells of a factor lie along an axis: a cell per level, or equal slices of its range.
struct Cells {
  std::size_t count = 0;
  PlotAxis axis;

  Cells(const Factor& factor, Language language) : factor_(&factor) {
    count = factor.levels.empty() ? slices : factor.levels.size();
    axis.title = titled(factor.shown(language), factor.unit);
    axis.range = {0.0, static_cast<double>(count)};
    for (std::size_t i = 0; i < count; ++i) {
      axis.ticks.push_back(static_cast<double>(i) + 0.5);
      axis.labels.push_back(
          number_words(factor.levels.empty()
                           ? factor.low + (static_cast<double>(i) + 0.5) / slices * (factor.high - factor.low)
                           : factor.levels[i]));
    }
  }

  std::size_t of(double value) const {
    const auto& levels = factor_->levels;
    if (!levels.empty()) return static_cast<std::size_t>(std::ranges::find(levels, value) - levels.begin());
    const double share = (value - factor_->low) / (factor_->high - factor_->low);
    return std::min(count - 1, static_cast<std::size_t>(std::max(0.0, share * slices)));
  }

 private:
  const Factor* factor_;
};

std::string surface(const StudyResult& result, std::size_t response, std::size_t first, std::size_t second,
                    Language language) {
  const Study& study = *result.study;
  const Cells across(study.factors[first], language), up(study.factors[second], language);
  std::vector<std::vector<std::uint32_t>> points(across.count * up.count);
  for (std::uint32_t point = 0; point < result.points->size(); ++point) {
    const auto& values = (*result.points)[point];
    const std::size_t column = across.of(values[first]), row = up.of(values[second]);
    if (column < across.count && row < up.count) points[row * across.count + column].push_back(point);
  }
  std::vector<double> means;
  for (const auto& cell : points)
    means.push_back(cell.empty() ? NAN : mean_over(result, cell, response).mean);
  if (std::ranges::none_of(means, [](double mean) { return std::isfinite(mean); })) return "";

  const StudyResponse& shown = study.responses[response];
  const PlotRange range = range_of(means);
  const double height = std::max(200.0, 80.0 + 36.0 * static_cast<double>(up.count));
  Plot plot(titled(shown.name.in(language), shown.unit), across.axis, up.axis, {420.0, height});
  for (std::size_t cell = 0; cell < means.size(); ++cell) {
    if (!std::isfinite(means[cell])) continue;
    const std::size_t column = cell % across.count, row = cell / across.count;
    const double x = static_cast<double>(column), y = static_cast<double>(row);
    const double strength = (means[cell] - range.low) / (range.high - range.low);
    plot.box(x, y, x + 1.0, y + 1.0, 0.08 + 0.72 * strength, number_words(means[cell]));
    if (across.count <= slices) plot.text(x + 0.5, y + 0.5, number_words(means[cell]));
  }
  return plot.svg();
}

}  // namespace

std::string surfaces(const StudyResult& result, std::size_t response, Language language) {
  std::string pictures;
  std::size_t drawn = 0;
  const std::size_t factors = result.study->factors.size();
  for (std::size_t second = 1; second < factors; ++second)
    for (std::size_t first = 0; first < second && drawn < most_pictures; ++first, ++drawn)
      pictures += surface(result, response, first, second, language);
  return pictures;
}

}  // namespace fengsui
