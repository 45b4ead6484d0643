#include "twin/cli/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace fengsui {

Progress::Progress(std::string title) : title_(std::move(title)), terminal_(isatty(STDERR_FILENO) == 1) {}

void Progress::show(double share, const std::string& note) {
  if (!terminal_) return;
  const auto now = WallClock::now();
  if (now - last_ < std::chrono::milliseconds{100}) return;
  last_ = now;

  constexpr int width = 28;
  const int filled = std::clamp(static_cast<int>(share * width), 0, width);
  std::string bar;
  for (int i = 0; i < width; ++i) bar += i < filled ? "█" : "░";
  const double elapsed_s = std::chrono::duration<double>(now - began_).count();
  const double left_s = share > 0.001 ? elapsed_s / share * (1.0 - share) : 0.0;
  std::fprintf(stderr, "\r\033[K%s %s %3.0f %%  %s  %.0f s left", title_.c_str(), bar.c_str(), share * 100.0,
               note.c_str(), left_s);
  std::fflush(stderr);
  drawn_ = true;
}

void Progress::erase() {
  if (drawn_) std::fprintf(stderr, "\r\033[K");
  drawn_ = false;
}

}  // namespace fengsui
