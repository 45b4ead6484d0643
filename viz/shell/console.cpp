#include "viz/shell/console.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "sim/base/error.h"
#include "twin/report/words.h"
#include "viz/shell/fonts.h"
#include "viz/shell/keys.h"
#include "viz/shell/picture_file.h"
#include "viz/shell/start_page.h"
#include "viz/shell/tiles.h"
#include "viz/shell/top_bar.h"
#include "viz/windows/panes.h"
#include "viz/windows/playback_bar.h"
#include "viz/windows/time_axis.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

constexpr float font_px = 18.0F;
constexpr double message_s = 6.0;

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

}  // namespace

Console::Console(const ConsoleOptions& options)
    : options_(options),
      run_(open_if(options.run)),
      other_(open_if(options.other)),
      screen_("Fengsui 烽燧", options.width, options.height) {
  if (options_.settings) settings_ = read_settings(*options_.settings);
  desk_.language = options_.language.value_or(settings_.language);
  desk_.dark = settings_.dark;
  ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  if (run_) take(std::move(run_));
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
  desk_.run = run_.get();
  desk_.other = other_.get();
  desk_.playback.end = run_->end;
  desk_.axis.show(scenario_start, std::min(run_->end, scenario_start + std::chrono::minutes(30)));
  point_at_trouble(desk_);
  look_is_old_ = true;
}

void Console::open(const std::filesystem::path& file) {
  try {
    take(RunView::open(file));
  } catch (const InputError& problem) {
    message_ = problem.what();
    message_until_s_ = ImGui::GetTime() + 10 * message_s;
  }
}

void Console::renew_look() {
  desk_.scale = screen_.scale();
  load_fonts(find_font(), desk_.run ? &desk_.run->record : nullptr, font_px * desk_.scale);
  screen_.renew_fonts();
  look_is_old_ = false;
}

void Console::save(const Picture& picture) {
  const std::filesystem::path file = "console.png";
  try {
    write_png(file, picture);
    message_ = filled(desk_.say(Text::picture_saved), {{"file", file.string()}});
  } catch (const InputError&) {
    message_ = filled(desk_.say(Text::picture_failed), {{"file", file.string()}});
  }
  message_until_s_ = ImGui::GetTime() + message_s;
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
  static constexpr std::array<Text, view_count> views{Text::view_overview, Text::view_plant,
                                                      Text::view_analysis, Text::view_compare};
  for (std::size_t i = 0; i < view_count; ++i)
    add(say(Text::command_view) + ": " + say(views[i]) + "  (Ctrl+" + std::to_string(i + 1) + ")",
        [this, i] { desk_.view = static_cast<View>(i); });
  add(say(Text::command_language) + "  (Ctrl+L)", [this] { switch_language(desk_); });
  add(say(Text::command_theme) + "  (Ctrl+T)", [this] { desk_.dark = !desk_.dark; });
  add(say(Text::command_truth), [this] { desk_.truth = !desk_.truth; });
  add(say(Text::command_picture), [this] { picture_wanted_ = true; });
  add(say(Text::command_reset_layout), [this] { settings_.arrangement = default_arrangement(); });
  if (!desk_.run) return list;
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
        view.maximised = 0;
      break;
    }
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
  if (draw_top_bar(desk_)) palette_.show();
  if (ImGui::GetTime() < message_until_s_) {
    ImGui::TextWrapped("%s", message_.c_str());
    mark(desk_, "message", message_);
  }
  if (!desk_.run) {
    to_open_ = draw_start_page(desk_, offers_);
  } else {
    const float bar = ImGui::GetFrameHeight() + ImGui::GetStyle().ItemSpacing.y;
    // the screen is cleared in the colour of the windows: only what lies around them is painted, since every
    // painted pixel costs where there is no graphics card
    const float top = ImGui::GetCursorScreenPos().y - 2;
    const ImU32 back = paint(desk_.dark).back;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({0, 0}, {io.DisplaySize.x, top}, back);
    list.AddRectFilled({0, io.DisplaySize.y - bar - 2}, io.DisplaySize, back);
    ImGui::BeginChild("tiles", {0, -bar}, false, ImGuiWindowFlags_NoBackground);
    tend_axis(desk_);
    draw_tiles(desk_, settings_.arrangement.views[static_cast<std::size_t>(desk_.view)]);
    ImGui::EndChild();
    draw_playback_bar(desk_);
  }
  ImGui::End();
  if (palette_.fresh) commands_ = commands();
  draw_palette(desk_, palette_, commands_);
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
  take_keys();
  desk_.playback.advance(passed_s);
  draw();
  const ImVec4 back = ImGui::ColorConvertU32ToFloat4(paint(desk_.dark).panel);
  screen_.end_frame(back.x, back.y, back.z, save_it ? &wanted : copy);
  if (save_it) save(wanted);
  if (to_open_) open(*std::exchange(to_open_, {}));
}

void Console::run() {
  auto last = std::chrono::steady_clock::now();
  while (!screen_.closed()) {
    const auto now = std::chrono::steady_clock::now();
    const double passed_s = std::chrono::duration<double>(now - last).count();
    last = now;
    // nothing moves: a quarter of a second is soon enough for what flashes
    const double wait_s = screen_.minimised() ? 0.5 : desk_.playback.running ? 0.0 : 0.25;
    frame(wait_s, std::min(passed_s, 1.0));
  }
}

}  // namespace fengsui::viz
