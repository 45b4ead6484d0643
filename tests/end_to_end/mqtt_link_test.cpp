// The engine behind a real broker: the same record as in this process, whatever happens to the messages and
// the connections; and what must end a run ends it in time, with its record kept and no password shown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <utility>

#include "sim/port/json_lines.h"
#include "tests/end_to_end/broker.h"
#include "tests/end_to_end/middlemen.h"
#include "tests/end_to_end/program.h"
#include "twin/link/child_process.h"
#include "twin/mqtt/envelope.h"
#include "twin/record/run_file.h"

namespace fengsui::end_to_end {
namespace {

using namespace std::chrono_literals;
using mqtt::Mark;
using testing::HasSubstr;
using testing::Not;

const std::string rules = std::string(FENGSUI_SOURCE_DIR) + "/data/rules/aluminium.json";
const std::string engine_program =
    (std::filesystem::path(FENGSUI_BINARY).parent_path() / "fengsui-engine").string();

// The reference engine behind the broker.
Background engine_at(const Desk& desk, const std::string& url) {
  return {{engine_program, rules, "--mqtt", url}, desk / "engine.log"};
}

std::vector<std::string> words_of_run(const Desk& desk, const std::string& engine, const std::string& out,
                                      std::vector<std::string> more = {}) {
  const std::string scenario = desk.write("small.json", small_scenario().dump()).string();
  more.insert(more.begin(), {"run", scenario, "--network", "direct", "--out", out, "--engine", engine});
  return more;
}

Ended run_with(const Desk& desk, const std::string& engine, const std::string& out,
               const std::vector<std::string>& more = {"--patience", "10"}) {
  return desk.fengsui(words_of_run(desk, engine, out, more));
}

// Enough that the questions of a twin that gets no answer are not what saves a run: the first comes after 20
// s, and is announced after 10 s.
const std::vector<std::string> unhurried = {"--patience", "60"};

// What the engine in this process decides.
const std::string& expected_digest() {
  static const std::string digest = [] {
    const Desk desk;
    return digest_of(run_with(desk, "builtin", "here"));
  }();
  return digest;
}

Record record_in(const Desk& desk, const std::string& out) { return read_run(desk / out / "small/run.h5"); }

// Every file below the folder that holds the word.
std::vector<std::string> files_with(const Desk& desk, const std::string& word) {
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(desk / ""))
    if (entry.is_regular_file() && text_of(entry.path()).find(word) != std::string::npos)
      found.push_back(entry.path().string());
  return found;
}

// A twin at TOPIC "twin" and an engine at "engine", with a relay for each direction.
struct Between {
  Between(const Broker& broker, const Relay::Pass& up, const Relay::Pass& down)
      : up_relay(broker.url("relay"), "twin/to_engine", "engine/to_engine", up),
        down_relay(broker.url("relay"), "engine/from_engine", "twin/from_engine", down) {}
  Relay up_relay, down_relay;
};
std::vector<std::string> unchanged(const std::string& payload) { return {payload}; }

bool is_line(const std::string& payload) {
  const auto opened = mqtt::open(payload);
  return opened && opened->envelope.mark == Mark::number;
}

const std::string announcement = mqtt::seal({std::string(mqtt::everybody), Mark::here, 0}, "");

TEST(MqttLink, TheReferenceEngineDecidesTheSameBehindABroker) {
  const Desk desk;
  const Broker broker;
  const Background engine = engine_at(desk, broker.url("drill/a"));
  // one engine serves one run after the other
  for (const std::string quality : {"0", "1"}) {
    const Ended there =
        run_with(desk, "mqtt:" + broker.url("drill/a") + "?qos=" + quality, "there" + quality);
    EXPECT_EQ(there.exit_code, 0) << there.out << there.err;
    EXPECT_EQ(digest_of(there), expected_digest());
    EXPECT_FALSE(record_in(desk, "there" + quality).alarms.empty());
  }
  EXPECT_EQ(record_in(desk, "there0").run.engine, "mqtt:" + broker.url("drill/a") + "?qos=0");

  // the network with SimGrid, which runs the exchange on a stack of its own; and `test`
  const std::string scenario = (desk / "small.json").string();
  const std::string url = broker.url("drill/a");
  EXPECT_EQ(digest_of(desk.fengsui({"run", scenario, "--engine", url, "--out", "simgrid"})),
            digest_of(desk.fengsui({"run", scenario, "--out", "simgrid_here"})));
  EXPECT_EQ(
      desk.fengsui({"test", scenario, library("leak_during_network_outage"), "--engine", url}).exit_code, 0);
  const Ended crowd = desk.fengsui({"test", scenario, "--engine", url, "--jobs", "2"});
  EXPECT_EQ(crowd.exit_code, 2);
  EXPECT_THAT(crowd.err, HasSubstr("one run at a time"));
}

// At a pace, readings reach the broker when they would; the time that decides is still that in the lines.
TEST(MqttLink, APacedRunTakesItsTimeAndHasTheSameRecord) {
  const Desk desk;
  const Broker broker;
  const Background engine = engine_at(desk, broker.url("drill/a"));
  const auto began = std::chrono::steady_clock::now();
  const Ended paced =
      run_with(desk, "mqtt:" + broker.url("drill/a"), "paced", {"--patience", "60", "--pace", "1200"});
  const auto took = std::chrono::steady_clock::now() - began;
  EXPECT_EQ(paced.exit_code, 0) << paced.out << paced.err;
  EXPECT_EQ(digest_of(paced), expected_digest());
  const Record record = record_in(desk, "paced");
  EXPECT_GE(took, (record.log.back().time - scenario_start) / 1200);
}

TEST(MqttLink, ThePasswordIsAskedForAndNeverShown) {
  const Desk desk;
  const Broker broker({"s3cret", ""});
  const Background engine = engine_at(desk, broker.url("a", "twin:s3cret@"));
  const Ended good = run_with(desk, "mqtt:" + broker.url("a", "twin:s3cret@"), "good");
  EXPECT_EQ(digest_of(good), expected_digest()) << good.err;
  EXPECT_EQ(record_in(desk, "good").run.engine, "mqtt:" + broker.url("a", "twin@"));

  for (const std::string login : {"twin:wr0ng@", "nobody:wr0ng@", ""}) {
    const Ended refused = run_with(desk, "mqtt:" + broker.url("a", login), "refused");
    EXPECT_EQ(refused.exit_code, 2) << refused.out;
    EXPECT_THAT(refused.err, HasSubstr("refuses the login"));
  }
  EXPECT_FALSE(fs::exists(desk / "refused/small/run.h5"));

  setenv("FENGSUI_MQTT_PASSWORD", "s3cret", 1);
  const Ended hidden = run_with(desk, "mqtt:" + broker.url("a", "twin@"), "hidden");
  unsetenv("FENGSUI_MQTT_PASSWORD");
  EXPECT_EQ(digest_of(hidden), expected_digest()) << hidden.err;

  // an engine that gives no answer, and an address that is none
  EXPECT_EQ(
      run_with(desk, "mqtt:" + broker.url("b", "twin:s3cret@"), "silent", {"--patience", "0.6"}).exit_code,
      3);
  EXPECT_EQ(run_with(desk, "mqtt:" + broker.url("a+", "twin:s3cret@"), "none").exit_code, 2);
  EXPECT_EQ(run_with(desk, "matt:" + broker.url("a", "twin:s3cret@"), "none").exit_code, 2);
  for (const std::string word : {"s3cret", "wr0ng"})
    EXPECT_THAT(files_with(desk, word), testing::IsEmpty()) << "records, reports, logs and messages";
}

TEST(MqttLink, TheCertificateIsChecked) {
  const Desk desk;
  const Broker broker({"", "IP:127.0.0.1"});
  const std::string url = broker.url("a") + "?ca=" + broker.certificate().string();
  const Background engine = engine_at(desk, url);
  const Ended good = run_with(desk, "mqtt:" + url, "good");
  EXPECT_EQ(digest_of(good), expected_digest()) << good.err;

  const auto refused = [&](const std::string& other) {
    const Ended ended = run_with(desk, "mqtt:" + other, "refused", {"--patience", "1"});
    EXPECT_EQ(ended.exit_code, 2) << other << ended.out;
    return ended.err;
  };
  EXPECT_THAT(refused(broker.url("a")), HasSubstr("certificate verify failed"));
  EXPECT_THAT(refused("mqtt://127.0.0.1:" + std::to_string(broker.port()) + "/a"), HasSubstr("without TLS?"));
  const Broker other({"", "DNS:another.example"});
  EXPECT_THAT(refused(other.url("a") + "?ca=" + other.certificate().string()),
              HasSubstr("certificate verify failed"));
  desk.write("empty.pem", "");
  EXPECT_THAT(refused(broker.url("a") + "?ca=" + (desk / "empty.pem").string()), HasSubstr("--engine"));
}

TEST(MqttLink, ABrokerThatIsNotThereIsBadInput) {
  const Desk desk;
  const std::string nowhere = "mqtt://127.0.0.1:" + std::to_string(free_port()) + "/a";
  const Ended ended = run_with(desk, nowhere, "out", {"--patience", "0.5"});
  EXPECT_EQ(ended.exit_code, 2);
  EXPECT_THAT(ended.err, HasSubstr("Connection refused"));
  EXPECT_THAT(run_with(desk, "mqtt://no-such-host.invalid/a", "out", {"--patience", "0.5"}).err,
              HasSubstr("name cannot be looked up"));
  EXPECT_FALSE(fs::exists(desk / "out/small/run.h5"));
}

TEST(MqttLink, EitherSideMayComeFirst) {
  const Desk desk;
  const Broker broker;
  Process run(desk, words_of_run(desk, broker.url("a"), "out", unhurried));
  ASSERT_TRUE(run.wait_for_file(desk / "out/small/run.h5.partial"));
  std::this_thread::sleep_for(100ms);
  const Background engine = engine_at(desk, broker.url("a"));
  const Ended ended = run.wait();
  EXPECT_EQ(digest_of(ended), expected_digest()) << ended.out;
  EXPECT_EQ(ended.err, "");
}

TEST(MqttLink, DuplicatesAndWordsOfOthersChangeNothing) {
  const Desk desk;
  const Broker broker;
  const Background engine = engine_at(desk, broker.url("engine"));
  // everything comes twice, and the last but one once more; strangers talk between
  const auto noisy = [](std::string before) {
    return [before](const std::string& payload) mutable {
      std::vector<std::string> all = {payload,       payload, "", "garbage", std::string("\0\xFF\n", 3),
                                      "{\"here\":1}"};
      if (const auto opened = mqtt::open(payload); opened && opened->envelope.mark == Mark::number)
        all.insert(all.begin(),
                   mqtt::seal({"stranger", Mark::number, opened->envelope.number}, "{\"alarms\":3}"));
      if (!before.empty()) all.push_back(before);
      before = payload;
      return all;
    };
  };
  const Between between(broker, unchanged, noisy(""));
  const Ended down = run_with(desk, broker.url("twin"), "down");
  EXPECT_EQ(digest_of(down), expected_digest()) << down.out << down.err;
}

TEST(MqttLink, TheEngineHearsEachLineOnce) {
  const Desk desk;
  const Broker broker;
  const Background engine = engine_at(desk, broker.url("engine"));
  const auto twice = [before = std::string()](const std::string& payload) mutable {
    return std::vector<std::string>{payload, payload, "garbage", "stale 7\n{\"advance_to\":1}",
                                    std::exchange(before, payload)};
  };
  const Between between(broker, twice, unchanged);
  const Ended up = run_with(desk, broker.url("twin"), "up");
  EXPECT_EQ(digest_of(up), expected_digest()) << up.out << up.err;
}

// Passes on every third answer only when it is said again.
Relay::Pass lossy(std::atomic<int>& lost) {
  return [&lost, count = 0](const std::string& payload) mutable -> std::vector<std::string> {
    if (!is_line(payload) || ++count % 3 != 0) return {payload};
    ++lost;
    return {announcement};
  };
}

TEST(MqttLink, ALostAnswerIsSaidAgain) {
  const Desk desk;
  const Broker broker;
  const Background engine = engine_at(desk, broker.url("engine"));
  std::atomic<int> lost = 0;
  const Between between(broker, unchanged, lossy(lost));
  const Ended ended = run_with(desk, broker.url("twin"), "out");
  EXPECT_EQ(digest_of(ended), expected_digest()) << ended.out << ended.err;
  EXPECT_GT(lost.load(), 10);
}

TEST(MqttLink, AnEngineThatDecidesAgainInsteadOfRepeatingIsFoundOut) {
  const Desk desk;
  const Broker broker;
  std::atomic<int> lost = 0;
  const Between between(broker, unchanged, lossy(lost));
  ChildProcess process(engine_program + " " + rules);
  const Relay naive(broker.url("relay"), "engine/to_engine", "engine/from_engine",
                    [&](const std::string& payload) -> std::vector<std::string> {
                      const auto opened = mqtt::open(payload);
                      if (!opened || opened->envelope.mark != Mark::number) return {};
                      std::string line(opened->line), answer;
                      process.send(line + "\n");
                      if (process.receive(answer, 2s, json_lines::longest_line) != LineTransport::Wait::line)
                        return {};
                      return {mqtt::seal(opened->envelope, answer)};
                    });
  const Ended ended = run_with(desk, broker.url("twin"), "out", {"--patience", "3"});
  EXPECT_FALSE(ended.exit_code == 0 && digest_of(ended) == expected_digest());
  EXPECT_GT(lost.load(), 2);
}

class CutMqttLink : public testing::TestWithParam<bool> {};  // with TLS?

TEST_P(CutMqttLink, DoesNotBreakARun) {
  const Desk desk;
  const Broker broker({"", GetParam() ? "IP:127.0.0.1" : ""});
  const std::string ca = GetParam() ? "?ca=" + broker.certificate().string() : "";
  // the first message, the hello of 200 kB, is cut in its middle; the longest of the others has 8 kB
  Cutter before_twin(broker.port(), 3'000, 16'000), before_engine(broker.port(), 5'000, 18'000);
  const Relay watch(broker.url("watch") + ca, "a/to_engine", "nowhere", [&](const std::string& payload) {
    if (const auto opened = mqtt::open(payload); opened && opened->envelope.number == 2)
      before_twin.begin(), before_engine.begin();
    return std::vector<std::string>();
  });
  const auto through = [&](const Cutter& cutter) {
    return (GetParam() ? "mqtts" : "mqtt") + ("://127.0.0.1:" + std::to_string(cutter.port())) + "/a" + ca;
  };
  const Background engine = engine_at(desk, through(before_engine));
  const Ended ended = run_with(desk, through(before_twin), "out", unhurried);
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  EXPECT_EQ(digest_of(ended), expected_digest());
  EXPECT_EQ(ended.err, "") << "nobody had to ask for an answer";
  RecordProperty("cuts", before_twin.cuts() + before_engine.cuts());
  EXPECT_GE(before_twin.cuts(), 3);
  EXPECT_GE(before_engine.cuts(), 3);
}

INSTANTIATE_TEST_SUITE_P(, CutMqttLink, testing::Bool(),
                         [](const auto& one) { return one.param ? "WithTls" : "WithoutTls"; });

TEST(MqttLink, ABrokerThatIsStartedAgainAndAgainDoesNotBreakARun) {
  const Desk desk;
  Broker broker;
  const Background engine = engine_at(desk, broker.url("a"));
  // 20 minutes in 2 s
  Process run(desk,
              words_of_run(desk, broker.url("a") + "?qos=1", "out", {"--patience", "20", "--pace", "600"}));
  int restarts = 0;
  for (; restarts < 4 && run.running(); ++restarts) {
    std::this_thread::sleep_for(250ms);
    broker.stop();
    std::this_thread::sleep_for(50ms);
    broker.start();
  }
  const Ended ended = run.wait();
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  EXPECT_EQ(digest_of(ended), expected_digest());
  EXPECT_GE(restarts, 3);
}

// A run whose engine, or broker, goes away in the middle.
Ended run_until(const Desk& desk, const Broker& broker, const std::function<void()>& then,
                const Relay::Pass& up = unchanged) {
  int lines = 0;
  const Between between(
      broker,
      [&](const std::string& payload) {
        if (++lines == 40) then();
        return up(payload);
      },
      unchanged);
  return run_with(desk, broker.url("twin"), "out", {"--patience", "1.5"});
}

TEST(MqttLink, AnEngineThatDiesIsInconclusiveAndTheRecordIsKept) {
  const Desk desk;
  const Broker broker;
  Background engine = engine_at(desk, broker.url("engine"));
  const Ended ended = run_until(desk, broker, [&] { engine.end(); });
  EXPECT_EQ(ended.exit_code, 3) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("the engine under test stalled"));
  EXPECT_THAT(ended.err, HasSubstr("holds the connection"));
  const Record record = record_in(desk, "out");
  EXPECT_EQ(record.run.outcome, Outcome::stalled);
  EXPECT_FALSE(record.readings.empty());
  EXPECT_THAT(desk.half_written(), testing::IsEmpty());
}

TEST(MqttLink, AnEngineThatComesBackWithoutItsMemorySaysSo) {
  const Desk desk;
  const Broker broker;
  std::optional<Background> engine;
  engine.emplace(std::vector<std::string>{engine_program, rules, "--mqtt", broker.url("engine")},
                 desk / "engine.log");
  const Ended ended = run_until(desk, broker, [&] {
    engine.reset();
    engine.emplace(std::vector<std::string>{engine_program, rules, "--mqtt", broker.url("engine")},
                   desk / "engine.log");
  });
  EXPECT_EQ(ended.exit_code, 3) << ended.out << ended.err;
  EXPECT_THAT(ended.out, HasSubstr("began to listen in the middle of the run"));
  EXPECT_EQ(record_in(desk, "out").run.outcome, Outcome::failed);
}

TEST(MqttLink, ABrokerThatDoesNotComeBackIsInconclusive) {
  const Desk desk;
  Broker broker;
  const Background engine = engine_at(desk, broker.url("a"));
  Process run(desk, words_of_run(desk, broker.url("a"), "out", {"--patience", "1.5", "--pace", "600"}));
  ASSERT_TRUE(run.wait_for_file(desk / "out/small/run.h5.partial"));
  std::this_thread::sleep_for(200ms);
  broker.stop();
  const Ended ended = run.wait();
  EXPECT_EQ(ended.exit_code, 3) << ended.out << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("is not connected: Connection refused"));
  EXPECT_EQ(record_in(desk, "out").run.outcome, Outcome::stalled);
}

TEST(MqttLink, NonsenseEndsARunAndNotTheEngine) {
  const Desk desk;
  const Broker broker;
  const Background engine = engine_at(desk, broker.url("engine"));
  // a line that is no message reaches the engine
  const auto spoil = [count = 0](const std::string& payload) mutable -> std::vector<std::string> {
    const auto opened = mqtt::open(payload);
    if (!opened || opened->envelope.mark != Mark::number || ++count != 30) return {payload};
    return {mqtt::seal(opened->envelope, "no JSON")};
  };
  const Ended up = run_until(
      desk, broker, [] {}, spoil);
  EXPECT_EQ(up.exit_code, 3) << up.out << up.err;
  EXPECT_THAT(up.out, HasSubstr("the engine ended the run; its last words: message of the run"));

  // it serves the next run; now the answers are spoilt
  const auto answers = [&](const std::string& instead, const std::string& out) {
    const Between between(broker, unchanged,
                          [&, count = 0](const std::string& payload) mutable -> std::vector<std::string> {
                            const auto opened = mqtt::open(payload);
                            if (!opened || opened->envelope.mark != Mark::number || ++count != 30)
                              return {payload};
                            return {mqtt::seal(opened->envelope, instead)};
                          });
    const Ended ended = run_with(desk, broker.url("twin"), out, {"--patience", "5"});
    EXPECT_EQ(ended.exit_code, instead.empty() ? 0 : 3) << ended.out << ended.err;
    EXPECT_EQ(record_in(desk, out).run.outcome, Outcome::failed);
    return ended.out;
  };
  EXPECT_THAT(answers("no JSON", "garbage"), HasSubstr("expected valid JSON"));
  EXPECT_THAT(answers("{\"ready\":{}}", "wrong"), HasSubstr("ready"));
  EXPECT_THAT(answers(std::string(json_lines::longest_line + 1, ' '), "long"), HasSubstr("at most 64 MiB"));
}

TEST(MqttLink, TheNextRunTakesTheEngineOver) {
  const Desk desk;
  const Broker broker;
  const Background engine = engine_at(desk, broker.url("a"));
  Process slow(desk, words_of_run(desk, broker.url("a"), "slow", {"--patience", "5", "--pace", "100"}));
  ASSERT_TRUE(slow.wait_for_file(desk / "slow/small/run.h5.partial"));
  std::this_thread::sleep_for(300ms);
  const Ended fast = run_with(desk, broker.url("a"), "fast");
  EXPECT_EQ(digest_of(fast), expected_digest()) << fast.out << fast.err;
  const Ended late = slow.wait();
  EXPECT_EQ(late.exit_code, 3) << late.out << late.err;
  EXPECT_THAT(late.out, HasSubstr("another run has begun"));
}

}  // namespace
}  // namespace fengsui::end_to_end
