// Ctrl-C as a question: while one of these exists, it ends nothing by itself. SIGTERM is taken as the same,
// for that is how mpirun and batch systems ask a process to end.
#pragma once

namespace fengsui {

// Whether Ctrl-C was pressed, or SIGTERM came, since the latest CtrlC began.
bool interrupted();

class CtrlC {
 public:
  CtrlC();
  ~CtrlC();
  CtrlC(const CtrlC&) = delete;
  CtrlC& operator=(const CtrlC&) = delete;

 private:
  void (*before_)(int);
  void (*before_term_)(int);
};

}  // namespace fengsui
