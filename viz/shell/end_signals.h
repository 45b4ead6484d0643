// Ctrl-C, a logout and a polite kill as a question: while one of these exists they end nothing by themselves,
// so that a live run is brought to its end and its record to disk.
#pragma once

#include <array>
#include <csignal>

namespace fengsui::viz {

// Whether any of them came since the latest EndSignals began.
bool asked_to_end();

class EndSignals {
 public:
  EndSignals();
  ~EndSignals();
  EndSignals(const EndSignals&) = delete;
  EndSignals& operator=(const EndSignals&) = delete;

 private:
  std::array<void (*)(int), 3> before_{};
};

}  // namespace fengsui::viz
