#include "twin/study_report/sensitivity_pictures.h"

#include <algorithm>
#include <cmath>

#include "twin/study/shown_unit.h"
#include "twin/study_report/pictures.h"
#include "twin/study_report/plot.h"
#include "twin/study_report/sensitivity_words.h"

namespace fengsui {

namespace {

constexpr std::size_t most_bars = 24, most_named = 8;
constexpr double row_height = 34.0, around_rows = 74.0, picture_width = 680.0;

bool drawable(const Bounded& bounded) { return std::isfinite(bounded.value); }

// The weightiest factors, from top to bottom, of which there is something to draw.
std::vector<std::size_t> rows_of(const ResponseFindings& found) {
  std::vector<std::size_t> rows;
  for (const std::size_t f : by_weight(found))
    if (drawable(weight_of(found, f)) && rows.size() < most_bars) rows.push_back(f);
  return rows;
}

double middle_of(std::size_t row) { return -static_cast<double>(row) - 0.5; }

// A place for every row, with the factor's name beside it.
PlotAxis names_of(const Study& study, const std::vector<std::size_t>& rows, Language language) {
  PlotAxis axis{"", {-static_cast<double>(rows.size()), 0.0}, {}, {}};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    axis.ticks.push_back(middle_of(row));
    axis.labels.push_back(study.factors[rows[row]].shown(language));
  }
  return axis;
}

PlotSize size_for(const PlotAxis& names) {
  std::size_t longest = 0;
  for (const std::string& name : names.labels) longest = std::max(longest, name.size());
  return {picture_width, around_rows + row_height * static_cast<double>(names.labels.size()),
          std::clamp(16.0 + 6.9 * static_cast<double>(longest), 64.0, 300.0)};
}

// Zero and everything that is drawn, and a little room.
PlotRange range_with_zero(std::vector<double> ends) {
  ends.push_back(0.0);
  return range_of(ends);
}

void add_bar(Plot& plot, PlotRange range, const Bounded& bounded, double bottom, double top, double strength,
             const std::string& words) {
  if (!drawable(bounded)) return;
  const auto inside = [&](double value) { return std::clamp(value, range.low, range.high); };
  plot.box(inside(std::min(0.0, bounded.value)), bottom, inside(std::max(0.0, bounded.value)), top, strength,
           words);
  plot.interval_across((bottom + top) / 2.0, inside(bounded.low), inside(bounded.high));
}

void add_upright(Plot& plot, double x, double bottom, std::string_view style) {
  plot.line({{x, bottom}, {x, 0.0}}, style);
}

}  // namespace

std::string index_bars(const Study& study, const ResponseFindings& found, Language language) {
  const std::vector<std::size_t> rows = rows_of(found);
  if (rows.empty() || !found.indices->known()) return "";
  const bool chinese = language == Language::chinese;
  std::vector<double> ends;
  for (const std::size_t f : rows)
    for (const Bounded* index : {&found.indices->factors[f].first, &found.indices->factors[f].total})
      for (const double end : {index->low, index->value, index->high})
        // what luck alone makes would press the rest together
        ends.push_back(100.0 * std::clamp(end, -0.25, 1.25));
  const PlotRange range = range_with_zero(ends);
  const PlotAxis names = names_of(study, rows, language);
  Plot plot(chinese ? "方差占比" : "Shares of the variance by the factors", {"%", range, {}, {}}, names,
            size_for(names));
  add_upright(plot, 0.0, names.range.low, "zero");
  add_upright(plot, 100.0 * study.sensitivity->negligible, names.range.low, "wanted");
  const auto in_percent = [](const Bounded& share) {
    return Bounded{100.0 * share.value, 100.0 * share.low, 100.0 * share.high};
  };
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const SobolIndex& index = found.indices->factors[rows[row]];
    const std::string key = study.factors[rows[row]].shown(language) + ": ";
    add_bar(plot, range, in_percent(index.first), middle_of(row) + 0.02, middle_of(row) + 0.4, 0.9,
            key + (chinese ? "单独 " : "alone ") + share_words(index.first, language));
    add_bar(plot, range, in_percent(index.total), middle_of(row) - 0.4, middle_of(row) - 0.02, 0.4,
            key + (chinese ? "含交互 " : "with all others ") + share_words(index.total, language));
  }
  return plot.svg();
}

std::string effect_bars(const Study& study, const StudyResponse& response, const ResponseFindings& found,
                        Language language) {
  const std::vector<std::size_t> rows = rows_of(found);
  double largest = 0.0;
  for (const std::size_t f : rows) largest = std::max(largest, std::abs(found.effects[f].mean.value));
  if (largest == 0.0) return "";
  const ShownUnit as = shown_unit(largest, response.unit);
  const auto scaled = [&](const Bounded& amount) {
    return Bounded{amount.value / as.scale, amount.low / as.scale, amount.high / as.scale};
  };
  std::vector<double> ends;
  for (const std::size_t f : rows) {
    const Bounded mean = scaled(found.effects[f].mean);
    ends.insert(ends.end(), {mean.low, mean.value, mean.high});
  }
  const PlotRange range = range_with_zero(ends);
  const PlotAxis names = names_of(study, rows, language);
  Plot plot(language == Language::chinese ? "因素由低到高的平均影响（μ）"
                                          : "Mean effect of going from low to high (mu)",
            {titled(response.name.in(language), as.unit), range, {}, {}}, names, size_for(names));
  add_upright(plot, 0.0, names.range.low, "zero");
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const Bounded& mean = found.effects[rows[row]].mean;
    add_bar(plot, range, scaled(mean), middle_of(row) - 0.28, middle_of(row) + 0.28, 0.75,
            study.factors[rows[row]].shown(language) + ": " + amount_words(mean, response.unit, language));
  }
  return plot.svg();
}

std::string effect_plane(const Study& study, const StudyResponse& response, const ResponseFindings& found,
                         Language language) {
  const bool chinese = language == Language::chinese;
  std::vector<double> wide, high;
  for (const ElementaryEffects& effect : found.effects) {
    if (!drawable(effect.mean_absolute) || !drawable(effect.deviation)) continue;
    wide.insert(wide.end(), {effect.mean_absolute.value, effect.mean_absolute.high});
    high.insert(high.end(), {effect.deviation.value, effect.deviation.high});
  }
  if (wide.empty() || *std::ranges::max_element(wide) == 0.0) return "";
  const ShownUnit as = shown_unit(*std::ranges::max_element(wide), response.unit);
  for (std::vector<double>* ends : {&wide, &high})
    for (double& end : *ends) end /= as.scale;
  const PlotRange across = range_with_zero(wide), up = range_with_zero(high);
  Plot plot(
      chinese ? "影响的大小与变化" : "How large effects are, and how varied",
      {titled(chinese ? "μ*，影响的平均大小" : "mu*, mean size of the effect", as.unit), across, {}, {}},
      {titled(chinese ? "σ，影响的标准差" : "sigma, deviation of the effect", as.unit), up, {}, {}},
      {picture_width, 430.0});
  // above it effects vary more than they are large
  const double end = std::min(across.high, up.high);
  plot.line({{0.0, 0.0}, {end, end}}, "wanted");
  struct Name {
    double x = 0.0, y = 0.0;
    std::size_t factor = 0;
  };
  std::vector<Name> names;
  for (std::size_t f = 0; f < found.effects.size(); ++f) {
    const Bounded &size = found.effects[f].mean_absolute, &deviation = found.effects[f].deviation;
    if (!drawable(size) || !drawable(deviation)) continue;
    const double x = size.value / as.scale, y = deviation.value / as.scale;
    plot.interval(x, deviation.low / as.scale, deviation.high / as.scale);
    plot.interval_across(y, size.low / as.scale, size.high / as.scale);
    plot.dot(x, y,
             study.factors[f].shown(language) + ": " + amount_words(size, response.unit, language) + ", " +
                 amount_words(deviation, response.unit, language),
             found.standings[f] == Standing::matters ? "dot" : "tried");
    // of many only those that count, or nobody could read them
    if (found.standings[f] == Standing::matters || found.effects.size() <= most_named)
      names.push_back({x, y, f});
  }
  // names that would lie on each other are moved up
  std::ranges::sort(names, {}, &Name::y);
  const double line = 0.045 * (up.high - up.low), reach = 0.3 * (across.high - across.low);
  for (std::size_t i = 0; i < names.size(); ++i) {
    names[i].y += line;
    for (std::size_t j = 0; j < i; ++j)
      if (std::abs(names[i].x - names[j].x) < reach && names[i].y < names[j].y + line)
        names[i].y = names[j].y + line;
    plot.text(std::clamp(names[i].x, across.low + reach / 2.0, across.high - reach / 2.0),
              std::min(names[i].y, up.high), study.factors[names[i].factor].shown(language));
  }
  return plot.svg();
}

}  // namespace fengsui
