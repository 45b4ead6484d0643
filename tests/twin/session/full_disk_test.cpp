// A disk that takes no more: one message in words, and the drill goes on.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "tests/twin/session/drill.h"

namespace fengsui::live {
namespace {

using namespace drill;

// In a process of its own, whose files may not grow beyond some size. Zero when all was as it should be.
int drill_on_a_full_disk(const Drill& drill, rlim_t most) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::alarm(300);  // it never waits for ever
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{most, most};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    int wrong = 0;
    {
      LiveSession session(drill.setup("run.h5"));
      const auto wait = [&](Request request) {
        const Ticket ticket = session.post(std::move(request));
        return session.wait_answered(ticket, patience) && session.wait_still(patience);
      };
      if (!wait(RunUntil{minutes(5)}) || !wait(TakeSeat{district()}) || !wait(RunUntil{minutes(20)}))
        wrong = 1;
      const auto messages = session.messages(0);
      const auto trouble = std::ranges::count(messages, Message::Kind::trouble, &Message::kind);
      const Status status = session.status();
      const auto check = [&wrong](bool holds, int number) {
        if (!holds && wrong == 0) wrong = number;
      };
      check(trouble == 1, 2);
      check(!status.recording, 3);
      check(status.seats.size() == 1 && status.now == minutes(20), 4);
      check(wait(live::Run{}) && session.status().outcome == Outcome::finished, 5);
      check(!record_of(session).run.digest.empty(), 6);
    }
    ::_exit(wrong);
  }
  int state = 0;
  ::waitpid(child, &state, 0);
  return WIFEXITED(state) ? WEXITSTATUS(state) : 1000 + state;
}

TEST(FullDisk, IsOneMessageAndTheDrillGoesOn) {
  const Drill drill;
  // as much as fits before the end; over before another process begins
  const auto size = [&] {
    LiveSession whole(drill.setup("whole.h5"));
    done(whole, RunUntil{minutes(4)});
    return std::filesystem::file_size(drill.folder / "whole.h5.partial");
  }();
  EXPECT_EQ(drill_on_a_full_disk(drill, static_cast<rlim_t>(size)), 0);
  EXPECT_TRUE(std::filesystem::exists(drill.folder / "run.h5.partial")) << "what was written is kept";
  EXPECT_FALSE(std::filesystem::exists(drill.folder / "run.h5"));
  EXPECT_EQ(drill_on_a_full_disk(drill, RLIM_INFINITY), 2) << "with room there is no such message";
}

TEST(FullDisk, NoFolderIsSaidBeforeAnybodySitsDown) {
  const Drill drill;
  EXPECT_THROW(LiveSession(drill.setup("nowhere/run.h5")), InputError);
}

}  // namespace
}  // namespace fengsui::live
