// The metrics of a run, as text that Prometheus reads.
#include "twin/service/metrics.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <regex>
#include <set>
#include <sstream>

#include "tests/twin/service/small_run.h"
#include "twin/service/durable_file.h"

namespace fengsui {
namespace {

using testing::HasSubstr;
using testing::Not;

Alarm alarm(AlarmEvent event, AlarmCondition condition, unsigned point = 0) {
  Alarm alarm;
  alarm.point = PointId(point);
  alarm.event = event;
  alarm.condition = condition;
  return alarm;
}

EngineOutput of(std::vector<Alarm> alarms, std::vector<Warning> warnings = {}) {
  EngineOutput output;
  output.alarms = std::move(alarms);
  output.warnings = std::move(warnings);
  return output;
}

Warning warning(unsigned id, WarningEvent event, Colour colour) {
  Warning warning;
  warning.id = WarningId(id);
  warning.event = event;
  warning.colour = colour;
  return warning;
}

std::string line(const std::string& text, const std::string& name) {
  const auto at = text.find("\nfengsui_engine_" + name + " ");
  if (at == std::string::npos) return "missing";
  const auto value = text.find(' ', at + 1) + 1;
  return text.substr(value, text.find('\n', value) - value);
}

TEST(Metrics, CountAlarmsByConditionAndState) {
  Metrics metrics;
  metrics.publish(
      of({alarm(AlarmEvent::raised, AlarmCondition::low), alarm(AlarmEvent::raised, AlarmCondition::low, 1),
          alarm(AlarmEvent::raised, AlarmCondition::high, 1)}),
      true);
  const auto low = [&](const std::string& state) {
    return line(metrics.text({}), "alarms{condition=\"low\",state=\"" + state + "\"}");
  };
  EXPECT_EQ(low("unacknowledged"), "2");
  EXPECT_EQ(low("acknowledged"), "missing");
  metrics.publish(of({alarm(AlarmEvent::acknowledged, AlarmCondition::low)}), false);
  EXPECT_EQ(low("unacknowledged"), "1");
  EXPECT_EQ(low("acknowledged"), "1");
  metrics.publish(of({alarm(AlarmEvent::returned, AlarmCondition::low),
                      alarm(AlarmEvent::shelved, AlarmCondition::low, 1)}),
                  true);
  EXPECT_EQ(low("acknowledged"), "0") << "a series that was there stays";
  EXPECT_EQ(low("shelved"), "1");
  EXPECT_EQ(line(metrics.text({}), "alarm_events_total{condition=\"low\",event=\"raised\"}"), "2");
  EXPECT_EQ(line(metrics.text({}), "alarms{condition=\"high\",state=\"unacknowledged\"}"), "1");
}

TEST(Metrics, CountWarningsByColour) {
  Metrics metrics;
  const auto in_force = [&](const std::string& colour) {
    return line(metrics.text({}), "warnings{colour=\"" + colour + "\"}");
  };
  EXPECT_EQ(in_force("red"), "0");
  metrics.publish(of({}, {warning(0, WarningEvent::raised, Colour::blue),
                          warning(1, WarningEvent::raised, Colour::blue)}),
                  true);
  metrics.publish(of({}, {warning(1, WarningEvent::changed, Colour::red)}), true);
  EXPECT_EQ(in_force("blue"), "1");
  EXPECT_EQ(in_force("red"), "1");
  metrics.publish(of({}, {warning(1, WarningEvent::ended, Colour::none)}), true);
  EXPECT_EQ(in_force("red"), "0");
  EXPECT_EQ(line(metrics.text({}), "warning_events_total{event=\"raised\"}"), "2");
}

// A service with metrics that has handled so many lines of the small run.
std::string after(int lines, const Folder& folder, int cut) {
  auto metrics = std::make_shared<Metrics>();
  for (const auto& [from, to] : {std::pair(0, cut), std::pair(cut, lines)}) {
    const auto service = small_service();
    metrics = std::make_shared<Metrics>();
    service->add(metrics);
    service->remember(journal_in(folder / "j.db"), from);
    service->answer(small_hello, "test");
    for (int i = from; i < to; ++i) service->answer(small_lines(lines)[i], "test");
    if (to == lines) return metrics->text(service->figures());
  }
  return {};
}

TEST(Metrics, GoOnAfterARestart) {
  const Folder one, two;
  const auto counts = [](const std::string& text) {
    return text.substr(0, text.find("# HELP fengsui_engine_journal"));
  };
  const std::string whole = after(12, one, 0), cut = after(12, two, 7);
  EXPECT_EQ(counts(cut), counts(whole));
  EXPECT_EQ(line(whole, "readings_total"), "192");
  EXPECT_EQ(line(whole, "messages_total"), "12");
  EXPECT_EQ(line(whole, "last_advance_seconds"), "240");
  EXPECT_EQ(line(whole, "journal_messages"), "12");
  EXPECT_EQ(line(whole, "replayed_messages"), "0");
  EXPECT_EQ(line(cut, "replayed_messages"), "7");
  EXPECT_NE(counts(after(13, Folder(), 0)), counts(whole));
}

// What is wrong with a text in Prometheus' format, by the rules of its documentation and of promtool; empty:
// nothing.
std::string fault_of(const std::string& text) {
  const std::regex help(R"(# HELP ([a-z_]+) [A-Z].*\.)"), type("# TYPE ([a-z_]+) (counter|gauge)"),
      sample(R"(([a-z_]+)(\{[a-z]+="[a-z_]+"(,[a-z]+="[a-z_]+")*\})? -?[0-9.]+)");
  std::set<std::string> families, series;
  std::string helped, typed;
  std::istringstream stream(text);
  if (text.empty() || text.back() != '\n') return "no end of the last line";
  for (std::string line; std::getline(stream, line);) {
    std::smatch found;
    if (std::regex_match(line, found, help)) {
      helped = found[1];
      if (!families.insert(helped).second) return helped + " comes twice";
    } else if (std::regex_match(line, found, type)) {
      typed = found[1];
      if (typed != helped) return typed + " has no help";
      if (typed.ends_with("_total") != (found[2] == "counter"))
        return typed + ": only counters end in _total";
    } else if (std::regex_match(line, found, sample)) {
      if (found[1] != typed) return line + ": not below its type";
      if (!series.insert(line.substr(0, line.rfind(' '))).second) return line + ": comes twice";
    } else {
      return line + ": not understood";
    }
  }
  return "";
}

TEST(Metrics, AreInPrometheusFormat) {
  const Folder folder;
  const std::string text = after(12, folder, 7);
  EXPECT_EQ(fault_of(text), "");
  EXPECT_EQ(fault_of(Metrics().text({})), "");
  EXPECT_THAT(fault_of(text + "# TYPE x counter\nx 1\n"), HasSubstr("no help"));
  EXPECT_THAT(fault_of(text + "# HELP x_total X.\n# TYPE x_total gauge\n"), HasSubstr("only counters"));
  EXPECT_THAT(fault_of(text + "# HELP x X.\n# TYPE x gauge\nx 1\nx 2\n"), HasSubstr("comes twice"));
  EXPECT_THAT(fault_of(text + text), HasSubstr("comes twice"));
  EXPECT_THAT(fault_of(text + "broken {\n"), HasSubstr("not understood"));
}

// What promtool says, or that it is not there.
std::string promtool(const std::string& text) {
  const Folder folder;
  std::ofstream(folder / "m.prom") << text;
  const std::string said = folder / "said";
  const std::string command =
      "promtool check metrics <'" + (folder / "m.prom").string() + "' >'" + said + "' 2>&1";
  return std::system(command.c_str()) == 0 ? std::string() : "promtool: " + text_of(said);
}

TEST(Metrics, PassPrometheusOwnCheck) {
  if (std::system("command -v promtool >/dev/null") != 0)
    GTEST_SKIP() << "the check above stands for it: "
                 << "promtool (package prometheus) is not installed";
  const Folder folder;
  const std::string text = after(12, folder, 7);
  EXPECT_EQ(promtool(text), "");
  // it would have seen these
  EXPECT_THAT(promtool(text + "# TYPE x counter\nx 1\n"), HasSubstr("help"));
  EXPECT_THAT(promtool(text + "# HELP x_total X.\n# TYPE x_total gauge\nx_total 1\n"), HasSubstr("_total"));
  EXPECT_THAT(promtool(text + "broken {\n"), HasSubstr("error"));
}

TEST(Metrics, AreWrittenWhole) {
  const Folder folder;
  MetricsFile file(folder / "m.prom");
  EXPECT_TRUE(file.due());
  file.write(Metrics(), {});
  EXPECT_FALSE(file.due());
  EXPECT_THAT(text_of(folder / "m.prom"), HasSubstr("fengsui_engine_readings_total 0\n"));
  EXPECT_FALSE(fs::exists(folder / "m.prom.partial"));
  EXPECT_THAT(complaint([&] { write_whole(folder / "no folder/m.prom", "x"); }),
              HasSubstr("cannot be written"));
}

}  // namespace
}  // namespace fengsui
