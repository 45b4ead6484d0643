#include "twin/report/report_data.h"

#include <algorithm>

#include "twin/report/bar_data.h"
#include "twin/report/drill_data.h"
#include "twin/report/focus.h"
#include "twin/report/input_data.h"
#include "twin/report/result_data.h"
#include "twin/report/story_data.h"
#include "twin/report/table_data.h"
#include "twin/report/texts.h"
#include "twin/report/trend_data.h"

namespace fengsui {

namespace {

Json run_data(const ReportInput& run, const Focus& focus, std::size_t index, Language language) {
  const RunInfo& info = run.record->run;
  static constexpr const char* verdicts[] = {"pass", "fail", "inconclusive"};
  const Verdict verdict = run.judgement->verdict;
  Json reasons = Json::array();
  for (const Label& reason : run.judgement->reasons) reasons.push_back(reason.in(language));
  return {{"tag", std::string(1, static_cast<char>('A' + index % 26))},
          {"label", run.label.empty() ? info.title.in(language) : run.label},
          {"verdict",
           {{"key", verdicts[static_cast<std::size_t>(verdict)]},
            {"words", verdict_name(verdict).name.in(language)}}},
          {"reasons", std::move(reasons)},
          {"start_s", to_seconds(info.start.since_epoch)},
          {"offset_s", to_seconds(info.start.offset)},
          {"duration_s", to_seconds(info.duration)},
          {"onset_s", to_seconds(focus.onset)},
          {"sentence", result_sentence(run, focus, language)},
          {"highlights", highlights(run, focus, language)},
          {"facts", run_facts(run, language)},
          {"story", story_data(run, focus, language)},
          {"expectations", expectation_table(run, language)},
          {"faults", fault_table(run, language)},
          {"detections", detection_table(run, language)},
          {"cases", case_table(run, language)},
          {"colour_levels", colour_level_table(run, language)},
          {"seats", seat_table(run, language)},
          {"drill_steps", drill_step_table(run, language)}};
}

// the stretches of time one may choose from, in seconds since the onset
Json window_data(const std::vector<ReportInput>& runs, const std::vector<Focus>& focus,
                 const Stretch& stretch, Language language) {
  Stretch whole{0.0, 1.0};
  bool found = false;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    whole.from_s = std::min(whole.from_s, since_onset(focus[i], scenario_start));
    whole.to_s = std::max(whole.to_s, since_onset(focus[i], scenario_start + runs[i].record->run.duration));
    found = found || focus[i].found;
  }
  Json presets = Json::array();
  const auto preset = [&](const char* key, double from_s, double to_s) {
    presets.push_back({{"text", report_text(key, language)}, {"from", from_s}, {"to", to_s}});
  };
  if (found) {
    preset("preset_fault", stretch.from_s, stretch.to_s);
    for (const auto& [key, length_s] :
         {std::pair{"preset_quarter", 900.0}, std::pair{"preset_two_hours", 7200.0}}) {
      if (length_s > 1.5 * stretch.to_s && length_s < whole.to_s) preset(key, -0.05 * length_s, length_s);
    }
  }
  const double margin = 0.01 * (whole.to_s - whole.from_s);
  preset("preset_whole", whole.from_s - margin, whole.to_s + margin);
  return {{"whole", Json::array({whole.from_s, whole.to_s})}, {"presets", std::move(presets)}};
}

Json about_data(const std::vector<ReportInput>& runs, Language language) {
  Json about = Json::array();
  for (const ReportInput& run : runs) {
    const std::string& text = run.record->run.about.in(language);
    if (!text.empty() && std::ranges::find(about, Json(text)) == about.end()) about.push_back(text);
  }
  if (about.empty()) about.push_back(report_text("about_empty", language));
  return about;
}

}  // namespace

nlohmann::ordered_json report_data(const std::vector<ReportInput>& runs, Language language) {
  const std::vector<Focus> focus = choose_focus(runs);
  const Stretch stretch = decisive_stretch(runs, focus);

  Json texts = Json::object();
  for (const ReportText& text : report_texts())
    texts[std::string(text.key)] = report_text(text.key, language);
  Json run_list = Json::array();
  for (std::size_t i = 0; i < runs.size(); ++i) run_list.push_back(run_data(runs[i], focus[i], i, language));

  const RunInfo& first = runs.front().record->run;
  const std::string title = first.title.in(language).empty() ? first.scenario : first.title.in(language);
  return {{"title", title},
          {"subtitle", report_text(runs.size() > 1 ? "subtitle_compared" : "subtitle_single", language)},
          {"texts", std::move(texts)},
          {"time_mark", focus.front().found ? "T" : ""},
          {"window", window_data(runs, focus, stretch, language)},
          {"symbols", story_symbols(language)},
          {"runs", std::move(run_list)},
          {"comparison", comparison(runs, focus, language)},
          {"trends", trend_data(runs, focus, stretch, language)},
          {"trends_shown", trends_shown},
          {"kpis", kpi_table(runs, language)},
          {"alarm_load", alarm_load_bars(runs, language)},
          {"offices", office_bars(runs, language)},
          {"seated", any_seats(runs)},
          {"gateways", gateway_bars(runs, language)},
          {"about", about_data(runs, language)},
          {"clocks", clock_table(runs.front(), language)},
          {"reproduce", reproduce_lines(runs)},
          {"files", input_files(runs, language)}};
}

}  // namespace fengsui
