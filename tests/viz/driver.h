// A person at the console: finds things by name, moves the mouse there, presses buttons and keys, and looks.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tests/viz/display.h"
#include "tests/viz/walker.h"
#include "viz/shell/console.h"

namespace fengsui::viz::testing {

class Driver {
 public:
  explicit Driver(ConsoleOptions options, int width = 1440, int height = 900, int dots_per_inch = 96);

  Console& console() { return *console_; }
  Desk& desk() { return console_->desk(); }
  const Marks& marks() const { return marks_; }

  // Draws some frames in which no time passes.
  void look(int frames = 2);
  // Lets a replay go on.
  void pass(double seconds, int frames);

  // Draws until it is so, at most a minute; a failed expectation when it never is.
  bool wait_for(const std::function<bool()>& so, const char* what);

  bool sees(const std::string& name) const { return marks_.by_name.contains(name); }
  // What the named thing says; a failed expectation when it is not there.
  std::string words(const std::string& name) const;
  // The named thing that the keyboard is on; "" when there is none.
  std::string focused() const;
  // Goes there by keys alone.
  Walker& walker() { return walker_; }
  bool walk_to(const std::string& name) { return walker_.walk_to(name); }
  // Names that begin so.
  std::vector<std::string> names(const std::string& beginning) const;

  void point_at(const std::string& name, float across = 0.5F, float down = 0.5F);
  void click(const std::string& name, float across = 0.5F, float down = 0.5F);
  void double_click(const std::string& name);
  void drag(const std::string& name, int right, int below);
  void wheel(const std::string& name, int notches);  // up: positive
  void press(unsigned long symbol, unsigned long with = 0);
  void type(const std::string& words);  // small letters, digits, blanks and _ + : .

  // Moves the mouse away, writes NAME.png into the folder of screenshots and returns the picture.
  Picture picture(const std::string& name);
  // Things whose words were cut on the screen.
  std::vector<std::string> cut() const;

 private:
  void take(Step step);

  Display display_;
  Marks marks_;
  Walker walker_;
  std::unique_ptr<Console> console_;
};

// Where pictures go: beside the test program.
std::filesystem::path picture_folder();

}  // namespace fengsui::viz::testing
