#include "twin/report/bar_data.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "twin/report/texts.h"

namespace fengsui {

namespace {

constexpr std::size_t most_bins = 168;
constexpr std::size_t most_bars = 14;

// counts of raised alarms per bin over the planned run
std::vector<std::uint32_t> raised_per_bin(const Record& record, Duration bin, std::size_t bins) {
  std::vector<std::uint32_t> counts(bins, 0);
  for (const Alarm& alarm : record.alarms) {
    if (alarm.event != AlarmEvent::raised || alarm.time < scenario_start) continue;
    const auto index = static_cast<std::size_t>((alarm.time - scenario_start) / bin);
    if (index < bins) ++counts[index];
  }
  return counts;
}

Json chart(const char* title_key, const char* empty_key, Language language) {
  return {{"title", report_text(title_key, language)},
          {"empty", report_text(empty_key, language)},
          {"categories", Json::array()},
          {"series", Json::array()}};
}

// one value per name and run, the most telling first, the rest counted
struct NamedBars {
  std::map<std::string, std::vector<Json>> values;
  std::map<std::string, double> weight;  // higher goes first
};

Json level_chart(const NamedBars& bars, const std::vector<ReportInput>& runs, Json content,
                 Language language) {
  std::vector<std::string> order;
  for (const auto& [name, values] : bars.values) order.push_back(name);
  std::ranges::stable_sort(order, std::greater{},
                           [&](const std::string& name) { return bars.weight.at(name); });
  if (order.size() > most_bars) {
    content["note"] =
        filled(report_text("and_more", language), {{"n", std::to_string(order.size() - most_bars)}});
    order.resize(most_bars);
  }
  content["level"] = true;
  for (const std::string& name : order) content["categories"].push_back(name);
  for (std::size_t r = 0; r < runs.size(); ++r) {
    Json values = Json::array();
    for (const std::string& name : order) values.push_back(bars.values.at(name)[r]);
    content["series"].push_back({{"name", runs[r].label}, {"values", std::move(values)}});
  }
  return content;
}

double percent(double share) { return std::round(share * 1e4) / 100.0; }

}  // namespace

Json alarm_load_bars(const std::vector<ReportInput>& runs, Language language) {
  using std::chrono::hours;
  using std::chrono::minutes;
  Json content = chart("alarm_load_title", "alarms_empty", language);
  Duration length{};
  bool any = false;
  for (const ReportInput& run : runs) {
    length = std::max(length, run.record->run.duration);
    any = any || !run.record->alarms.empty();
  }
  if (!any || length <= Duration::zero()) return content;

  struct Bin {
    Duration width;
    const char* key;
  };
  Bin bin{hours(24), "per_day"};
  for (const Bin candidate :
       {Bin{minutes(10), "per_ten_minutes"}, Bin{hours(1), "per_hour"}, Bin{hours(6), "per_six_hours"}}) {
    if (length / candidate.width > static_cast<std::int64_t>(candidate.width == minutes(10) ? 72 : most_bins))
      continue;
    bin = candidate;
    break;
  }
  const auto wanted = static_cast<std::size_t>((length + bin.width - Duration(1)) / bin.width);
  const std::size_t bins = std::min<std::size_t>(wanted, 1000);
  for (std::size_t i = 0; i < bins; ++i) {
    const Time begin = scenario_start + bin.width * static_cast<std::int64_t>(i);
    const std::string wall = format_wall_time(runs.front().record->run.start, begin);
    const bool days = bin.width >= hours(6) || length > hours(24);
    content["categories"].push_back(wall.size() < 16 ? wall
                                    : days           ? wall.substr(5, 5) + " " + wall.substr(11, 5)
                                                     : wall.substr(11, 5));
  }
  for (const ReportInput& run : runs) {
    content["series"].push_back(
        {{"name", run.label}, {"values", raised_per_bin(*run.record, bin.width, bins)}});
  }
  content["unit"] = report_text(bin.key, language);
  content["whole"] = true;
  const FloodDefinition flood;
  if (bin.width <= hours(1)) {
    const double limit = static_cast<double>(flood.limit) * static_cast<double>(bin.width / flood.window);
    content["threshold"] = {
        {"value", limit},
        {"text", filled(report_text("flood_limit", language), {{"n", number_words(limit)}})}};
  }
  return content;
}

Json office_bars(const std::vector<ReportInput>& runs, Language language) {
  NamedBars bars;
  for (std::size_t r = 0; r < runs.size(); ++r) {
    const auto& offices = runs[r].record->names.offices;
    for (const OfficeLoad& load : runs[r].judgement->offices) {
      if (load.tasks == 0 || load.office.index >= offices.size()) continue;
      const std::string& name = offices[load.office.index].name.in(language);
      auto& values = bars.values.try_emplace(name, runs.size(), 0.0).first->second;
      values[r] = percent(load.busy_fraction);
      bars.weight[name] = std::max(bars.weight[name], load.busy_fraction);
    }
  }
  Json content = chart("offices_title", "offices_empty", language);
  content["unit"] = report_text("busy_percent", language);
  return level_chart(bars, runs, std::move(content), language);
}

Json gateway_bars(const std::vector<ReportInput>& runs, Language language) {
  NamedBars bars;
  for (std::size_t r = 0; r < runs.size(); ++r) {
    const auto& gateways = runs[r].record->names.gateways;
    for (const GatewayScore& score : runs[r].judgement->gateways) {
      if (score.gateway.index >= gateways.size()) continue;
      const std::string& name = gateways[score.gateway.index].name;
      auto& values = bars.values.try_emplace(name, runs.size(), nullptr).first->second;
      values[r] = percent(score.online_rate);
      const auto [weight, fresh] = bars.weight.try_emplace(name, -score.online_rate);
      if (!fresh) weight->second = std::max(weight->second, -score.online_rate);
    }
  }
  Json content = chart("gateways_title", "gateways_empty", language);
  content["unit"] = report_text("online_percent", language);
  content["most"] = 100;
  return level_chart(bars, runs, std::move(content), language);
}

}  // namespace fengsui
