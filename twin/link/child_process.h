// A started program with its standard input and output as a channel of lines.
//
// inputs:  a command for /bin/sh; lines to send
// outputs: lines it wrote; the end of what it wrote to standard error; what it is doing, in words
// Owns the process: the value's end closes the channel, and ends whatever is still there by its number. The
// child is also ended when this process is killed. Throws std::system_error when the machine cannot start it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <csignal>
#include <optional>
#include <string>
#include <string_view>

#include "twin/link/line_transport.h"

namespace fengsui {

class ChildProcess final : public LineTransport {
 public:
  explicit ChildProcess(const std::string& command);
  ~ChildProcess() override;
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  void send(std::string_view line) override;
  Wait receive(std::string& line, std::chrono::milliseconds patience, std::size_t longest) override;

  // "the process runs", "… sleeps", "… is stopped", "… ended with exit code 3", "… was ended by signal 11".
  std::string condition() override;

  // The last lines it wrote to standard error.
  std::string last_words() const override { return errors_; }

 private:
  void exchange(int timeout_ms);
  void write_some();
  void read_errors();
  std::optional<siginfo_t> exit_status() const;  // once it has ended

  pid_t pid_ = -1;
  int channel_ = -1, error_pipe_ = -1;
  bool closed_ = false;
  std::string outgoing_, incoming_, errors_;
};

}  // namespace fengsui
