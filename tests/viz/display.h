// A display of the test's own: Xvfb as a child process, ended with this value; and hands on its keyboard and
// mouse (XTEST), so that the console hears what it would hear from a person.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

namespace fengsui::viz::testing {

class Display {
 public:
  Display(int width, int height);  // sets DISPLAY; throws std::runtime_error when Xvfb does not come up
  ~Display();
  Display(const Display&) = delete;
  Display& operator=(const Display&) = delete;

  // What a desktop says of a dense screen; for windows that are opened afterwards.
  void set_dots_per_inch(int dots);

  void move(int x, int y);
  void button(int number, bool down);  // 1 left, 4 wheel up, 5 wheel down
  void key(unsigned long symbol, bool down);
  // Presses a key and lets it go, for a console in a process of its own.
  void strike(unsigned long symbol);
  // The first window that can be asked to close; 0 when none comes up in 30 s.
  unsigned long window();
  // Asks that window to close; false when there is none.
  bool close_window();
  // The server ends without a word to anybody.
  void break_down();
  // Returns when what was done has come to the console of this process.
  void flush();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fengsui::viz::testing
