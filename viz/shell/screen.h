// A window with OpenGL and Dear ImGui in it, as one value that cleans up after itself.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace fengsui::viz {

struct Picture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;  // rows from the top
};

class Screen {
 public:
  // Throws InputError when there is no display, or no OpenGL 3 on it; the message says what to do.
  Screen(const std::string& title, int width, int height);
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  bool closed() const;  // somebody closed the window, or its display is gone
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
