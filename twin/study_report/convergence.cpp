#include <algorithm>
#include <cmath>

#include "twin/report/words.h"
#include "twin/study/study_run.h"
#include "twin/study_report/pictures.h"
#include "twin/study_report/plot.h"

namespace fengsui {

namespace {

constexpr std::size_t most_points = 8;
// the first intervals are so wide that they would hide the rest
constexpr std::size_t first_count = 5;

}  // namespace

std::string convergence(const StudyResult& result, std::size_t response, Language language) {
  const Study& study = *result.study;
  const StudyResponse& shown = study.responses[response];
  std::vector<std::vector<std::pair<double, double>>> paths;
  std::vector<double> widths = {0.0}, counts = {0.0};
  for (std::uint32_t point = 0; point < std::min(most_points, result.points->size()); ++point) {
    const std::vector<double> values = values_at(*result.runs, point, response);
    // long studies need no more dots than the picture has
    const std::size_t step = std::max<std::size_t>(1, values.size() / 200);
    std::vector<std::pair<double, double>> path;
    for (std::size_t count = first_count; count <= values.size(); count += step) {
      const Estimate found = estimate(std::span(values).first(count), study.stopping.confidence);
      if (!std::isfinite(found.half_width)) continue;
      path.emplace_back(static_cast<double>(count), found.half_width);
      widths.push_back(found.half_width);
      counts.push_back(static_cast<double>(count));
    }
    if (path.size() > 1) paths.push_back(std::move(path));
  }
  if (paths.empty()) return "";
  if (shown.half_width) widths.push_back(*shown.half_width);
  PlotRange up = range_of(widths);
  up.low = 0.0;
  const double last = *std::ranges::max_element(counts);
  const bool chinese = language == Language::chinese;
  Plot plot(shown.name.in(language), {chinese ? "重复次数" : "replications", {0.0, last * 1.05}, {}, {}},
            {titled("±", shown.unit), up, {}, {}});
  for (const auto& path : paths) plot.line(path, "curve");
  if (shown.half_width) plot.line({{0.0, *shown.half_width}, {last, *shown.half_width}}, "wanted");
  return plot.svg();
}

}  // namespace fengsui
