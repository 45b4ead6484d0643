// What lies before the person at the console: the run, the time, what is selected, how each window is set.
// Plain values: everything a person can change is here, and nothing else is remembered between frames.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "viz/model/cause_chain.h"
#include "viz/model/divergence.h"
#include "viz/model/injection.h"
#include "viz/model/live_run.h"
#include "viz/model/playback.h"
#include "viz/model/run_view.h"
#include "viz/model/texts.h"
#include "viz/model/timeline_filter.h"
#include "viz/windows/marks.h"

namespace fengsui::viz {

enum class Pane : std::uint8_t {
  city,
  enterprise,
  alarms,
  cases,
  trends,
  network,
  timeline,
  why,
  verdict,
  compare,
  seat,
  instructor
};
inline constexpr std::size_t pane_count = 12;

enum class View : std::uint8_t { overview, plant, analysis, compare, seat, instructor };
inline constexpr std::size_t view_count = 6;

// The stretch of time that cases and trends show; both always show the same.
struct Axis {
  Time from = scenario_start, to = scenario_start;
  bool follow = true;  // keeps the present in sight

  void show(Time first, Time last) {
    from = first;
    to = std::max(last, first + Duration(1000));
  }
};

struct Selection {
  EnterpriseId enterprise;
  UnitId unit;
  std::optional<AlarmId> alarm;
  std::optional<CaseId> item;
  std::optional<std::uint32_t> entry;  // of the log
};

struct AlarmsState {
  std::string search;
  bool present = true, returned = true, silenced = false;
  bool only_selected = false;
};

struct TimelineState {
  TimelineWish wish;
  TimelineFilter filter;
  bool only_selected = false;
  std::optional<std::size_t> shown_until;  // where the list was last scrolled to
};

struct TrendsState {
  std::vector<PointId> points;
  std::string search;
};

// The chain of what was selected last: found once, not in every frame.
struct WhyState {
  std::optional<AlarmId> alarm;
  std::optional<CaseId> item;
  std::vector<CauseLink> chain;
};

struct CompareState {
  bool compared = false;
  std::optional<Divergence> difference;
  std::vector<std::uint32_t> left, right;  // entries shown of the two logs
};

struct SeatState {
  std::optional<SeatId> seat;    // at which the person sits
  std::optional<CaseId> chosen;  // of its cases
  std::string note;
  std::string search;  // among the seats that can be taken
};

enum class InstructorTab : std::uint8_t { inject, seats, snapshots, done };

struct InstructorState {
  InstructorTab tab = InstructorTab::inject;
  InjectionForm form;
  std::string search;   // of an enterprise
  std::string trouble;  // what is wrong with the form
  std::string snapshot_name, scenario_path;
};

// Where the keyboard is among the places of a view and where it is to go (viz/windows/reach.h).
struct Reach {
  std::optional<std::size_t> here, wanted;
  bool waited = false;  // for a frame
};

struct Desk {
  const RunView* run = nullptr;    // null: nothing is open
  const RunView* other = nullptr;  // to compare with
  LiveRun* live = nullptr;         // null: a recording; its view is `run`
  bool blind = false;              // a drill at a seat: no truth until it ends
  bool findings_wanted = false;    // a window shows what is found out of the run: keep it fresh
  Playback playback;
  Axis axis;
  Selection selection;
  Language language = Language::english;
  bool dark = true;
  bool truth = false;  // the instructor's view
  View view = View::overview;
  float scale = 1.0F;  // of all sizes, for dense screens

  AlarmsState alarms;
  TimelineState timeline;
  TrendsState trends;
  WhyState why;
  CompareState compare;
  SeatState seat;
  InstructorState instructor;
  Reach reach;

  Marks* marks = nullptr;

  const char* say(Text key) const { return text(key, language); }
  Time now() const { return playback.now; }
  // Whoever sits here must not see what only the instructor knows.
  bool hides_truth() const { return blind && live && !live->ended(); }
  bool shows_truth() const { return truth && !hides_truth(); }
};

// Forgets everything that points into a run that has been begun anew; the settings of the windows stay.
void forget_selection(Desk& desk);

// Selects and goes there; what every click on something that happened does.
void select_alarm(Desk& desk, const AlarmRow& row);
void select_case(Desk& desk, const CaseStory& story);
void select_entry(Desk& desk, std::uint32_t entry);
void select_enterprise(Desk& desk, EnterpriseId enterprise);
// Adds the points to the trends, the newest first, at most `most_trends`.
inline constexpr std::size_t most_trends = 6;
void show_trend(Desk& desk, PointId point);
// The points of a unit that say most: those with alarms, then those with readings.
void show_trends_of(Desk& desk, UnitId unit);

}  // namespace fengsui::viz
