// Ctrl-C as a question: while one of these exists, it ends nothing by itself.
#pragma once

namespace fengsui {

// Whether Ctrl-C was pressed since the latest CtrlC began.
bool interrupted();

class CtrlC {
 public:
  CtrlC();
  ~CtrlC();
  CtrlC(const CtrlC&) = delete;
  CtrlC& operator=(const CtrlC&) = delete;

 private:
  void (*before_)(int);
};

}  // namespace fengsui
