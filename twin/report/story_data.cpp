#include "twin/report/story_data.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "sim/base/log_kind.h"
#include "twin/record/describe.h"
#include "twin/report/story_spans.h"
#include "twin/report/texts.h"

namespace fengsui {

namespace {

constexpr std::size_t most_moments = 400;
constexpr std::size_t most_rows = 60;

using K = LogKind;

// kinds that are told although the log calls them information
bool always_told(LogKind kind) {
  static const std::set<LogKind> kinds{
      K::fault_ended,   K::plant_action_done, K::operator_returned, K::sensor_fault_ended,
      K::link_up,       K::gateway_up,        K::backlog_sent,      K::alarm_returned,
      K::warning_ended, K::case_acknowledged, K::case_verified,     K::case_handled,
      K::case_feedback, K::case_reviewed,     K::case_cleared,      K::notice_delivered};
  return kinds.contains(kind);
}

struct Look {
  const char* symbol;
  const char* ink;
};

Look look_of(LogKind kind) {
  switch (kind) {
    case K::accident:
      return {"burst", "danger"};
    case K::point_of_no_return:
    case K::interlock_blind:
    case K::interlock_failed_on_demand:
    case K::clock_expired:
    case K::case_escalated:
    case K::case_feedback_false:
    case K::officer_lapsed:
    case K::colour_upgraded:
    case K::engine_stalled:
    case K::engine_failed:
      return {"diamond", "danger"};
    case K::fault_started:
    case K::sensor_fault_started:
    case K::link_down:
    case K::gateway_down:
      return {"flag", "notice"};
    case K::accident_averted:
      return {"shield", "good"};
    case K::interlock_tripped:
    case K::operator_acted:
      return {"dot", "good"};
    case K::alarm_raised:
    case K::alarm_realarmed:
    case K::interlock_demanded:
      return {"diamond", "notice"};
    case K::case_acknowledged:
    case K::case_verified:
    case K::case_handled:
    case K::case_feedback:
    case K::case_reviewed:
    case K::case_cleared:
    case K::fault_ended:
      return {"ring", "good"};
    case K::notice_delivered:
    case K::alarm_returned:
    case K::warning_ended:
      return {"ring", "info"};
    default:
      return {"dot", "notice"};
  }
}

bool shows_colour(LogKind kind) {
  return kind == K::warning_raised || kind == K::warning_changed || kind == K::case_opened ||
         kind == K::colour_upgraded;
}

std::string point_words(const Names& names, std::uint32_t point, Language language) {
  if (point >= names.points.size()) return "";
  const PointName& name = names.points[point];
  return (language == Language::english ? ": " : "：") + name.name.in(language) + " " + name.tag;
}

// the few words beside a mark: the phrase of the kind and the one name that matters
std::string short_words(const Record& record, const LogEntry& entry, Language language) {
  const LogKindInfo& info = describe(entry.kind);
  const std::string phrase(language == Language::english ? info.english : info.chinese);
  const auto named = [&](Refers refers, std::uint32_t index) {
    const std::string name = describe_reference(record, entry, refers, index, language);
    return name.empty() ? phrase : phrase + (language == Language::english ? ": " : "：") + name;
  };
  switch (entry.kind) {
    case K::fault_started:
    case K::fault_ended:
    case K::sensor_fault_started:
    case K::sensor_fault_ended:
    case K::accident:
    case K::plant_action_done:
      return named(info.detail, entry.detail);
    case K::alarm_raised:
    case K::alarm_returned:
    case K::alarm_realarmed:
    case K::alarm_latched:
    case K::alarm_reset:
    case K::alarm_shelved:
    case K::alarm_unshelved:
    case K::alarm_suppressed:
    case K::alarm_released:
    case K::alarm_out_of_service:
    case K::alarm_in_service:
      return phrase + point_words(record.names, entry.detail, language);
    case K::interlock_demanded:
    case K::interlock_tripped:
    case K::interlock_failed_on_demand:
      return named(Refers::interlock, entry.detail);
    case K::interlock_blind:
      return report_text("short_interlock_blind", language);
    case K::link_down:
    case K::link_up:
    case K::gateway_down:
    case K::gateway_up:
    case K::gateway_reported_offline:
    case K::gateway_reported_online:
      return named(info.subject, entry.subject);
    case K::warning_raised:
    case K::warning_changed:
    case K::notice_delivered:
    case K::notice_lost:
    case K::clock_expired:
    case K::measure_taken:
    case K::case_verified:
      return named(info.other, entry.other);
    case K::case_escalated:
    case K::task_abandoned:
      return named(info.detail, entry.detail);
    default:
      return phrase;
  }
}

struct Chosen {
  std::size_t position;  // in the log
  int rank;              // lower is more important
  double distance_s;     // from the onset
};

// what is worth telling: everything notable of the enterprise in focus, of the others only what is dangerous
std::vector<Chosen> candidates(const Record& record, const Focus& focus) {
  std::vector<Chosen> chosen;
  std::set<std::pair<std::uint32_t, std::uint32_t>>
      delivered;  // case and office: only the first notice counts
  for (std::size_t i = 0; i < record.log.size(); ++i) {
    const LogEntry& entry = record.log[i];
    const Severity severity = describe(entry.kind).severity;
    if (severity < Severity::notice && !always_told(entry.kind)) continue;
    if (entry.kind == K::scenario_action) continue;
    const EnterpriseId enterprise = enterprise_of(record, entry);
    const bool ours = !focus.enterprise.valid() || !enterprise.valid() || enterprise == focus.enterprise;
    if (!ours && severity != Severity::danger) continue;
    if (entry.kind == K::notice_delivered && !delivered.insert({entry.subject, entry.detail}).second)
      continue;
    const int rank = (ours ? 0 : 2) + (severity == Severity::danger ? 0 : 1);
    chosen.push_back({i, rank, std::abs(since_onset(focus, entry.time))});
  }
  return chosen;
}

Json moment_data(const Record& record, const LogEntry& entry, const Focus& focus, Language language) {
  const auto [symbol, ink] = look_of(entry.kind);
  Json moment{{"t", since_onset(focus, entry.time)},
              {"short", short_words(record, entry, language)},
              {"words", clock_time(record, entry.time) + "  " + describe_entry(record, entry, language)},
              {"symbol", symbol},
              {"ink", ink}};
  if (shows_colour(entry.kind) && entry.other < colour_count) {
    moment["colour"] = colour_name(entry.other).key;
    moment["letter"] = colour_letter(static_cast<Colour>(entry.other), language);
    moment["ink"] = entry.other >= static_cast<std::uint32_t>(Colour::orange) ? "danger" : "notice";
  }
  return moment;
}

struct LaneRow {
  Lane lane;
  const char* key;
};
constexpr std::array lanes{
    LaneRow{Lane::scenario, "lane_scenario"},     LaneRow{Lane::plant, "lane_plant"},
    LaneRow{Lane::sensors, "lane_sensors"},       LaneRow{Lane::network, "lane_network"},
    LaneRow{Lane::engine, "lane_engine"},         LaneRow{Lane::enterprise, "lane_enterprise"},
    LaneRow{Lane::district, "lane_district"},     LaneRow{Lane::city, "lane_city"},
    LaneRow{Lane::workflow, "lane_other_offices"}};

// upright lines through all lanes
Json guides(const Focus& focus, Language language) {
  Json result = Json::array();
  if (!focus.found) return result;
  const auto guide = [&](Time time, const char* key, const char* ink) {
    result.push_back({{"t", since_onset(focus, time)}, {"text", report_text(key, language)}, {"ink", ink}});
  };
  guide(focus.onset, "guide_onset", "notice");
  const Detection* detection = focus.detection;
  if (!detection) return result;
  if (detection->first_alarm) guide(*detection->first_alarm, "guide_alarm", "notice");
  if (detection->averted) guide(*detection->averted, "guide_averted", "good");
  if (detection->point_of_no_return) guide(*detection->point_of_no_return, "guide_no_return", "danger");
  if (detection->accident) guide(*detection->accident, "guide_accident", "danger");
  return result;
}

// how long it took, and how much time was left
Json brackets(const Focus& focus, Language language) {
  Json result = Json::array();
  const Detection* detection = focus.detection;
  if (!detection) return result;
  const auto bracket = [&](Time from, Time to, const char* key, const char* ink) {
    const std::string length = duration_words(to - from, language);
    result.push_back({{"from", since_onset(focus, from)},
                      {"to", since_onset(focus, to)},
                      {"text", filled(report_text(key, language),
                                      {{"t", length}, {"n", std::to_string(detection->exposed)}})},
                      {"ink", ink}});
  };
  if (detection->accident) bracket(detection->onset, *detection->accident, "bracket_accident", "danger");
  if (detection->first_alarm) bracket(detection->onset, *detection->first_alarm, "bracket_alarm", "notice");
  if (detection->averted) bracket(detection->onset, *detection->averted, "bracket_averted", "good");
  if (detection->accident && detection->first_warning && *detection->first_warning < *detection->accident) {
    bracket(*detection->first_warning, *detection->accident, "bracket_lead", "good");
  }
  return result;
}

}  // namespace

Json story_data(const ReportInput& run, const Focus& focus, Language language) {
  const Record& record = *run.record;

  // the most important ones first when there are too many, then back into the order of time
  std::vector<Chosen> chosen = candidates(record, focus);
  const std::size_t all = chosen.size();
  std::ranges::stable_sort(chosen, [](const Chosen& a, const Chosen& b) {
    return a.rank != b.rank ? a.rank < b.rank : a.distance_s < b.distance_s;
  });
  if (chosen.size() > most_moments) chosen.resize(most_moments);
  std::ranges::sort(chosen, {}, &Chosen::position);

  std::map<Lane, Json> moments;
  Table table(language, "story_empty", most_rows);
  table.column("column_since").column("column_clock").column("column_level").column("column_what");
  for (const Chosen& item : chosen) {
    const LogEntry& entry = record.log[item.position];
    const Lane lane = lane_of(record, entry);
    moments[lane].push_back(moment_data(record, entry, focus, language));
    const auto row = std::ranges::find(lanes, lane, &LaneRow::lane);
    table.row(Json::array({duration_words(entry.time - focus.onset, language), clock_time(record, entry.time),
                           report_text(row->key, language), describe_entry(record, entry, language)}),
              describe(entry.kind).severity == Severity::danger);
  }

  std::map<Lane, Json> spans = story_spans(run, focus, language);
  Json drawn = Json::array();
  for (const auto& [lane, key] : lanes) {
    const bool optional_lane = lane == Lane::scenario || lane == Lane::workflow;
    if (optional_lane && !moments.contains(lane) && !spans.contains(lane)) continue;
    drawn.push_back({{"name", report_text(key, language)},
                     {"moments", moments.contains(lane) ? moments[lane] : Json::array()},
                     {"spans", spans.contains(lane) ? spans[lane] : Json::array()}});
  }
  Json story{{"lanes", drawn},
             {"guides", guides(focus, language)},
             {"brackets", brackets(focus, language)},
             {"table", table.json()}};
  if (all > chosen.size()) {
    story["omitted"] =
        filled(report_text("story_omitted", language), {{"n", std::to_string(all - chosen.size())}});
  }
  return story;
}

Json story_symbols(Language language) {
  Json symbols = Json::array();
  const auto symbol = [&](const char* picture, const char* ink, const char* key) {
    symbols.push_back({{"symbol", picture}, {"ink", ink}, {"text", report_text(key, language)}});
  };
  symbol("flag", "notice", "symbol_fault");
  symbol("diamond", "notice", "symbol_alarm");
  symbol("diamond", "danger", "symbol_danger");
  symbol("burst", "danger", "symbol_accident");
  symbol("shield", "good", "symbol_averted");
  symbol("dot", "good", "symbol_acted");
  symbol("ring", "good", "symbol_people");
  symbol("ring", "info", "symbol_message");
  for (const Colour colour : {Colour::red, Colour::orange, Colour::yellow, Colour::blue}) {
    const KeyedName& name = colour_name(static_cast<std::uint32_t>(colour));
    symbols.push_back({{"symbol", "chip"},
                       {"ink", "notice"},
                       {"colour", name.key},
                       {"letter", colour_letter(colour, language)},
                       {"text", name.name.in(language)}});
  }
  return symbols;
}

}  // namespace fengsui
