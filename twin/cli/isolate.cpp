#include "twin/cli/isolate.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <system_error>

namespace fengsui {

namespace {

struct Child {
  pid_t pid = -1;
  int pipe = -1;
  std::size_t job = 0;
};

void write_all(int file, const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t count = write(file, text.data() + done, text.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    done += static_cast<std::size_t>(count);
  }
}

Child start(const std::function<std::string()>& work, std::size_t job) {
  int ends[2];
  if (pipe(ends) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  std::fflush(nullptr);
  const pid_t pid = fork();
  if (pid < 0) throw std::system_error(errno, std::generic_category(), "fork");
  if (pid == 0) {
    close(ends[0]);
    int status = 0;
    try {
      write_all(ends[1], "+" + work());
    } catch (const std::exception& problem) {
      write_all(ends[1], std::string("-") + problem.what());
      status = 1;
    }
    std::fflush(nullptr);
    _exit(status);
  }
  close(ends[1]);
  return {pid, ends[0], job};
}

std::string how_it_ended(int status) {
  if (WIFSIGNALED(status)) return std::string("the process was ended by ") + strsignal(WTERMSIG(status));
  return "the process ended with status " + std::to_string(WEXITSTATUS(status)) + " and no answer";
}

}  // namespace

std::vector<Isolated> run_isolated(const std::vector<std::function<std::string()>>& work, int jobs,
                                   const std::function<void(std::size_t)>& done) {
  std::vector<Isolated> results(work.size());
  std::vector<std::string> answers(work.size());
  std::vector<Child> running;
  std::size_t next = 0, finished = 0;
  while (finished < work.size()) {
    while (next < work.size() && running.size() < static_cast<std::size_t>(std::max(1, jobs))) {
      running.push_back(start(work[next], next));
      ++next;
    }

    // read whoever has something to say; an end of file is an end of life
    std::vector<pollfd> polled;
    for (const Child& child : running) polled.push_back({child.pipe, POLLIN, 0});
    if (poll(polled.data(), polled.size(), -1) < 0 && errno != EINTR)
      throw std::system_error(errno, std::generic_category(), "poll");
    for (std::size_t i = polled.size(); i-- > 0;) {
      if (!(polled[i].revents & (POLLIN | POLLHUP | POLLERR))) continue;
      const Child child = running[i];
      char buffer[65536];
      const ssize_t count = read(child.pipe, buffer, sizeof buffer);
      if (count > 0) {
        answers[child.job].append(buffer, static_cast<std::size_t>(count));
        continue;
      }
      if (count < 0 && errno == EINTR) continue;
      close(child.pipe);
      int status = 0;
      while (waitpid(child.pid, &status, 0) < 0 && errno == EINTR) {
      }
      const std::string& answer = answers[child.job];
      const bool good = answer.starts_with('+') && WIFEXITED(status) && WEXITSTATUS(status) == 0;
      results[child.job] = {good, good || answer.starts_with('-') ? answer.substr(1) : how_it_ended(status)};
      running.erase(running.begin() + static_cast<std::ptrdiff_t>(i));
      ++finished;
      if (done) done(finished);
    }
  }
  return results;
}

}  // namespace fengsui
