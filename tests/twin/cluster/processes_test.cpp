// Real processes: the pool, the workshop, the crew of one machine, and a rank that carries messages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <deque>
#include <set>
#include <stdexcept>
#include <thread>

#include "twin/cluster/launch.h"
#include "twin/cluster/local_crew.h"
#include "twin/cluster/rank_workers.h"
#include "twin/cluster/relay.h"

namespace fengsui::cluster {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

Work repeat(const std::string& task) {
  if (task == "impossible") throw std::runtime_error("an impossible task");
  return [task](const std::string& request) -> std::string {
    if (request == "crash") std::raise(SIGKILL);
    if (request == "throw") throw std::runtime_error("thrown");
    if (request == "parent") return std::to_string(getppid());
    if (request == "long") std::this_thread::sleep_for(60s);
    return task + " " + request;
  };
}

bool runs(pid_t pid) { return kill(pid, 0) == 0; }

// Until it is so, some seconds at most.
template <class Condition>
bool in_time(Condition condition) {
  for (int i = 0; i < 5000 && !condition(); ++i) std::this_thread::sleep_for(2ms);
  return condition();
}

TEST(Processes, OneMachineDoesEveryPieceAndACrashCostsOne) {
  LocalCrew crew(repeat, 2);
  crew.begin("task");
  std::vector<Isolated> answers(6);
  crew.run(
      6, [](std::size_t i) { return std::string(i == 2   ? "crash"
                                                : i == 4 ? "throw"
                                                         : "piece"); },
      [&](std::size_t i, const Isolated& answer) { answers[i] = answer; }, [] { return false; });
  for (const std::size_t i : {0u, 1u, 3u, 5u}) {
    EXPECT_TRUE(answers[i].finished);
    EXPECT_EQ(answers[i].answer, "task piece");
  }
  EXPECT_FALSE(answers[2].finished);
  EXPECT_THAT(answers[2].answer, HasSubstr("Killed"));
  EXPECT_FALSE(answers[4].finished);
  EXPECT_EQ(answers[4].answer, "thrown");
}

// so that memory does not grow with the number of pieces
TEST(Processes, NoMoreRequestsExistThanAreInWork) {
  LocalCrew crew(repeat, 3);
  crew.begin("task");
  int asked = 0, answered = 0, most = 0;
  crew.run(
      60,
      [&](std::size_t) {
        most = std::max(most, ++asked - answered);
        return std::string("piece");
      },
      [&](std::size_t, const Isolated&) { ++answered; }, [] { return false; });
  EXPECT_EQ(answered, 60);
  EXPECT_EQ(asked, 60);
  EXPECT_LE(most, 3);
}

TEST(Processes, APoolThatEndsTakesItsProcessesWithIt) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  pid_t child = 0;
  {
    ProcessPool pool(1);
    pool.start(0, [&] {
      const pid_t self = getpid();
      if (write(ends[1], &self, sizeof self) != sizeof self) return "";
      std::this_thread::sleep_for(60s);
      return "";
    });
    ASSERT_EQ(read(ends[0], &child, sizeof child), static_cast<ssize_t>(sizeof child));
    EXPECT_TRUE(runs(child));
    EXPECT_FALSE(pool.has_room());
  }
  EXPECT_FALSE(runs(child));
  close(ends[0]);
  close(ends[1]);
}

// Everything that was said until something of this kind was.
std::vector<Message> until(Workshop& shop, Word word) {
  std::vector<Message> all;
  in_time([&] {
    for (Message& message : shop.receive()) all.push_back(std::move(message));
    return !all.empty() && std::ranges::any_of(all, [&](const Message& m) { return m.word == word; });
  });
  return all;
}

TEST(Processes, AWorkshopSaysHelloDoesPiecesAndShowsThatItLives) {
  Workshop shop(repeat, 3, "7");
  const auto hello = until(shop, Word::hello);
  ASSERT_FALSE(hello.empty());
  EXPECT_EQ(hello[0].piece, 3u);
  EXPECT_TRUE(hello[0].text.starts_with("7\n")) << hello[0].text;
  shop.send({Word::task, 0, "big " + std::string(1'000'000, 'x')});
  shop.send({Word::piece, 41, "one"});
  const auto answers = until(shop, Word::answer);
  ASSERT_FALSE(answers.empty());
  EXPECT_EQ(answers[0].piece, 41u);
  EXPECT_TRUE(answers[0].text.ends_with("x one"));
  EXPECT_FALSE(until(shop, Word::alive).empty());
  shop.send({Word::task, 0, "impossible"});
  const auto unfit = until(shop, Word::unfit);
  ASSERT_FALSE(unfit.empty());
  EXPECT_EQ(unfit.back().text, "an impossible task");
}

TEST(Processes, AKilledWorkshopIsGoneOnceAndItsProcessesEndToo) {
  Workshop shop(repeat, 1, "7");
  shop.send({Word::task, 0, "t"});
  shop.send({Word::piece, 0, "parent"});
  const auto answers = until(shop, Word::answer);
  const auto answer = std::ranges::find(answers, Word::answer, &Message::word);
  ASSERT_NE(answer, answers.end());
  const pid_t pid = std::stoi(answer->text.substr(1));
  kill(pid, SIGKILL);
  const auto gone = until(shop, Word::gone);
  ASSERT_FALSE(gone.empty());
  EXPECT_THAT(gone.back().text, HasSubstr("Killed"));
  EXPECT_TRUE(shop.receive().empty());
}

// Two ranks in one process: what one sends, the other receives.
class PlayedRanks final : public Ranks {
 public:
  struct Post {
    std::deque<std::pair<int, std::string>> boxes[2];
  };

  PlayedRanks(Post& post, int rank) : post_(&post), rank_(rank) {}
  int rank() const override { return rank_; }
  int size() const override { return 2; }
  void send(int to, const std::string& text) override { post_->boxes[to].emplace_back(rank_, text); }
  std::vector<std::pair<int, std::string>> receive() override {
    auto& box = post_->boxes[rank_];
    std::vector<std::pair<int, std::string>> all(box.begin(), box.end());
    box.clear();
    return all;
  }
  bool all_sent() override { return true; }
  void finish(bool, int) override {}

 private:
  Post* post_;
  int rank_;
};

TEST(Processes, ARankCarriesMessagesUntilItIsSentHome) {
  PlayedRanks::Post post;
  PlayedRanks leader(post, 0), other(post, 1);
  leader.send(1, encode({Word::task, 0, "t"}));
  leader.send(1, encode({Word::piece, 5, "p"}));
  Workshop shop(repeat, 1, "7");
  EXPECT_FALSE(relay(other, shop, 2s)) << "nobody sent it home: it must not wait for ever";
  bool answered = false;
  for (const auto& [from, text] : leader.receive())
    answered = answered || decode(text) == Message{Word::answer, 5, "+t p"};
  EXPECT_TRUE(answered);
  leader.send(1, encode({Word::quit, 0, "together"}));
  EXPECT_TRUE(relay(other, shop, 1h));
}

TEST(Processes, GarbledMessagesAreRefused) {
  for (const char* bytes : {"", "A", "A1", "Z1 text", "Ax text", "A-1 text"})
    EXPECT_THROW(decode(bytes), std::runtime_error) << bytes;
  const Message message{Word::answer, 18446744073709551615u, std::string("+a b\n\0c", 7)};
  EXPECT_EQ(decode(encode(message)), message);
}

TEST(Processes, AMessageInPiecesIsPutTogetherAndNobodyBlocks) {
  int ends[2];
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
  MessageSocket one(ends[0]), two(ends[1]);
  const std::string text(3'000'000, 'y');  // more than any socket holds
  one.send({Word::task, 0, text});
  two.send({Word::task, 1, text});
  std::vector<Message> at_one, at_two;
  for (int i = 0; i < 1000 && (at_one.empty() || at_two.empty()); ++i) {
    for (Message& message : one.receive()) at_one.push_back(std::move(message));
    for (Message& message : two.receive()) at_two.push_back(std::move(message));
  }
  ASSERT_EQ(at_one.size(), 1u);
  EXPECT_EQ(at_one[0].text, text);
  EXPECT_EQ(at_two.size(), 1u);
  two.close();
  one.receive();
  EXPECT_FALSE(one.open());
}

TEST(Launch, IsReadFromTheEnvironmentOfStartersAndNotFromABatchScript) {
  struct Case {
    std::vector<std::pair<const char*, const char*>> variables;
    std::optional<std::pair<int, int>> expected;
  };
  const std::vector<Case> cases = {
      {{}, {}},
      {{{"OMPI_COMM_WORLD_RANK", "1"}, {"OMPI_COMM_WORLD_SIZE", "4"}}, {{1, 4}}},
      {{{"PMI_RANK", "0"}, {"PMI_SIZE", "2"}}, {{0, 2}}},
      {{{"SLURM_PROCID", "3"}, {"SLURM_STEP_NUM_TASKS", "8"}}, {{3, 8}}},
      // what sbatch sets for the one process of a script
      {{{"SLURM_PROCID", "0"}, {"SLURM_NTASKS", "8"}}, {}},
      {{{"OMPI_COMM_WORLD_RANK", "one"}, {"OMPI_COMM_WORLD_SIZE", "4"}}, {}},
  };
  for (const Case& each : cases) {
    for (const auto& [name, value] : each.variables) setenv(name, value, 1);
    const auto launch = launched();
    EXPECT_EQ(launch ? std::optional(std::pair(launch->rank, launch->size)) : std::nullopt, each.expected);
    for (const auto& [name, value] : each.variables) unsetenv(name);
  }
}

}  // namespace
}  // namespace fengsui::cluster
