#include "viz/shell/console.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <utility>

#include "sim/base/error.h"
#include "twin/report/words.h"
#include "viz/model/seat_choice.h"
#include "viz/shell/end_signals.h"
#include "viz/shell/fonts.h"
#include "viz/shell/keys.h"
#include "viz/shell/picture_file.h"
#include "viz/shell/start_page.h"
#include "viz/shell/tiles.h"
#include "viz/shell/top_bar.h"
#include "viz/windows/live_controls.h"
#include "viz/windows/panes.h"
#include "viz/windows/playback_bar.h"
#include "viz/windows/reach.h"
#include "viz/windows/time_axis.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

constexpr float font_px = 18.0F;
constexpr double least_picture_s = 1.0 / 60;
constexpr double message_s = 6.0, findings_every_s = 5.0;

std::unique_ptr<RunView> open_if(const std::optional<std::filesystem::path>& file) {
  return file ? RunView::open(*file) : nullptr;
}

// The unit that a newcomer should see first: the one with the first danger, else the first alarm.
void point_at_trouble(Desk& desk) {
  const RunView& run = *desk.run;
  for (const Condition& condition : run.conditions.all())
    if (describe(condition.kind).subject == Refers::unit &&
        condition.subject < run.record.names.units.size()) {
      select_enterprise(desk, run.record.names.units[condition.subject].enterprise);
      desk.selection.unit = UnitId(condition.subject);
      return show_trends_of(desk, desk.selection.unit);
    }
  if (!run.alarms.rows().empty()) {
    select_enterprise(desk, run.alarms.rows().front().enterprise);
    desk.selection.unit = run.alarms.rows().front().unit;
    if (desk.selection.unit.valid()) show_trends_of(desk, desk.selection.unit);
  } else if (!run.record.names.enterprises.empty()) {
    select_enterprise(desk, EnterpriseId(std::size_t{0}));
  }
}

// Where people find it; nothing that was saved is written over.
std::filesystem::path free_picture(const std::filesystem::path& folder) {
  std::error_code unknown;
  const std::filesystem::path whole = std::filesystem::absolute(folder, unknown).lexically_normal();
  for (int number = 1;; ++number) {
    const std::string name = number == 1 ? "console.png" : "console-" + std::to_string(number) + ".png";
    if (!std::filesystem::exists(whole / name, unknown)) return whole / name;
  }
}

}  // namespace

Console::Console(const ConsoleOptions& options)
    : options_(options),
      live_(options.live ? std::make_unique<LiveRun>(*options.live) : nullptr),
      run_(open_if(options.run)),
      other_(open_if(options.other)),
      screen_("Fengsui 烽燧", options.width, options.height, [this] { display_lost(); }) {
  if (options_.settings) settings_ = read_settings(*options_.settings);
  desk_.language = options_.language.value_or(settings_.language);
  desk_.dark = settings_.dark;
  ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  if (run_) take(std::move(run_));
  if (live_) begin_live(options);
  desk_.other = other_.get();
  if (other_) desk_.view = View::compare;
  if (options_.at) desk_.playback.seek(*options_.at);
  if (!desk_.run) offers_ = runs_below(options_.search_below);
}

Console::~Console() {
  settings_.language = desk_.language;
  settings_.dark = desk_.dark;
  if (options_.settings) write_settings(*options_.settings, settings_);
}

void Console::take(std::unique_ptr<RunView> run) {
  // whatever was selected belonged to the other run
  Marks* const marks = desk_.marks;
  const Language language = desk_.language;
  const bool dark = desk_.dark;
  desk_ = {};
  desk_.marks = marks;
  desk_.language = language;
  desk_.dark = dark;
  run_ = std::move(run);
  show(*run_);
}

void Console::show(const RunView& run) {
  desk_.run = &run;
  desk_.other = other_.get();
  desk_.playback.end = run.end;
  desk_.axis.show(scenario_start, std::min(desk_.playback.last(), scenario_start + std::chrono::minutes(30)));
  point_at_trouble(desk_);
  look_is_old_ = true;
}

void Console::begin_live(const ConsoleOptions& options) {
  desk_.live = live_.get();
  desk_.playback.live = desk_.playback.at_live = true;
  desk_.playback.planned = live_->status().end;
  desk_.instructor.tab = InstructorTab::inject;
  if (options.drill) desk_.view = View::instructor;
  show(live_->view());
  if (!options.seat) return;
  const SeatId seat = choose_seat(*options.seat, live_->seats(), live_->view().record.names);
  desk_.blind = true;
  desk_.view = View::seat;
  sit_down(desk_, seat);
  if (const live::SeatEntry* entry = live_->seat(seat); entry && entry->enterprise.valid())
    select_enterprise(desk_, entry->enterprise);
}

void Console::follow_live() {
  if (live_->look()) {
    desk_.run = &live_->view();
    forget_selection(desk_);
    tell(filled(desk_.say(Text::went_back), {{"t", clock_words(desk_, live_->status().now)}}),
         paint(desk_.dark).caution, message_s);
  }
  desk_.playback.follow(live_->status().now);
  for (const live::Message& message : live_->messages()) {
    if (message.number <= told_) continue;
    told_ = message.number;
    const Paint& p = paint(desk_.dark);
    const bool trouble = message.kind == live::Message::Kind::trouble;
    const bool refused = message.kind == live::Message::Kind::refused;
    tell(message.text.in(desk_.language),
         trouble   ? p.bad
         : refused ? p.caution
                   : p.good,
         trouble ? 5 * message_s : message_s);
  }
  // judging costs a while: now and then, for as long as somebody looks at it, and once at the end
  const bool wanted = std::exchange(desk_.findings_wanted, false);
  if (!live_over_ &&
      (live_->ended() || (wanted && ImGui::GetTime() - findings_asked_s_ > findings_every_s))) {
    live_->view().renew_findings();
    findings_asked_s_ = ImGui::GetTime();
  }
  if (!live_->ended() || live_over_) return;
  live_over_ = true;
  live_->write_report(desk_.language);
  live_->score_beside_simulated();
  if (options_.drill) desk_.view = View::analysis;
}

void Console::tell(const std::string& words, ImU32 colour, double seconds) {
  message_ = words;
  message_colour_ = colour;
  message_until_s_ = ImGui::GetTime() + seconds;
}

void Console::open(const std::filesystem::path& file) {
  try {
    take(RunView::open(file));
  } catch (const InputError& problem) {
    tell(problem.what(), paint(desk_.dark).bad, 10 * message_s);
  }
}

void Console::renew_look() {
  desk_.scale = screen_.scale();
  load_fonts(find_font(), desk_.run ? &desk_.run->record : nullptr, font_px * desk_.scale);
  screen_.renew_fonts();
  look_is_old_ = false;
}

void Console::save(const Picture& picture) {
  const std::filesystem::path file = free_picture(options_.pictures);
  try {
    write_png(file, picture);
    tell(filled(desk_.say(Text::picture_saved), {{"file", file.string()}}), paint(desk_.dark).good,
         message_s);
  } catch (const InputError& problem) {
    tell(filled(desk_.say(Text::picture_failed), {{"file", file.string()}, {"why", problem.found}}),
         paint(desk_.dark).bad, 2 * message_s);
  }
}

// Over everything else, so that nothing moves when it comes and goes.
void Console::draw_message() {
  if (message_.empty() || ImGui::GetTime() >= message_until_s_) return;
  const Paint& p = paint(desk_.dark);
  const float em = ImGui::GetFontSize();
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  const float most = 0.6F * screen.x;
  const ImVec2 text = ImGui::CalcTextSize(message_.c_str(), nullptr, false, most);
  const ImVec2 low{(screen.x - text.x) / 2 - em, screen.y - text.y - 4.2F * em};
  const ImVec2 high{low.x + text.x + 2 * em, low.y + text.y + em};
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  list.AddRectFilled(low, high, p.raised, 5.0F);
  list.AddRect(low, high, message_colour_, 5.0F, 0, 2.5F);
  list.AddText(ImGui::GetFont(), em, {low.x + em, low.y + em / 2}, p.text, message_.c_str(), nullptr,
               most + 1);
  mark_area(desk_, "message", low, high, message_);
}

std::vector<Command> Console::commands() {
  std::vector<Command> list;
  const auto add = [&](std::string words, std::function<void()> act) {
    list.push_back({std::move(words), std::move(act)});
  };
  const auto say = [&](Text key) { return std::string(desk_.say(key)); };
  add(say(Text::command_play) + "  (Space)", [this] { desk_.playback.toggle(); });
  add(say(Text::command_next_danger) + "  (N)", [this] { step_entry(desk_, true, Severity::danger); });
  add(say(Text::command_begin), [this] { desk_.playback.seek(desk_.playback.begin); });
  add(say(Text::command_end), [this] { desk_.playback.seek(desk_.playback.end); });
  if (live_) {
    add(say(Text::command_freeze) + "  (Space)", [this] { toggle_time(desk_); });
    add(say(Text::command_live) + "  (End)", [this] { desk_.playback.seek(desk_.playback.end); });
    add(say(Text::command_end_drill), [this] { live_->ask(live::End{}); });
  }
  static constexpr std::array<Text, view_count> views{Text::view_overview, Text::view_plant,
                                                      Text::view_analysis, Text::view_compare,
                                                      Text::view_seat,     Text::view_instructor};
  for (std::size_t i = 0; i < view_count; ++i)
    if (offered(desk_, static_cast<View>(i)))
      add(say(Text::command_view) + ": " + say(views[i]) + "  (Ctrl+" + std::to_string(i + 1) + ")",
          [this, i] { desk_.view = static_cast<View>(i); });
  for (std::size_t i = 0; i < pane_count; ++i)
    add(say(Text::command_window) + ": " + say(info_of(static_cast<Pane>(i)).title),
        [this, pane = static_cast<Pane>(i)] { enlarge(pane); });
  add(say(Text::command_language) + "  (Ctrl+L)", [this] { switch_language(desk_); });
  add(say(Text::command_theme) + "  (Ctrl+T)", [this] { desk_.dark = !desk_.dark; });
  add(say(Text::command_truth), [this] { desk_.truth = !desk_.truth; });
  add(say(Text::command_picture), [this] { picture_wanted_ = true; });
  add(say(Text::command_reset_layout), [this] { settings_.arrangement = default_arrangement(); });
  if (!desk_.run) return list;
  if (live_)
    for (const live::SeatEntry& entry : live_->seats())
      add(say(Text::command_take_seat) + ": " + entry.name.in(desk_.language), [this, seat = entry.seat] {
        sit_down(desk_, seat);
        desk_.view = View::seat;
      });
  const Names& names = desk_.run->record.names;
  for (std::size_t i = 0; i < names.enterprises.size(); ++i)
    add(say(Text::command_select) + ": " + names.enterprises[i].name,
        [this, i] { select_enterprise(desk_, EnterpriseId(i)); });
  for (std::size_t i = 0; i < names.points.size(); ++i) {
    const UnitId unit = names.points[i].unit;
    const std::string of = unit.index < names.units.size()
                               ? " · " + enterprise_words(desk_, names.units[unit.index].enterprise)
                               : "";
    add(say(Text::command_trend) + ": " + point_words(desk_, PointId(i)) + " · " + unit_words(desk_, unit) +
            of,
        [this, i] {
          show_trend(desk_, PointId(i));
          desk_.view = View::plant;
        });
  }
  return list;
}

// The window fills the view; one that is not in it takes the first place.
void Console::enlarge(Pane pane) {
  auto& view = settings_.arrangement.views[static_cast<std::size_t>(desk_.view)];
  const auto found = std::ranges::find(view.panes, pane);
  if (found == view.panes.end()) view.panes[0] = pane;
  view.maximised = found == view.panes.end() ? 0 : static_cast<std::size_t>(found - view.panes.begin());
}

// The keyboard goes that many windows of the view on, or to the first one.
void Console::reach_window(std::size_t on) {
  const auto& view = settings_.arrangement.views[static_cast<std::size_t>(desk_.view)];
  if (view.maximised)
    ask_keyboard(desk_, *view.maximised);
  else if (ImGui::GetIO().NavVisible && desk_.reach.here)
    ask_keyboard(desk_, (*desk_.reach.here + on) % places);
  else
    ask_keyboard(desk_, 0);
}

void Console::take_keys() {
  switch (key_command(desk_)) {
    case KeyCommand::none:
      break;
    case KeyCommand::palette:
      palette_.open ? void(palette_.open = false) : palette_.show();
      break;
    case KeyCommand::maximise: {
      auto& view = settings_.arrangement.views[static_cast<std::size_t>(desk_.view)];
      if (view.maximised)
        view.maximised.reset();
      else
        view.maximised = ImGui::GetIO().NavVisible ? desk_.reach.here.value_or(0) : 0;
      break;
    }
    case KeyCommand::next_window:
      reach_window(1);
      break;
    case KeyCommand::previous_window:
      reach_window(places - 1);
      break;
  }
}

void Console::draw() {
  const ImGuiIO& io = ImGui::GetIO();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::Begin("desk", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoSavedSettings);
  if (io.DisplaySize.x < 360 || io.DisplaySize.y < 240) {
    ImGui::TextWrapped("%s", desk_.say(Text::small));
    ImGui::End();
    return;
  }
  // the screen is cleared in the colour of the windows: only what lies around them is painted, since every
  // painted pixel costs where there is no graphics card
  const ImU32 back = paint(desk_.dark).back;
  const float top =
      ImGui::GetCursorScreenPos().y + ImGui::GetFrameHeight() + ImGui::GetStyle().ItemSpacing.y - 2;
  const float bar = ImGui::GetFrameHeight() + ImGui::GetStyle().ItemSpacing.y;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled({0, 0}, {io.DisplaySize.x, top}, back);
  list.AddRectFilled({0, io.DisplaySize.y - bar - 2}, io.DisplaySize, back);
  if (draw_top_bar(desk_)) palette_.show();
  if (!desk_.run) {
    to_open_ = draw_start_page(desk_, offers_);
  } else {
    // right in this window: arrows enter the children of a window, not theirs
    tend_axis(desk_);
    draw_tiles(desk_, settings_.arrangement.views[static_cast<std::size_t>(desk_.view)], bar);
    draw_playback_bar(desk_);
  }
  ImGui::End();
  if (palette_.fresh) commands_ = commands();
  draw_palette(desk_, palette_, commands_);
  draw_message();
}

void Console::frame(double wait_s, double passed_s, Picture* copy) {
  // the palette that asked for the picture is gone in the frame after
  Picture wanted;
  const bool save_it = std::exchange(picture_wanted_, false);
  if (look_is_old_) renew_look();
  screen_.take_input(wait_s);
  if (desk_.marks) desk_.marks->by_name.clear();
  apply_theme(desk_.dark, desk_.scale);
  screen_.begin_frame();
  if (live_) follow_live();
  take_keys();
  desk_.playback.advance(passed_s);
  draw();
  const ImVec4 back = ImGui::ColorConvertU32ToFloat4(paint(desk_.dark).panel);
  screen_.end_frame(back.x, back.y, back.z, save_it ? &wanted : copy);
  if (save_it) save(wanted);
  if (to_open_) open(*std::exchange(to_open_, {}));
}

// What was remembered and what was recorded is brought to disk; the session's thread needs no display for it.
void Console::display_lost() {
  settings_.language = desk_.language;
  settings_.dark = desk_.dark;
  if (options_.settings) write_settings(*options_.settings, settings_);
  std::string words = "fengsui: console: the display is gone";
  if (live_) {
    const bool recorded = live_->status().recording, ended = live_->ended();
    const std::string file = live_->status().run_file.string();
    live_.reset();
    if (!ended) words += "; the drill has ended with it, as interrupted";
    if (recorded) words += ended ? "; its record is " + file : "; everything until then is in " + file;
  }
  std::fprintf(stderr, "%s\n", words.c_str());
}

void Console::run() {
  const EndSignals signals;
  run_while([] { return !asked_to_end(); });
}

void Console::run_while(const std::function<bool()>& wanted) {
  using Clock = std::chrono::steady_clock;
  const auto seconds = [](Clock::duration time) { return std::chrono::duration<double>(time).count(); };
  auto last = Clock::now();
  double cost_s = 0.0;  // of the latest picture
  while (!screen_.closed() && wanted()) {
    const auto now = Clock::now();
    const double passed_s = seconds(now - last);
    last = now;
    // nothing moves: a quarter of a second is soon enough for what flashes. Otherwise at most sixty pictures
    // a second, and where they are drawn by software the simulation has at least a third of a processor
    // beside
    const bool moves = desk_.playback.running || (live_ && !live_->ended());
    double wait_s = std::max(least_picture_s - cost_s, live_ ? cost_s / 2 : 0.0);
    if (screen_.minimised()) wait_s = 0.5;
    if (!moves) wait_s = 0.25;
    screen_.take_input(std::max(wait_s, 0.0));
    const auto begin = Clock::now();
    frame(0.0, std::min(passed_s, 1.0));
    cost_s = seconds(Clock::now() - begin);
  }
}

}  // namespace fengsui::viz
