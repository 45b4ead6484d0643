// `fengsui` as a process of its own, as somebody starts it: ended with this value, if it has not ended
// before.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fengsui::viz::testing {

class Program {
 public:
  // `words` after "fengsui"; settings and what it says are kept in `folder`.
  Program(const std::vector<std::string>& words, const std::filesystem::path& folder);
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  void signal(int number);
  // Waits for its end, at most a minute; its exit code, 1000 + the signal that ended it, or none.
  std::optional<int> end();
  std::string said() const;  // on stderr

 private:
  pid_t process_ = -1;
  std::filesystem::path said_;
};

}  // namespace fengsui::viz::testing
