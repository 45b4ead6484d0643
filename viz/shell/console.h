// The console: a screen, a desk, an arrangement of windows, and what the keyboard does.
//
// frame() draws one picture and never waits for anything but input. Nothing here writes into a record; a live
// run is steered by requests, which it takes when it likes.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viz/shell/arrangement.h"
#include "viz/shell/palette.h"
#include "viz/shell/screen.h"

namespace fengsui::viz {

struct ConsoleOptions {
  std::optional<std::filesystem::path> run, other;
  std::optional<live::Setup> live;   // a scenario to run live, instead of a recording
  std::optional<std::string> seat;   // at which the person sits: a drill without truth
  bool drill = false;                // opens at the seat or at the instructor's panel
  std::optional<Language> language;  // else as remembered
  std::optional<Time> at;            // where the replay begins
  std::optional<std::filesystem::path> settings = settings_file();
  std::filesystem::path search_below = "out";  // for runs to offer when none is open
  std::filesystem::path pictures = ".";        // the folder for pictures of the screen
  int width = 1920, height = 1080;
};

class Console {
 public:
  // Throws InputError for files that cannot be read and for want of a display, in this order.
  explicit Console(const ConsoleOptions& options);
  ~Console();
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  // Until somebody closes it, or asks the program to end (Ctrl-C, a logout).
  void run();
  // Pictures at the pace of run() while this holds and nobody closes the window.
  void run_while(const std::function<bool()>& wanted);
  // One picture; waits for input for at most `wait_s`. `passed_s`: wall-clock time since the last one.
  void frame(double wait_s, double passed_s, Picture* copy = nullptr);

  // Opens another run; a message on the desk when it cannot be read.
  void open(const std::filesystem::path& file);

  Desk& desk() { return desk_; }
  Screen& screen() { return screen_; }
  Settings& settings() { return settings_; }
  const std::string& message() const { return message_; }

 private:
  void take(std::unique_ptr<RunView> run);
  void show(const RunView& run);
  void begin_live(const ConsoleOptions& options);
  void follow_live();
  void tell(const std::string& words, ImU32 colour, double seconds);
  void draw_message();
  void display_lost();
  void enlarge(Pane pane);
  void reach_window(std::size_t on);
  void take_keys();
  void draw();
  std::vector<Command> commands();
  void renew_look();
  void save(const Picture& picture);

  ConsoleOptions options_;
  std::unique_ptr<LiveRun> live_;
  std::unique_ptr<RunView> run_, other_;
  Screen screen_;
  Settings settings_;
  Desk desk_;
  Palette palette_;
  std::vector<Command> commands_;  // of the palette, made when it opens
  std::string message_;            // what happened last, for the person
  double message_until_s_ = 0.0;
  ImU32 message_colour_ = 0;
  std::uint64_t told_ = 0;                     // the latest message of the session that was shown
  double findings_asked_s_ = -1e9;             // when they were asked for last
  bool live_over_ = false;                     // its end has been dealt with
  std::vector<std::filesystem::path> offers_;  // runs to open
  std::optional<std::filesystem::path> to_open_;
  bool look_is_old_ = true, picture_wanted_ = false;
};

}  // namespace fengsui::viz
