#include "viz/shell/end_signals.h"

namespace fengsui::viz {

namespace {

constexpr std::array signals{SIGINT, SIGTERM, SIGHUP};

// A handler can reach nothing else.
volatile std::sig_atomic_t asked = 0;

}  // namespace

bool asked_to_end() { return asked != 0; }

EndSignals::EndSignals() {
  asked = 0;
  for (std::size_t i = 0; i < signals.size(); ++i)
    before_[i] = std::signal(signals[i], [](int) { asked = 1; });
}

EndSignals::~EndSignals() {
  for (std::size_t i = 0; i < signals.size(); ++i) std::signal(signals[i], before_[i]);
}

}  // namespace fengsui::viz
