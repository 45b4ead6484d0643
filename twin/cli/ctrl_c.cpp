#include "twin/cli/ctrl_c.h"

#include <csignal>

namespace fengsui {

namespace {

// A handler can reach nothing else.
volatile std::sig_atomic_t pressed = 0;

}  // namespace

bool interrupted() { return pressed != 0; }

CtrlC::CtrlC()
    : before_(std::signal(SIGINT, [](int) { pressed = 1; })),
      before_term_(std::signal(SIGTERM, [](int) { pressed = 1; })) {
  pressed = 0;
}

CtrlC::~CtrlC() {
  std::signal(SIGINT, before_);
  std::signal(SIGTERM, before_term_);
}

}  // namespace fengsui
