#include "tests/viz/program.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace fengsui::viz::testing {

Program::Program(const std::vector<std::string>& words, const std::filesystem::path& folder)
    : said_(folder / "said.txt") {
  process_ = fork();
  if (process_ < 0) throw std::runtime_error("no process");
  if (process_ > 0) return;
  setenv("XDG_CONFIG_HOME", folder.c_str(), 1);
  setenv("FENGSUI_HOME", FENGSUI_SOURCE_DIR, 1);
  const int file = open(said_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
  dup2(file, STDERR_FILENO);
  std::string name = "fengsui";
  std::vector<char*> arguments{name.data()};
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execv(FENGSUI_BINARY, arguments.data());
  _exit(127);
}

Program::~Program() {
  if (process_ <= 0) return;
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
}

void Program::signal(int number) {
  if (process_ > 0) kill(process_, number);
}

std::optional<int> Program::end() {
  for (int i = 0; i < 3000 && process_ > 0; ++i, usleep(20000)) {
    int status = 0;
    if (waitpid(process_, &status, WNOHANG) != process_) continue;
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
  }
  return {};
}

std::string Program::said() const {
  std::ostringstream words;
  words << std::ifstream(said_).rdbuf();
  return words.str();
}

}  // namespace fengsui::viz::testing
