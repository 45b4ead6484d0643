#include "twin/link/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <fstream>
#include <system_error>
#include <thread>
#include <utility>

namespace fengsui {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kept_errors = 2000;  // [bytes]

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

// In the child, between fork and exec: only calls that are safe there.
[[noreturn]] void become(const char* command, int channel, int errors, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);
  setpgid(0, 0);  // Ctrl-C is for the run, which then ends its engine
  dup2(channel, STDIN_FILENO);
  dup2(channel, STDOUT_FILENO);
  dup2(errors, STDERR_FILENO);
  execl("/bin/sh", "sh", "-c", command, nullptr);
  _exit(127);
}

}  // namespace

ChildProcess::ChildProcess(const std::string& command) {
  // a socket, because writing to a closed one can be told not to end this process
  std::array<int, 2> channel{}, errors{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, channel.data()) != 0) fail("channel to an engine");
  if (pipe2(errors.data(), O_CLOEXEC) != 0) {
    close(channel[0]), close(channel[1]);
    fail("channel to an engine");
  }
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ == 0) become(command.c_str(), channel[1], errors[1], parent);
  close(channel[1]), close(errors[1]);
  channel_ = channel[0];
  error_pipe_ = errors[0];
  if (pid_ < 0) {
    close(channel_), close(error_pipe_);
    fail("starting an engine");
  }
  setpgid(pid_, pid_);
  fcntl(channel_, F_SETFL, O_NONBLOCK);
  fcntl(error_pipe_, F_SETFL, O_NONBLOCK);
}

ChildProcess::~ChildProcess() {
  close(channel_);
  // a closed channel should end it; whoever does not see that is ended, with what it started
  for (const int signal : {0, SIGTERM, SIGKILL}) {
    if (signal != 0) kill(-pid_, signal);
    const auto give_up = Clock::now() + std::chrono::milliseconds(signal == SIGKILL ? 5000 : 500);
    while (!exit_status() && Clock::now() < give_up)
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    if (exit_status()) break;
  }
  // its number is not given to anybody else before it is collected
  kill(-pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  if (error_pipe_ >= 0) close(error_pipe_);
}

std::optional<siginfo_t> ChildProcess::exit_status() const {
  siginfo_t status{};
  if (waitid(P_PID, static_cast<id_t>(pid_), &status, WEXITED | WNOHANG | WNOWAIT) != 0 ||
      status.si_pid != pid_)
    return {};
  return status;
}

void ChildProcess::read_errors() {
  std::array<char, 4096> bytes;
  ssize_t count = 0;
  if (error_pipe_ < 0) return;
  while ((count = read(error_pipe_, bytes.data(), bytes.size())) > 0) {
    errors_.append(bytes.data(), static_cast<std::size_t>(count));
    if (errors_.size() > kept_errors) errors_.erase(0, errors_.size() - kept_errors);
  }
  // a closed pipe would be ready to read for ever
  if (count == 0) close(std::exchange(error_pipe_, -1));
}

void ChildProcess::send(std::string_view line) {
  outgoing_ += line;
  // most lines have room in the channel: no need to ask first
  write_some();
}

void ChildProcess::write_some() {
  const ssize_t sent = ::send(channel_, outgoing_.data(), outgoing_.size(), MSG_NOSIGNAL);
  if (sent > 0)
    outgoing_.erase(0, static_cast<std::size_t>(sent));
  else if (sent < 0 && errno != EAGAIN && errno != EINTR)
    outgoing_.clear();  // nobody reads any more; what was written before may still be read
}

void ChildProcess::exchange(int timeout_ms) {
  std::array<pollfd, 2> watched = {
      pollfd{channel_, static_cast<short>(outgoing_.empty() ? POLLIN : POLLIN | POLLOUT), 0},
      pollfd{error_pipe_, POLLIN, 0}};
  if (poll(watched.data(), watched.size(), timeout_ms) <= 0) return;
  if (watched[1].revents) read_errors();
  if (watched[0].revents & POLLOUT) write_some();
  if (watched[0].revents & (POLLIN | POLLHUP | POLLERR)) {
    std::array<char, 65536> bytes;
    const ssize_t count = recv(channel_, bytes.data(), bytes.size(), 0);
    if (count > 0)
      incoming_.append(bytes.data(), static_cast<std::size_t>(count));
    else if (count == 0 || (errno != EAGAIN && errno != EINTR))
      closed_ = true;
  }
}

ChildProcess::Wait ChildProcess::receive(std::string& line, std::chrono::milliseconds patience,
                                         std::size_t longest) {
  const auto deadline = Clock::now() + patience;
  std::size_t searched = 0;
  while (true) {
    if (const std::size_t end = incoming_.find('\n', searched); end != std::string::npos) {
      line.assign(incoming_, 0, end);
      incoming_.erase(0, end + 1);
      return Wait::line;
    }
    searched = incoming_.size();
    if (searched > longest) return Wait::too_long;
    if (closed_) return Wait::closed;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) return Wait::timeout;
    exchange(static_cast<int>(std::min<std::int64_t>(left.count(), 1000)));
  }
}

std::string ChildProcess::condition() {
  // who has closed its end is about to end
  if (closed_)
    for (int i = 0; i < 100 && !exit_status(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  read_errors();
  if (const auto status = exit_status())
    return (status->si_code == CLD_EXITED ? "the process ended with exit code "
                                          : "the process was ended by signal ") +
           std::to_string(status->si_status);
  // the letter after the name in brackets, see proc(5)
  std::ifstream file("/proc/" + std::to_string(pid_) + "/stat");
  std::string stat;
  std::getline(file, stat);
  const std::size_t name_end = stat.rfind(')');
  const char letter = name_end != std::string::npos && name_end + 2 < stat.size() ? stat[name_end + 2] : '?';
  switch (letter) {
    case 'R':
      return "the process runs";
    case 'S':
      return "the process sleeps";
    case 'D':
      return "the process waits for a disk";
    case 'T':
    case 't':
      return "the process is stopped";
    default:
      return "the process is there";
  }
}

}  // namespace fengsui
