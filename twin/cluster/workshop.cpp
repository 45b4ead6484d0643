#include "twin/cluster/workshop.h"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <deque>
#include <exception>
#include <system_error>
#include <utility>

#include "twin/cluster/process_pool.h"

namespace fengsui::cluster {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds between_signs_of_life{1000}, at_most_waiting{200};

std::string place() {
  char host[256] = "";
  gethostname(host, sizeof host - 1);
  return std::string(host) + ", process " + std::to_string(getpid());
}

// Until the other end closes.
void keep_shop(MessageSocket socket, const MakeWork& make, int jobs, const std::string& version) {
  ProcessPool pool(jobs);
  std::deque<Message> waiting;
  Work work;
  socket.send({Word::hello, static_cast<std::uint64_t>(jobs), version + "\n" + place()});
  auto said = Clock::now();
  while (true) {
    for (Message& message : socket.receive()) {
      if (message.word == Word::piece) {
        waiting.push_back(std::move(message));
      } else if (message.word == Word::task) {
        try {
          work = make(message.text);
        } catch (const std::exception& problem) {
          socket.send({Word::unfit, 0, problem.what()});
          work = nullptr;
        }
      }
    }
    if (!socket.open()) return;
    while (work && !waiting.empty() && pool.has_room()) {
      pool.start(waiting.front().piece, [&] {
        socket.close();
        return work(waiting.front().text);
      });
      waiting.pop_front();
    }
    for (ProcessPool::Ended& ended : pool.wait(at_most_waiting, socket.file()))
      socket.send({Word::answer, ended.piece, (ended.result.finished ? "+" : "-") + ended.result.answer});
    if (Clock::now() - said > between_signs_of_life) {
      socket.send({Word::alive, 0, ""});
      said = Clock::now();
    }
  }
}

}  // namespace

Workshop::Workshop(const MakeWork& make, int jobs, const std::string& version) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    throw std::system_error(errno, std::generic_category(), "socketpair");
  std::fflush(nullptr);
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ < 0) {
    const int reason = errno;
    close(ends[0]);
    close(ends[1]);
    throw std::system_error(reason, std::generic_category(), "fork");
  }
  if (pid_ == 0) {
    close(ends[0]);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    // whoever opened it decides when to stop
    std::signal(SIGINT, SIG_IGN);
    std::signal(SIGTERM, SIG_IGN);
    int status = 0;
    try {
      keep_shop(MessageSocket(ends[1]), make, jobs, version);
    } catch (const std::exception& problem) {
      std::fprintf(stderr, "fengsui: %s\n", problem.what());
      status = 1;
    }
    std::fflush(nullptr);
    _exit(status);
  }
  close(ends[1]);
  socket_ = MessageSocket(ends[0]);
}

std::string Workshop::end() {
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return WIFSIGNALED(status) ? std::string("ended by ") + strsignal(WTERMSIG(status))
                             : "ended with status " + std::to_string(WEXITSTATUS(status));
}

Workshop::~Workshop() {
  socket_.close();
  if (pid_ < 0) return;
  // its children end with it
  kill(pid_, SIGKILL);
  end();
}

std::vector<Message> Workshop::receive() {
  if (!socket_.open()) return {};
  std::vector<Message> messages = socket_.receive();
  if (!socket_.open()) {
    kill(pid_, SIGKILL);
    messages.push_back({Word::gone, 0, end()});
  }
  return messages;
}

}  // namespace fengsui::cluster
