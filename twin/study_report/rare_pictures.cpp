#include "twin/study_report/rare_pictures.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/text.h"
#include "twin/report/words.h"
#include "twin/study_report/plot.h"
#include "twin/study_report/rare_words.h"

namespace fengsui {

namespace {

constexpr PlotSize size{560.0, 340.0};
constexpr std::size_t most_replications = 200, most_roads = 200;

const char* say(Language language, const char* english, const char* chinese) {
  return language == Language::chinese ? chinese : english;
}

std::size_t stages_of(const RareStudy& study) { return study.levels.size() + 1; }

// One tick per stage, from `first` (0: the beginning).
PlotAxis stage_axis(const RareStudy& study, std::size_t first, Language language) {
  PlotAxis axis{say(language, "share of the way to the accident", "接近事故的程度"),
                {static_cast<double>(first) - 0.6, static_cast<double>(stages_of(study)) + 0.6},
                {},
                {}};
  for (std::size_t stage = first; stage <= stages_of(study); ++stage) {
    axis.ticks.push_back(static_cast<double>(stage));
    axis.labels.push_back(stage == 0                  ? say(language, "begin", "起点")
                          : stage == stages_of(study) ? say(language, "accident", "事故")
                                                      : format_number(study.levels[stage - 1]));
  }
  return axis;
}

// Powers of ten around the values, and between them 2 and 5 where there are few.
PlotAxis power_axis(std::string title, const std::vector<double>& values) {
  double low = INFINITY, high = -INFINITY;
  for (const double value : values) {
    if (!(value > 0.0)) continue;
    low = std::min(low, std::log10(value));
    high = std::max(high, std::log10(value));
  }
  if (high < low) low = high = 0.0;
  PlotAxis axis{std::move(title), {low - 0.12, std::min(high, 0.0) + 0.12}, {}, {}};
  if (axis.range.high - axis.range.low < 0.5) axis.range.low = axis.range.high - 0.5;
  const double decades = axis.range.high - axis.range.low;
  const int step = std::max(1, static_cast<int>(std::ceil(decades / 8.0)));
  for (int power = static_cast<int>(std::floor(axis.range.low)); power <= 0; ++power)
    for (const double part : {1.0, 2.0, 5.0}) {
      const double at = power + std::log10(part);
      if (at < axis.range.low || at > axis.range.high || power % step != 0) continue;
      if (part > 1.0 && decades > 2.5) continue;
      axis.ticks.push_back(at);
      axis.labels.push_back(probability_words(std::pow(10.0, power) * part, 1));
    }
  return axis;
}

// Where on the axis; what is nothing stands at its end.
double on(const PlotAxis& axis, double probability) {
  return probability > 0.0 ? std::max(std::log10(probability), axis.range.low) : axis.range.low;
}

std::string interval_words(const study::RareEstimate& found) {
  return probability_words(found.probability) + " (" + probability_words(found.low, 2) + " … " +
         probability_words(found.high, 2) + ")";
}

std::string below_words(const study::RareEstimate& found, Language language) {
  return say(language, "below ", "低于 ") + probability_words(found.high, 2);
}

double own_estimate(const RareStudy& study, const RareReplication& replication) {
  if (replication.stages.size() < stages_of(study)) return 0.0;
  return std::accumulate(
      replication.stages.begin(), replication.stages.end(), 1.0,
      [&](double product, const RareStage& stage) { return product * stage.reached / study.effort; });
}

}  // namespace

std::string staircase(const RareStudy& study, const RareResult& result, Language language) {
  const std::vector<study::RareEstimate> levels = estimates_by_level(study, result);
  if (levels.empty()) return "";
  std::vector<double> shown{1.0};  // the beginning
  for (const study::RareEstimate& level : levels) {
    shown.push_back(level.high);
    // an interval that begins at nothing has no end on such an axis
    shown.push_back(level.low > 0.0 ? level.low
                                    : (level.probability > 0.0 ? level.probability : level.high) / 4.0);
  }
  const PlotAxis up = power_axis(say(language, "probability", "概率"), shown);
  Plot plot(say(language, "The staircase down to the accident", "通往事故的阶梯"),
            stage_axis(study, 0, language), up, size);
  std::vector<std::pair<double, double>> path{{-0.5, 0.0}, {0.5, 0.0}};
  for (std::size_t i = 0; i < levels.size() && levels[i].probability > 0.0; ++i) {
    const double x = static_cast<double>(i + 1), y = on(up, levels[i].probability);
    path.emplace_back(x - 0.5, y);
    path.emplace_back(x + 0.5, y);
  }
  plot.line(path, "curve");
  plot.dot(0.0, 0.0, "1");
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const double x = static_cast<double>(i + 1);
    const study::RareEstimate& here = levels[i];
    plot.interval(x, on(up, here.low), on(up, here.high));
    if (here.probability > 0.0)
      plot.dot(x, on(up, here.probability), interval_words(here));
    else
      plot.text(x, on(up, here.high) + 0.06 * (up.range.high - up.range.low), below_words(here, language));
  }
  if (const study::RareEstimate& last = levels.back(); last.probability > 0.0)
    plot.text(static_cast<double>(levels.size()), on(up, last.high) + 0.05 * (up.range.high - up.range.low),
              probability_words(last.probability));
  return plot.svg();
}

std::string spread_of_shares(const RareStudy& study, const RareResult& result, Language language) {
  if (result.replications.empty()) return "";
  Plot plot(say(language, "What got through each stage", "各阶段通过比例"), stage_axis(study, 1, language),
            {say(language, "share of the attempts", "占尝试次数的比例"),
             {-0.03, 1.03},
             {0.0, 0.2, 0.4, 0.6, 0.8, 1.0},
             {}},
            size);
  const double right = static_cast<double>(stages_of(study)) + 0.6;
  plot.box(0.4, 0.1, right, 1.0 / 3.0, 0.12, say(language, "well chosen levels", "水平选取得当"));
  const std::size_t shown = std::min(most_replications, result.replications.size());
  for (std::size_t r = 0; r < shown; ++r) {
    const RareReplication& replication = result.replications[r];
    // side by side, in the order of the replications
    const double aside = (static_cast<double>(r) + 0.5) / static_cast<double>(shown) - 0.5;
    for (std::size_t stage = 0; stage < replication.stages.size(); ++stage) {
      const double share = static_cast<double>(replication.stages[stage].reached) / study.effort;
      plot.dot(static_cast<double>(stage + 1) + 0.6 * aside, share,
               say(language, "replication ", "重复 ") + std::to_string(replication.number) + ": " +
                   std::to_string(replication.stages[stage].reached) + " / " + std::to_string(study.effort),
               "tried");
    }
  }
  for (std::size_t stage = 0; stage < result.splitting.shares.size(); ++stage) {
    const double x = static_cast<double>(stage + 1), mean = result.splitting.shares[stage];
    plot.line({{x - 0.36, mean}, {x + 0.36, mean}}, "mean");
    plot.text(x, std::min(mean + 0.06, 0.98), number_words(std::round(1000.0 * mean) / 1000.0));
  }
  return plot.svg();
}

std::string comparison(const RareStudy& study, const RareResult& result, Language language) {
  if (result.replications.size() < 2) return "";
  std::vector<double> shown, own;
  const auto reach = [&](const study::RareEstimate& found) {
    for (const double end : {found.low, found.probability, found.high}) shown.push_back(end);
    if (found.low <= 0.0) shown.push_back((found.probability > 0.0 ? found.probability : found.high) / 4.0);
  };
  reach(result.splitting);
  if (result.plain_runs > 0) reach(result.plain);
  for (std::size_t r = 0; r < std::min(most_replications, result.replications.size()); ++r)
    if (const double each = own_estimate(study, result.replications[r]); each > 0.0) own.push_back(each);
  shown.insert(shown.end(), own.begin(), own.end());

  PlotAxis across = power_axis(say(language, "probability of the accident", "事故概率"), shown);
  const bool plain = result.plain_runs > 0;
  PlotAxis rows{"", {plain ? -0.6 : 0.4, 1.6}, {1.0}, {say(language, "splitting", "多级分裂")}};
  if (plain) {
    rows.ticks.push_back(0.0);
    rows.labels.emplace_back(say(language, "plain runs", "直接仿真"));
  }
  Plot plot(say(language, "Two ways to the same number", "两种方法的对照"), across, rows, size);
  for (const double each : own)
    plot.dot(on(across, each), 1.3,
             say(language, "one replication: ", "单次重复：") + probability_words(each), "tried");
  const auto row = [&](double y, const study::RareEstimate& found) {
    plot.interval_across(y, on(across, found.low), on(across, found.high));
    if (found.probability > 0.0) plot.dot(on(across, found.probability), y, interval_words(found));
    plot.text(on(across, found.probability > 0.0 ? found.probability : found.high), y - 0.28,
              found.probability > 0.0 ? probability_words(found.probability) : below_words(found, language));
  };
  row(1.0, result.splitting);
  if (plain) row(0.0, result.plain);
  return plot.svg();
}

std::string roads(const RareStudy& study, const RareResult& result, Language language) {
  std::vector<const RareAccident*> shown;
  // some of each replication
  std::size_t kept = 0;
  for (const RareReplication& replication : result.replications) kept += !replication.accidents.empty();
  if (kept == 0) return "";
  const std::size_t of_each = std::max<std::size_t>(1, most_roads / kept);
  for (const RareReplication& replication : result.replications)
    for (std::size_t i = 0; i < std::min(of_each, replication.accidents.size()); ++i)
      if (shown.size() < most_roads) shown.push_back(&replication.accidents[i]);

  std::vector<double> times;
  for (const RareAccident* accident : shown)
    for (const Time time : accident->reached) times.push_back(to_seconds(time));
  const double latest = *std::max_element(times.begin(), times.end());
  const double scale = latest >= 7200.0 ? 3600.0 : latest >= 300.0 ? 60.0 : 1.0;
  for (double& time : times) time /= scale;
  PlotAxis up{say(language, "share of the way to the accident", "接近事故的程度"), {0.0, 1.06}, {}, {}};
  for (std::size_t stage = 1; stage <= stages_of(study); ++stage) {
    up.ticks.push_back(stage == stages_of(study) ? 1.0 : study.levels[stage - 1]);
    up.labels.push_back(stage == stages_of(study) ? say(language, "accident", "事故")
                                                  : format_number(study.levels[stage - 1]));
  }
  Plot plot(say(language, "The roads to the accident", "走向事故的过程"),
            {std::string(say(language, "since the start of the scenario", "情景开始后")) + " [" +
                 (scale > 60.0  ? "h"
                  : scale > 1.0 ? "min"
                                : "s") +
                 "]",
             range_of(times),
             {},
             {}},
            up, size);
  for (const RareAccident* accident : shown) {
    std::vector<std::pair<double, double>> path;
    for (std::size_t i = 0; i < accident->reached.size(); ++i)
      path.emplace_back(to_seconds(accident->reached[i]) / scale,
                        i < study.levels.size() ? study.levels[i] : 1.0);
    plot.line(path, "road");
  }
  for (const RareAccident* accident : shown)
    plot.dot(to_seconds(accident->time) / scale, 1.0, format_duration(accident->time.time_since_epoch()),
             "chosen");
  return plot.svg();
}

}  // namespace fengsui
