// Engines in other processes: honest, silent, dead, mad, and what is left of them.
#include "twin/link/process_engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <fstream>
#include <thread>

#include "sim/base/error.h"

namespace fengsui {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

// Shell commands: greet properly, then do the rest; a line that says nothing; the same for ever.
std::string greet_then(const std::string& rest) {
  std::string command = R"(read x; echo '{"ready":{"protocol":1,"engine":"shell"}}'; )";
  return command.append(rest);
}
constexpr const char* say_nothing = R"(echo '{"alarms":[],"warnings":[]}'; )";
constexpr const char* say_nothing_for_ever = R"(while read x; do echo '{"alarms":[],"warnings":[]}'; done)";

Directory one_point() {
  Directory directory;
  directory.enterprises = {{"A", "aluminium", 0, 0}};
  directory.gateways = {{EnterpriseId(0), 30s}};
  directory.points.resize(1);
  PointEntry& point = directory.points[0];
  point.tag = "X";
  point.enterprise = EnterpriseId(0);
  point.unit = UnitId(0);
  point.gateway = GatewayId(0);
  point.period = 1s;
  return directory;
}

struct Talk {
  std::vector<std::string> warned;
  std::string stalled, failed;
  int answers = 0;
};

// Up to three exchanges with a shell command.
Talk talk(const std::string& command, std::chrono::milliseconds patience = 20s) {
  Talk talk;
  try {
    ProcessEngine engine("the engine", command, patience,
                         [&](const std::string& words) { talk.warned.push_back(words); });
    const auto attention = engine.begin(one_point(), scenario_start);
    EXPECT_TRUE(attention.at(0).every_sample);
    EngineOutput output;
    for (int i = 1; i <= 3; ++i, ++talk.answers)
      engine.exchange({scenario_start + std::chrono::seconds(i), {}, {}, {}}, output);
  } catch (const EngineStalled& error) {
    talk.stalled = error.what();
  } catch (const InputError& error) {
    talk.failed = error.what();
  }
  return talk;
}

TEST(ProcessEngine, TalksInLockStep) {
  const Talk honest = talk(greet_then(say_nothing_for_ever));
  EXPECT_EQ(honest.answers, 3) << honest.failed << honest.stalled;
  EXPECT_TRUE(honest.warned.empty());
}

TEST(ProcessEngine, ASilentOneIsWarnedOfAskedLookedAtAndGivenUp) {
  const Talk silent = talk(greet_then("read x; read y; echo '{\"here\":1}'; sleep 60"), 3s);
  EXPECT_THAT(silent.stalled, HasSubstr("gave no answer"));
  ASSERT_EQ(silent.warned.size(), 2u);
  EXPECT_THAT(silent.warned[0], HasSubstr("waiting up to 3 s"));
  EXPECT_THAT(silent.warned[1], HasSubstr("says that it is there"));
  EXPECT_THAT(talk("sleep 60", 300ms).stalled, HasSubstr("gave no answer"));
}

TEST(ProcessEngine, AnAnswerAfterTheQuestionStillCounts) {
  std::string command = "read x; read y; echo '{\"here\":1}'; ";
  command.append(say_nothing).append(say_nothing_for_ever);
  const Talk slow = talk(greet_then(command), 3s);
  EXPECT_EQ(slow.answers, 3) << slow.failed << slow.stalled;
}

// The bound on its words ends the test where a run would have no end.
TEST(ProcessEngine, OneThatOnlySaysThatItIsThereIsGivenUp) {
  const Talk busy = talk(
      greet_then("read x; i=0; while [ $i -lt 400 ]; do i=$((i+1)); echo '{\"here\":1}'; sleep 0.05; done"),
      1s);
  EXPECT_THAT(busy.stalled, HasSubstr("gave no answer"));
  EXPECT_EQ(busy.failed, "");
}

TEST(ProcessEngine, ADeadOneIsNamedWithItsLastWords) {
  const Talk dead = talk(greet_then("read x; echo out of memory >&2; exit 3"));
  EXPECT_THAT(dead.failed, HasSubstr("exit code 3"));
  EXPECT_THAT(dead.failed, HasSubstr("out of memory"));
  EXPECT_THAT(talk(greet_then("read x; kill -9 $$")).failed, HasSubstr("signal 9"));
  EXPECT_THAT(talk("no_such_program_anywhere").failed, HasSubstr("exit code 127"));
  EXPECT_THAT(talk(greet_then("read x; exec >&-; exec <&-; sleep 0.1")).failed, HasSubstr("answer 2"));
}

TEST(ProcessEngine, AMadOneIsRefused) {
  const auto after_ready = [](const std::string& words) {
    std::string command = "read x; ";
    return talk(greet_then(command.append(words))).failed;
  };
  EXPECT_THAT(after_ready("echo hello"), HasSubstr("expected valid JSON"));
  EXPECT_THAT(after_ready("printf '{\"alarms\":[],\"warnings\":[\"\\377\"]}\\n'"), HasSubstr("UTF-8"));
  EXPECT_THAT(after_ready("head -c 80000000 /dev/zero | tr '\\0' ' '"), HasSubstr("a line without an end"));
  EXPECT_THAT(after_ready("echo '{\"ready\":{}}'"), HasSubstr("ready"));
  EXPECT_THAT(talk("read x; echo '{\"ready\":{\"protocol\":9,\"engine\":\"x\"}}'").failed,
              HasSubstr("version 1"));
}

// Both sides write more than the channel holds before either reads.
TEST(ProcessEngine, LongMessagesBothWaysDoNotBlock) {
  ProcessEngine engine("the engine", "cat", 20s, [](const std::string&) {});
  Directory directory = one_point();
  directory.points.resize(20'000, directory.points[0]);
  EXPECT_THROW(engine.begin(directory, scenario_start), InputError) << "its own hello comes back, whole";
}

TEST(ProcessEngine, NothingIsLeftOfIt) {
  const std::string file = testing::TempDir() + "/engine_pid";
  {
    // it ignores the end of its input, and its child the wish to end
    std::string command = "echo $$ >";
    command.append(file).append("; trap '' TERM; sleep 600 & wait; wait");
    ProcessEngine engine("the engine", command, 2s, [](const std::string&) {});
    EXPECT_THROW(engine.begin(one_point(), scenario_start), EngineStalled);
  }
  pid_t pid = 0;
  std::ifstream(file) >> pid;
  ASSERT_GT(pid, 0);
  EXPECT_EQ(kill(pid, 0), -1);
  // the child was handed to the system, which collects it soon
  for (int i = 0; i < 200 && kill(-pid, 0) == 0; ++i) std::this_thread::sleep_for(10ms);
  EXPECT_EQ(kill(-pid, 0), -1);
}

}  // namespace
}  // namespace fengsui
