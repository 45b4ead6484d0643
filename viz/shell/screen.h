// A window with OpenGL and Dear ImGui in it, as one value that cleans up after itself.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace fengsui::viz {

struct Picture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;  // rows from the top
};

inline constexpr int lost_exit_code = 69;  // EX_UNAVAILABLE

class Screen {
 public:
  // Throws InputError when there is no display, or no OpenGL 3 on it; the message says what to do.
  // `lost` is called when the display goes away meanwhile (its server ended, its connection broke); nothing
  // of the screen may be used in it, and the program ends after it with `lost_exit_code`.
  Screen(const std::string& title, int width, int height, std::function<void()> lost);
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  bool closed() const;  // somebody closed the window
  float scale() const;  // of a dense screen, 1 for an ordinary one
  // Takes the input that waits; when there is none, waits for it for at most this long.
  void take_input(double wait_s);
  void begin_frame();
  // Draws what ImGui has collected upon this colour and shows it; keeps a copy where one is wanted.
  void end_frame(float red, float green, float blue, Picture* copy = nullptr);
  // The fonts have been changed.
  void renew_fonts();
  void resize(int width, int height);
  bool minimised() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fengsui::viz
