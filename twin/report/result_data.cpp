#include "twin/report/result_data.h"

#include <algorithm>

#include "twin/report/texts.h"

namespace fengsui {

namespace {

std::string accident_words(const Record& record, const Detection& detection, Language language) {
  const Names& names = record.names;
  if (detection.unit.index < names.units.size()) {
    const std::uint32_t unit_class = names.units[detection.unit.index].unit_class;
    if (unit_class < names.unit_classes.size() &&
        detection.accident_kind < names.unit_classes[unit_class].accidents.size()) {
      return names.unit_classes[unit_class].accidents[detection.accident_kind].name.in(language);
    }
  }
  return report_text("accident", language);
}

std::string averted_words(const Record& record, const Detection& detection, Language language) {
  const bool known = detection.averted_by.index < record.names.interlocks.size();
  return known ? record.names.interlocks[detection.averted_by.index].name.in(language)
               : report_text("averted_by_people", language);
}

// One line of the comparison: a name, a value per run, and whether less is better, if that can be said.
struct Line {
  const char* key;
  Json values;
};

std::string after_onset(const std::optional<Duration>& delay, const char* never_key, Language language) {
  if (!delay) return report_text(never_key, language);
  return filled(report_text("after_onset", language), {{"t", duration_words(*delay, language)}});
}

std::optional<Duration> since(const std::optional<Time>& time, Time onset) {
  if (!time) return {};
  return *time - onset;
}

Json good_or_bad(std::string text, bool good) { return styled(std::move(text), good ? "good" : "bad"); }

Json outcome_cell(const ReportInput& run, const Focus& focus, Language language) {
  const Detection* detection = focus.detection;
  if (!detection) return report_text("outcome_no_fault", language);
  if (detection->accident) return good_or_bad(accident_words(*run.record, *detection, language), false);
  if (detection->averted) {
    return good_or_bad(filled(report_text("outcome_averted", language),
                              {{"what", averted_words(*run.record, *detection, language)}}),
                       true);
  }
  return good_or_bad(report_text("outcome_no_accident", language), true);
}

Json warning_cell(const Detection& detection, Language language) {
  const std::optional<Duration> delay = detection.warning_delay();
  if (!delay) return good_or_bad(report_text("never", language), false);
  const std::string colour =
      colour_name(static_cast<std::uint32_t>(detection.first_colour)).name.in(language);
  const std::string in_brackets = language == Language::english ? " (" + colour + ")" : "（" + colour + "）";
  return good_or_bad(after_onset(delay, "never", language) + in_brackets, !detection.missed);
}

// the time people had, and whether that was the accident itself or the moment it struck in another run
Json lead_cell(const Detection& detection, const std::optional<Duration>& accident_delay, Language language) {
  if (detection.missed || !detection.first_warning) return good_or_bad(report_text("none", language), false);
  if (const auto lead = detection.lead_to_accident()) {
    return good_or_bad(duration_words(*lead, language), *lead > Duration::zero());
  }
  if (!accident_delay) return "–";
  const Duration lead = *accident_delay - *detection.warning_delay();
  return good_or_bad(duration_words(lead, language) + (detection.accident ? "" : " *"),
                     lead > Duration::zero());
}

Json people_cell(const Detection& detection) {
  return good_or_bad(std::to_string(detection.accident ? detection.exposed : 0),
                     !detection.accident || detection.exposed == 0);
}

std::string level_words(const ReportInput& run, const Focus& focus, Language language) {
  std::optional<std::uint32_t> highest;
  for (const CaseScore& score : run.judgement->cases) {
    if (score.enterprise == focus.enterprise) highest = std::max(highest.value_or(0), score.highest_level);
  }
  const auto& levels = run.record->names.levels;
  if (!highest || *highest >= levels.size()) return report_text("none", language);
  return levels[*highest].name.in(language);
}

std::uint32_t overdue_clocks(const ReportInput& run) {
  std::uint32_t overdue = 0;
  for (const CaseScore& score : run.judgement->cases) overdue += score.overdue;
  return overdue;
}

// every line for one run; `accident_delay` is that of the run in which the accident struck
std::vector<Line> lines(const ReportInput& run, const Focus& focus,
                        const std::optional<Duration>& accident_delay, Language language) {
  std::vector<Line> result;
  result.push_back({"line_outcome", outcome_cell(run, focus, language)});
  if (const Detection* detection = focus.detection) {
    const auto moment = [&](const std::optional<Time>& time, const char* never_key) {
      return after_onset(since(time, detection->onset), never_key, language);
    };
    result.push_back({"line_limit", moment(detection->limit_reached, "never")});
    result.push_back({"line_alarm", good_or_bad(moment(detection->first_alarm, "never"),
                                                detection->first_alarm.has_value())});
    result.push_back({"line_warning", warning_cell(*detection, language)});
    result.push_back({"line_acknowledged", good_or_bad(moment(detection->first_acknowledged, "never"),
                                                       detection->first_acknowledged.has_value())});
    result.push_back({"line_no_return", good_or_bad(moment(detection->point_of_no_return, "not_reached"),
                                                    !detection->point_of_no_return)});
    result.push_back(
        {"line_accident", good_or_bad(moment(detection->accident, "did_not_happen"), !detection->accident)});
    result.push_back({"line_lead", lead_cell(*detection, accident_delay, language)});
    result.push_back({"line_exposed", people_cell(*detection)});
  }
  result.push_back({"line_level", level_words(run, focus, language)});
  result.push_back({"line_overdue", std::to_string(overdue_clocks(run))});
  result.push_back({"line_false", std::to_string(run.judgement->false_alarms.alarms.size())});
  return result;
}

const std::string& text_of(const Json& cell) {
  return cell.is_string() ? cell.get_ref<const std::string&>() : cell["text"].get_ref<const std::string&>();
}

}  // namespace

std::string result_sentence(const ReportInput& run, const Focus& focus, Language language) {
  const auto text = [&](const char* key) { return report_text(key, language); };
  const Detection* detection = focus.detection;
  if (!detection) return text(focus.found ? "sentence_no_accident_fault" : "sentence_quiet");
  std::string sentence;
  if (detection->accident) {
    sentence = filled(text("sentence_accident"),
                      {{"t", duration_words(*detection->accident - detection->onset, language)},
                       {"what", accident_words(*run.record, *detection, language)},
                       {"n", std::to_string(detection->exposed)}});
  } else if (detection->averted) {
    sentence = filled(text("sentence_averted"),
                      {{"t", duration_words(*detection->averted - detection->onset, language)},
                       {"what", averted_words(*run.record, *detection, language)}});
  } else {
    sentence = text("sentence_no_accident");
  }
  const auto alarm = detection->alarm_delay(), warning = detection->warning_delay();
  sentence += alarm ? filled(text("sentence_alarm"), {{"t", duration_words(*alarm, language)}})
                    : text("sentence_no_alarm");
  sentence +=
      warning ? filled(text("sentence_warning"),
                       {{"t", duration_words(*warning, language)},
                        {"colour",
                         colour_name(static_cast<std::uint32_t>(detection->first_colour)).name.in(language)}})
              : text("sentence_no_warning");
  return sentence;
}

Json highlights(const ReportInput& run, const Focus& focus, Language language) {
  Json result = Json::array();
  const auto delay =
      focus.detection ? since(focus.detection->accident, focus.detection->onset) : std::nullopt;
  for (const Line& line : lines(run, focus, delay, language)) {
    result.push_back(Json::array({report_text(line.key, language), text_of(line.values)}));
  }
  return result;
}

Json comparison(const std::vector<ReportInput>& runs, const std::vector<Focus>& focus, Language language) {
  if (runs.size() < 2) return nullptr;
  std::optional<Duration> accident_delay;
  for (const Focus& item : focus) {
    if (!accident_delay && item.detection)
      accident_delay = since(item.detection->accident, item.detection->onset);
  }

  Table table(language, "comparison_empty");
  table.column("column_what");
  std::vector<std::vector<Line>> columns;
  for (std::size_t r = 0; r < runs.size(); ++r) {
    table.titled_column(std::string(1, static_cast<char>('A' + r % 26)) + " · " + runs[r].label);
    columns.push_back(lines(runs[r], focus[r], accident_delay, language));
  }
  // a run without a fault has fewer lines: only those that all runs have can be compared
  bool against_other = false;
  for (const Line& line : columns.front()) {
    Json cells = Json::array({report_text(line.key, language)});
    for (const std::vector<Line>& column : columns) {
      const auto found = std::ranges::find_if(
          column, [&](const Line& other) { return std::string_view(other.key) == line.key; });
      if (found == column.end()) break;
      against_other = against_other || text_of(found->values).ends_with("*");
      cells.push_back(found->values);
    }
    if (cells.size() == columns.size() + 1) table.row(std::move(cells));
  }
  return {{"table", table.json()}, {"note", against_other ? report_text("comparison_note", language) : ""}};
}

}  // namespace fengsui
