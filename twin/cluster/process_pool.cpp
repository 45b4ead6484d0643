#include "twin/cluster/process_pool.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <system_error>

namespace fengsui::cluster {

namespace {

void write_all(int file, const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t count = write(file, text.data() + done, text.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    done += static_cast<std::size_t>(count);
  }
}

[[noreturn]] void work_in_child(const std::function<std::string()>& work, int answer, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // the parent may have ended before it was asked for
  if (getppid() != parent) _exit(1);
  int status = 0;
  try {
    write_all(answer, "+" + work());
  } catch (const std::exception& problem) {
    write_all(answer, std::string("-") + problem.what());
    status = 1;
  }
  std::fflush(nullptr);
  _exit(status);
}

std::string how_it_ended(int status) {
  if (WIFSIGNALED(status)) return std::string("the process was ended by ") + strsignal(WTERMSIG(status));
  return "the process ended with status " + std::to_string(WEXITSTATUS(status)) + " and no answer";
}

int end_of(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

ProcessPool::ProcessPool(int at_most) : at_most_(static_cast<std::size_t>(std::max(1, at_most))) {}

ProcessPool::~ProcessPool() {
  for (const Child& child : running_) kill(child.pid, SIGKILL);
  for (const Child& child : running_) {
    close(child.pipe);
    end_of(child.pid);
  }
}

void ProcessPool::start(std::uint64_t piece, const std::function<std::string()>& work) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  std::fflush(nullptr);
  const pid_t parent = getpid(), pid = fork();
  if (pid < 0) {
    const int reason = errno;
    close(ends[0]);
    close(ends[1]);
    throw std::system_error(reason, std::generic_category(), "fork");
  }
  if (pid == 0) {
    close(ends[0]);
    work_in_child(work, ends[1], parent);
  }
  close(ends[1]);
  running_.push_back({pid, ends[0], piece, ""});
}

std::vector<ProcessPool::Ended> ProcessPool::wait(std::chrono::milliseconds at_most, int other) {
  std::vector<pollfd> polled;
  for (const Child& child : running_) polled.push_back({child.pipe, POLLIN, 0});
  if (other >= 0) polled.push_back({other, POLLIN, 0});
  if (poll(polled.data(), polled.size(), static_cast<int>(std::max<std::int64_t>(at_most.count(), -1))) < 0) {
    if (errno != EINTR) throw std::system_error(errno, std::generic_category(), "poll");
    return {};
  }

  // read whoever has something to say; an end of file is an end of life
  std::vector<Ended> ended;
  for (std::size_t i = running_.size(); i-- > 0;) {
    if (!(polled[i].revents & (POLLIN | POLLHUP | POLLERR))) continue;
    Child& child = running_[i];
    char buffer[65536];
    const ssize_t count = read(child.pipe, buffer, sizeof buffer);
    if (count > 0) {
      child.answer.append(buffer, static_cast<std::size_t>(count));
      continue;
    }
    if (count < 0 && errno == EINTR) continue;
    close(child.pipe);
    const int status = end_of(child.pid);
    const bool good = child.answer.starts_with('+') && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    ended.push_back(
        {child.piece,
         {good, good || child.answer.starts_with('-') ? child.answer.substr(1) : how_it_ended(status)}});
    running_.erase(running_.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return ended;
}

}  // namespace fengsui::cluster
