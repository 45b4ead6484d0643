// Whatever an engine says, nothing that contradicts the directory, the time or itself gets through.
#include "twin/link/checked_engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "sim/base/error.h"

namespace fengsui {
namespace {

using testing::HasSubstr;

Directory one_point() {
  Directory directory;
  directory.enterprises = {{"A", "aluminium", 0, 0}, {"B", "aluminium", 0, 0}};
  directory.gateways = {{EnterpriseId(0), {}}, {EnterpriseId(1), {}}};
  directory.points.resize(1);
  directory.points[0].enterprise = EnterpriseId(0);
  directory.points[0].gateway = GatewayId(0);
  return directory;
}

Time at(int second) { return scenario_start + std::chrono::seconds(second); }

class Scripted final : public Engine {
 public:
  explicit Scripted(std::vector<EngineOutput> answers) : answers_(std::move(answers)) {}
  std::vector<Attention> begin(const Directory& directory, Time) override {
    return std::vector<Attention>(directory.points.size());
  }
  void exchange(const EngineInput&, EngineOutput& output) override { output = answers_.at(next_++); }

 private:
  std::vector<EngineOutput> answers_;
  std::size_t next_ = 0;
};

Alarm alarm(std::size_t id, AlarmEvent event, int second = 10) {
  Alarm alarm;
  alarm.id = AlarmId(id);
  alarm.point = PointId(std::size_t{0});
  alarm.enterprise = EnterpriseId(std::size_t{0});
  alarm.event = event;
  alarm.time = at(second);
  return alarm;
}

Warning warning(std::size_t id, WarningEvent event, Colour colour) {
  Warning warning;
  warning.id = WarningId(id);
  warning.enterprise = EnterpriseId(std::size_t{0});
  warning.event = event;
  warning.colour = colour;
  warning.time = at(10);
  return warning;
}

// What is said of these answers, one a second from second 10 on.
std::string complaint(std::vector<EngineOutput> answers) {
  const std::size_t count = answers.size();
  CheckedEngine engine(std::make_unique<Scripted>(std::move(answers)), "process:liar");
  engine.begin(one_point(), scenario_start);
  EngineOutput output;
  try {
    for (std::size_t i = 0; i < count; ++i)
      engine.exchange({at(10 + static_cast<int>(i)), {}, {}, {}}, output);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

EngineOutput say(std::vector<Alarm> alarms, std::vector<Warning> warnings = {}, Time wake = never) {
  return {std::move(alarms), std::move(warnings), wake};
}

using E = AlarmEvent;
using W = WarningEvent;

TEST(CheckedEngine, LetsAnHonestLifePass) {
  EXPECT_EQ(
      complaint({say({alarm(0, E::raised)}, {warning(0, W::raised, Colour::yellow)}, at(11)),
                 say({alarm(0, E::returned), alarm(1, E::raised)}, {warning(0, W::changed, Colour::red)}),
                 say({alarm(0, E::acknowledged)}, {warning(0, W::ended, Colour::none)}),
                 say({}, {warning(1, W::raised, Colour::blue)})}),
      "");
}

TEST(CheckedEngine, NamesTheLie) {
  const auto changed = [](auto value, auto change) {
    change(value);
    return value;
  };
  EXPECT_THAT(complaint({say({alarm(0, E::returned)})}), HasSubstr("process:liar: answer 1: /alarms/0/id"));
  EXPECT_THAT(complaint({say({alarm(0, E::raised), alarm(0, E::raised)})}), HasSubstr("raised again"));
  EXPECT_THAT(complaint({say({alarm(0, E::raised, 11)})}), HasSubstr("/alarms/0/time"));
  EXPECT_THAT(complaint({say({alarm(0, E::raised, -2'000'000'000)})}), HasSubstr("years before the start"));
  EXPECT_THAT(complaint({say({alarm(4'000'000'000u, E::raised)})}), HasSubstr("without large gaps"));
  EXPECT_THAT(complaint({say({changed(alarm(0, E::raised), [](Alarm& a) { a.point = PointId(1); })})}),
              HasSubstr("directory"));
  EXPECT_THAT(
      complaint({say({changed(alarm(0, E::raised), [](Alarm& a) { a.enterprise = EnterpriseId(1); })})}),
      HasSubstr("/alarms/0/enterprise"));
  EXPECT_THAT(complaint({say({changed(alarm(0, E::raised), [](Alarm& a) { a.priority = 0; })})}),
              HasSubstr("/priority"));
  EXPECT_THAT(complaint({say({}, {warning(0, W::changed, Colour::red)})}),
              HasSubstr("a warning that stands"));
  EXPECT_THAT(complaint({say({}, {warning(0, W::raised, Colour::none)})}), HasSubstr("/colour"));
  EXPECT_THAT(complaint({say({}, {changed(warning(0, W::raised, Colour::red),
                                          [](Warning& w) { w.because = {AlarmId(3)}; })})}),
              HasSubstr("alarm 3"));
  EXPECT_THAT(
      complaint({say({}, {warning(0, W::raised, Colour::red)}), say({}, {warning(0, W::ended, Colour::none)}),
                 say({}, {warning(0, W::raised, Colour::red)})}),
      HasSubstr("answer 3"));
}

// Else the run would ask again at the same instant for ever.
TEST(CheckedEngine, RefusesToBeWokenInThePast) {
  EXPECT_THAT(complaint({say({}, {}, at(10))}), HasSubstr("/wake"));
  EXPECT_EQ(complaint({say({}, {}, at(10) + Duration{1})}), "");
}

}  // namespace
}  // namespace fengsui
