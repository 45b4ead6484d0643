// Messages of the port as lines: what is written is read back the same, and what the protocol does not allow
// is refused with its place.
#include "sim/port/json_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <set>

#include "sim/base/error.h"
#include "sim/base/random.h"
#include "sim/port/words.h"

namespace fengsui::json_lines {
namespace {

using testing::HasSubstr;

Directory two_points() {
  Directory directory;
  directory.enterprises = {{"苇铝（虚构）", "aluminium", 22.5, 20.0}};
  directory.gateways = {{EnterpriseId(0), std::chrono::seconds(30)}};
  PointEntry level{"LEVEL",
                   "casting_well",
                   "well 9",
                   "mm",
                   EnterpriseId(0),
                   UnitId(3),
                   GatewayId(0),
                   0.0,
                   200.0,
                   {70.0, 90.0, {}, 135.0},
                   std::chrono::seconds(1)};
  PointEntry run = level;
  run.tag = "RUN";
  run.limits = {};
  directory.points = {level, run};
  return directory;
}

// Anything that may cross, drawn at random.
class Draws {
 public:
  explicit Draws(std::uint32_t whom) : stream_{3, Draw::test, whom} {}

  std::size_t below(std::size_t count) {
    return static_cast<std::size_t>(stream_.uniform(draw_++) * static_cast<double>(count));
  }
  Time time() { return scenario_start + from_seconds(stream_.uniform(draw_++) * 1e8 - 1e3); }
  double value() { return std::ldexp(stream_.uniform(draw_++) - 0.5, static_cast<int>(below(60)) - 20); }
  template <class Enum>
  Enum word() {
    return static_cast<Enum>(below(words_for<Enum>().size()));
  }

 private:
  Stream stream_;
  std::uint64_t draw_ = 0;
};

Input some_input(std::uint32_t whom) {
  Draws draws(whom);
  Input input;
  input.now = draws.time();
  for (std::size_t i = draws.below(5); i > 0; --i)
    input.readings.push_back(
        {draws.time(), draws.value(), PointId(draws.below(2)), draws.word<Quality>(), {}});
  for (std::size_t i = draws.below(3); i > 0; --i)
    input.beats.push_back({GatewayId(std::size_t{0}), draws.time(), draws.time()});
  for (std::size_t i = draws.below(3); i > 0; --i)
    input.actions.push_back(
        {draws.time(), WarningId(draws.below(9)), EnterpriseId(std::size_t{0}), draws.word<Act>()});
  for (std::size_t i = draws.below(3); i > 0; --i)
    input.alarm_actions.push_back({draws.time(), PointId(draws.below(2)), draws.word<AlarmCondition>(),
                                   draws.word<AlarmAct>(), std::chrono::seconds(draws.below(100))});
  return input;
}

EngineOutput some_output(std::uint32_t whom) {
  Draws draws(whom);
  EngineOutput output;
  for (std::size_t i = draws.below(4); i > 0; --i) {
    Alarm alarm;
    alarm.id = AlarmId(draws.below(1000));
    if (draws.below(2) == 0)
      alarm.point = PointId(draws.below(2));
    else
      alarm.gateway = GatewayId(std::size_t{0});
    alarm.enterprise = EnterpriseId(std::size_t{0});
    alarm.event = draws.word<AlarmEvent>();
    alarm.condition = draws.word<AlarmCondition>();
    alarm.priority = static_cast<std::uint8_t>(1 + draws.below(4));
    alarm.time = draws.time();
    alarm.value = draws.value();
    alarm.limit = draws.value();
    output.alarms.push_back(alarm);
  }
  for (std::size_t i = draws.below(3); i > 0; --i) {
    Warning warning;
    warning.id = WarningId(draws.below(100));
    warning.enterprise = EnterpriseId(std::size_t{0});
    warning.event = draws.word<WarningEvent>();
    warning.colour = draws.word<Colour>();
    warning.time = draws.time();
    warning.score = 28.57;
    warning.alarms = 12.5;
    warning.because = {AlarmId(draws.below(7)), AlarmId(draws.below(7))};
    warning.reason = "两个测点 \"高高\"";
    output.warnings.push_back(warning);
  }
  if (draws.below(2) == 0) output.wake = draws.time();
  return output;
}

TEST(JsonLines, InputsComeThroughUnchanged) {
  const Directory directory = two_points();
  for (std::uint32_t whom = 0; whom < 500; ++whom) {
    const Input input = some_input(whom);
    const std::string line = write_input(input.view());
    const Input read = read_input(line, "twin", directory);
    EXPECT_EQ(read.now, input.now);
    EXPECT_EQ(read.readings, input.readings);
    EXPECT_EQ(write_input(read.view()), line);
    EXPECT_EQ(line.find('\n'), line.size() - 1);
    EXPECT_EQ(kind_of(line, "twin"), Kind::input);
  }
}

TEST(JsonLines, OutputsComeThroughUnchanged) {
  const Directory directory = two_points();
  for (std::uint32_t whom = 0; whom < 500; ++whom) {
    const EngineOutput output = some_output(whom);
    const std::string line = write_output(output);
    const EngineOutput read = read_output(line, "engine", directory);
    ASSERT_EQ(read.alarms.size(), output.alarms.size());
    for (std::size_t i = 0; i < read.alarms.size(); ++i) {
      EXPECT_EQ(read.alarms[i].value, output.alarms[i].value) << "to the last bit";
      EXPECT_EQ(read.alarms[i].event, output.alarms[i].event);
    }
    EXPECT_EQ(read.wake, output.wake);
    EXPECT_EQ(write_output(read), line);
    EXPECT_EQ(kind_of(line, "engine"), Kind::output);
  }
}

TEST(JsonLines, DirectoriesAndAttentionComeThroughUnchanged) {
  const std::string hello = write_hello(two_points());
  EXPECT_EQ(write_hello(read_hello(hello, "twin")), hello);
  EXPECT_EQ(kind_of(hello, "twin"), Kind::hello);

  Attention careful, careless;
  careful.levels = {{70.0, false}, {90.0, true}};
  careful.longest_gap = std::chrono::seconds(10);
  careful.steps = {std::chrono::seconds(5), 0.25};
  careful.gate = Gate{PointId(std::size_t{1}), {1.0, true}, true};
  careless.every_sample = true;
  const std::string ready = write_ready({"an engine", {careful, careless}});
  EXPECT_EQ(write_ready(read_ready(ready, "engine", 2)), ready);
  EXPECT_TRUE(read_ready(write_ready({"an engine", {}}), "engine", 2).attention.empty());
}

TEST(JsonLines, AReadingThatIsNoNumberIsNull) {
  const std::vector<Reading> readings = {
      {scenario_start, std::nan(""), PointId(std::size_t{0}), Quality::bad, {}}};
  const std::string line = write_input({scenario_start, readings, {}, {}});
  EXPECT_THAT(line, HasSubstr("[0,0,null,\"bad\"]"));
  EXPECT_TRUE(std::isnan(read_input(line, "twin", two_points()).readings[0].value));
}

// The blocks of the protocol's description are messages of the protocol.
TEST(JsonLines, TheExamplesOfTheProtocolAreMessages) {
  std::ifstream file(FENGSUI_SOURCE_DIR "/docs/engine-protocol.md");
  std::set<Kind> seen;
  std::string block;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    if (line == "```json") {
      inside = true;
      block.clear();
    } else if (line == "```" && inside) {
      inside = false;
      const Kind kind = kind_of(block, "docs/engine-protocol.md");
      seen.insert(kind);
      if (kind == Kind::hello) {
        EXPECT_EQ(read_hello(block, "the hello").points.at(0).tag, "DW_LM_DIST");
      }
      if (kind == Kind::ready) {
        EXPECT_EQ(read_ready(block, "the ready", 1).attention.size(), 1u);
      }
      if (kind == Kind::input) {
        EXPECT_EQ(read_input(block, "the input", two_points()).readings.size(), 2u);
      }
      if (kind == Kind::output) {
        EXPECT_EQ(read_output(block, "the output", two_points()).alarms.size(), 1u);
      }
    } else if (inside) {
      block += line + "\n";
    }
  }
  EXPECT_EQ(seen, (std::set{Kind::hello, Kind::ready, Kind::input, Kind::output}));
}

template <class Read>
std::string complaint(Read read) {
  try {
    read();
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(JsonLines, RefuseWhatTheProtocolDoesNotAllow) {
  const Directory directory = two_points();
  const auto output = [&](const std::string& line) {
    return complaint([&] { read_output(line, "engine", directory); });
  };
  const std::string alarm =
      R"({"id":0,"point":0,"enterprise":0,"event":"raised","condition":"low","time":5})";
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string text = alarm;
    return output("{\"alarms\":[" + text.replace(text.find(from), from.size(), to) + "],\"warnings\":[]}");
  };
  EXPECT_EQ(output("{\"alarms\":[" + alarm + "],\"warnings\":[]}"), "accepted");
  EXPECT_THAT(output("{\"alarms\":["), HasSubstr("expected valid JSON"));
  EXPECT_THAT(output("{\"alarms\":[],\"warnings\":[\"\xff\"]}"), HasSubstr("UTF-8"));
  EXPECT_THAT(output("{\"alarms\":[]}"), HasSubstr("\"warnings\""));
  EXPECT_THAT(output("{\"alarms\":[],\"warnings\":[],\"wakee\":1}"), HasSubstr("wake"));
  EXPECT_THAT(output("{\"alarms\":[],\"warnings\":[],\"wake\":1e300}"), HasSubstr("/wake"));
  EXPECT_THAT(changed("\"point\":0", "\"point\":2"), HasSubstr("/alarms/0/point"));
  EXPECT_THAT(changed("\"point\":0,", ""), HasSubstr("\"gateway\""));
  EXPECT_THAT(changed("\"point\":0,", "\"point\":0,\"gateway\":0,"), HasSubstr("\"gateway\""));
  EXPECT_THAT(changed("\"raised\"", "\"risen\""), HasSubstr("raised, returned"));
  EXPECT_THAT(changed("\"time\":5", "\"time\":\"5 s\""), HasSubstr("/alarms/0/time"));
  EXPECT_THAT(changed("\"id\":0", "\"id\":-1"), HasSubstr("/alarms/0/id"));
  EXPECT_THAT(complaint([] { read_ready(R"({"ready":{"protocol":2,"engine":"x","more":1}})", "engine", 2); }),
              HasSubstr("version 1"));
  EXPECT_THAT(
      complaint([] { read_ready(R"({"ready":{"protocol":1,"engine":"x","attention":[]}})", "engine", 2); }),
      HasSubstr("one for each of the 2 points"));
  EXPECT_THAT(complaint([] { kind_of("{}", "engine"); }), HasSubstr("\"ready\""));
}

}  // namespace
}  // namespace fengsui::json_lines
