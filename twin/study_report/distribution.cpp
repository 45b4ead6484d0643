#include <algorithm>
#include <cmath>

#include "twin/report/words.h"
#include "twin/study/study_run.h"
#include "twin/study_report/pictures.h"
#include "twin/study_report/plot.h"

namespace fengsui {

namespace {

constexpr std::size_t most_points = 12, bins = 24;

}  // namespace

std::string point_words(const StudyResult& result, std::uint32_t point, Language language) {
  std::string text;
  for (std::size_t f = 0; f < result.study->factors.size(); ++f) {
    const Factor& factor = result.study->factors[f];
    text += (f ? ", " : "") + factor.shown(language) + " " + valued((*result.points)[point][f], factor.unit);
  }
  return text;
}

std::string distributions(const StudyResult& result, std::size_t response, Language language) {
  const StudyResponse& shown = result.study->responses[response];
  // one scale for all points, so that they compare at a glance
  std::vector<double> all;
  for (const StudyRun& run : *result.runs) all.push_back(run.values[response]);
  const PlotRange across = range_of(all);
  std::vector<std::vector<std::size_t>> counts;
  std::size_t highest = 0;
  for (std::uint32_t point = 0; point < std::min(most_points, result.points->size()); ++point) {
    counts.emplace_back(bins);
    for (const double value : values_at(*result.runs, point, response)) {
      if (!std::isfinite(value)) continue;
      const double share = (value - across.low) / (across.high - across.low);
      highest =
          std::max(highest, ++counts.back()[std::min(bins - 1, static_cast<std::size_t>(share * bins))]);
    }
  }
  if (highest == 0) return "";

  std::string pictures;
  const bool chinese = language == Language::chinese;
  for (std::uint32_t point = 0; point < counts.size(); ++point) {
    Plot plot(std::to_string(point) + ": " + point_words(result, point, language),
              {titled(shown.name.in(language), shown.unit), across, {}, {}},
              {chinese ? "次数" : "runs", {0.0, 1.1 * static_cast<double>(highest)}, {}, {}}, {420.0, 190.0});
    const double width = (across.high - across.low) / bins;
    for (std::size_t bin = 0; bin < bins; ++bin) {
      if (counts[point][bin] == 0) continue;
      const double left = across.low + static_cast<double>(bin) * width;
      plot.box(left, 0.0, left + width, static_cast<double>(counts[point][bin]), 0.75,
               number_words(left) + " – " + number_words(left + width) + ": " +
                   std::to_string(counts[point][bin]));
    }
    pictures += plot.svg();
  }
  return pictures;
}

}  // namespace fengsui
