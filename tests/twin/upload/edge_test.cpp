// What a gateway makes of readings: limit alarms, batches, repeated and late values, backlogs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/twin/upload/support.h"
#include "twin/upload/edge_gateway.h"
#include "twin/upload/tap.h"

namespace fengsui::upload {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Time at(Duration since) { return scenario_start + since; }

std::string shown(const std::optional<LevelChange>& change) {
  if (!change) return "-";
  return std::to_string(static_cast<int>(change->level)) + "@" +
         std::to_string(change->stamp.time_since_epoch() / 1s) + "/" +
         std::to_string(static_cast<int>(change->threshold));
}

TEST(EdgeAlarms, AreRaisedByTheThirdSampleAndClearedBeyondTheHysteresis) {
  EdgeAlarms alarms(small_directory().points[0], example_edge());  // 70, 90, 130, 150; hysteresis 20
  EXPECT_EQ(shown(alarms.sample(at(1s), 100)), "-");
  EXPECT_EQ(shown(alarms.sample(at(2s), 90)), "-");
  EXPECT_EQ(shown(alarms.sample(at(3s), 89)), "-");
  EXPECT_EQ(shown(alarms.sample(at(4s), 88)), "2@4/90");
  EXPECT_EQ(shown(alarms.sample(at(5s), 110)), "-") << "still within the hysteresis";
  EXPECT_EQ(shown(alarms.sample(at(6s), 110.5)), "0@6/90");
  // two samples are not enough
  EXPECT_EQ(shown(alarms.sample(at(7s), 88)), "-");
  EXPECT_EQ(shown(alarms.sample(at(8s), 88)), "-");
  EXPECT_EQ(shown(alarms.sample(at(9s), 100)), "-");
  EXPECT_EQ(shown(alarms.nothing_until(at(20s))), "-");
}

TEST(EdgeAlarms, GetWorseBetterAndChangeSides) {
  EdgeAlarms alarms(small_directory().points[0], example_edge());
  alarms.sample(at(1s), 140);
  EXPECT_EQ(shown(alarms.nothing_until(at(2s))), "-");
  EXPECT_EQ(shown(alarms.nothing_until(at(3s))), "3@3/130");
  alarms.sample(at(10s), 150);
  EXPECT_EQ(shown(alarms.nothing_until(at(100s))), "4@12/150") << "as of the last sample that had to agree";
  EXPECT_EQ(shown(alarms.sample(at(101s), 130)), "-");
  EXPECT_EQ(shown(alarms.sample(at(102s), 129)), "3@102/130");
  EXPECT_EQ(shown(alarms.sample(at(103s), 60)), "-");
  EXPECT_EQ(alarms.due(), at(105s));
  EXPECT_EQ(shown(alarms.nothing_until(at(105s))), "1@105/70");
  EXPECT_EQ(alarms.level(), LimitLevel::low_low);
  EXPECT_EQ(alarms.due(), never);
}

TEST(EdgeAlarms, ASampleThatSaysOtherwiseStopsTheWait) {
  EdgeAlarms alarms(small_directory().points[0], example_edge());
  alarms.sample(at(1s), 60);
  EXPECT_EQ(shown(alarms.sample(at(3s), 100)), "-");
  EXPECT_EQ(shown(alarms.nothing_until(at(9s))), "-");
}

// One gateway with three points, and what it posts.
struct Desk {
  Directory directory = small_directory();
  CodeTable codes =
      assign_codes(directory, std::vector<DistrictId>(2, DistrictId(std::size_t{0})), small_types());
  std::vector<std::string> labels = {"1号深井液位", "1号炉温", "绳龄", "1号炉温"};
  EdgeSettings settings = example_edge();
  EdgeFacts facts{directory, codes, labels, settings, std::chrono::microseconds{0}};
  EdgeGateway gateway{facts, GatewayId(std::size_t{0})};
  std::vector<std::string> posts;
  EdgeGateway::Send send = [this](GatewayId, const Posting& posting) { posts.push_back(words(posting)); };

  static Reading reading(std::size_t point, Duration stamp, double value) {
    Reading result;
    result.point = PointId(point);
    result.time = at(stamp);
    result.value = value;
    return result;
  }

  // "values 06001@30=100.00 …" or "events …"
  static std::string words(const Posting& posting) {
    std::string text;
    if (const auto* real_time = std::get_if<RealTimePost>(&posting))
      for (const RealTimeValue& value : real_time->values)
        text += (text.empty() ? "" : " ") + value.point.substr(14) + "@" +
                std::to_string(value.time.time_since_epoch().count()) + "=" +
                std::to_string(static_cast<int>(value.value));
    if (const auto* events = std::get_if<EventsPost>(&posting))
      for (const LimitEvent& event : events->events)
        text += (text.empty() ? "! " : " ") + event.point.substr(14) + "@" +
                std::to_string(event.time.time_since_epoch().count()) + ":" +
                std::to_string(static_cast<int>(event.level));
    return text;
  }

  std::vector<std::string> take(Duration now, std::vector<Reading> readings) {
    posts.clear();
    gateway.take(at(now), readings, send);
    return posts;
  }

  std::vector<std::string> tick(Duration now) {
    posts.clear();
    gateway.tick(at(now), send);
    return posts;
  }
};

TEST(EdgeGateway, PostsOneValueOfEachPointInEachPeriodTogether) {
  Desk desk;
  EXPECT_THAT(desk.take(1s, {Desk::reading(0, 0s, 100)}), IsEmpty());
  EXPECT_THAT(desk.take(2s, {Desk::reading(0, 1s, 101)}), IsEmpty())
      << "the second of a period is not posted";
  EXPECT_THAT(desk.take(8s, {Desk::reading(1, 7s, 700)}), IsEmpty());
  EXPECT_EQ(desk.gateway.wake(), at(8s + 3s + 1s + Duration{1}));
  EXPECT_THAT(desk.tick(11s), IsEmpty()) << "the slowest point might still speak";
  EXPECT_THAT(desk.tick(12s + 1us), ElementsAre("06001@0=100 01001@7=700"));
  EXPECT_EQ(desk.gateway.wake(), never);
  EXPECT_THAT(desk.take(31s, {Desk::reading(0, 30s, 102)}), IsEmpty());
  EXPECT_THAT(desk.take(38s, {Desk::reading(1, 37s, 701), Desk::reading(0, 60s, 103)}),
              ElementsAre("06001@30=102 01001@37=701"))
      << "a stamp of the next period shows that this one is whole";
}

TEST(EdgeGateway, PostsWhatCrossesALimitAtOnceAndTheAlarmWhenItIsSure) {
  Desk desk;
  desk.take(1s, {Desk::reading(0, 0s, 100)});
  desk.tick(13s);
  EXPECT_THAT(desk.take(16s, {Desk::reading(0, 15s, 80)}), ElementsAre("06001@15=80"));
  EXPECT_EQ(desk.gateway.wake(), at(16s + 2s + 1s));
  EXPECT_THAT(desk.tick(18s), IsEmpty());
  EXPECT_THAT(desk.tick(19s), ElementsAre("! 06001@17:2"));
  EXPECT_THAT(desk.take(26s, {Desk::reading(0, 25s, 120)}), ElementsAre("06001@25=120", "! 06001@25:0"));
}

TEST(EdgeGateway, PostsRepeatedAndLateValuesAsTheyCome) {
  Desk desk;
  desk.take(1s, {Desk::reading(0, 0s, 100), Desk::reading(1, 0s, 700)});
  desk.take(31s, {Desk::reading(0, 30s, 101)});
  EXPECT_THAT(desk.take(32s, {Desk::reading(0, 30s, 101)}), ElementsAre("06001@30=101")) << "again";
  EXPECT_THAT(desk.take(33s, {Desk::reading(0, 12s, 60)}), ElementsAre("06001@12=60")) << "late";
  EXPECT_THAT(desk.tick(60s), ElementsAre("06001@30=101")) << "a late value raises no alarm";
}

TEST(EdgeGateway, PostsABacklogAsItWouldHaveBeenPosted) {
  Desk desk, backlog;
  std::vector<Reading> readings;
  for (int second = 0; second < 120; second += 30) {
    readings.push_back(Desk::reading(0, std::chrono::seconds{second}, second == 60 ? 60 : 100));
    readings.push_back(Desk::reading(1, std::chrono::seconds{second + 4}, 700));
  }
  std::vector<std::string> live;
  for (const Reading& reading : readings) {
    while (desk.gateway.wake() < reading.time) {
      const auto posts = desk.tick(desk.gateway.wake().time_since_epoch());
      live.insert(live.end(), posts.begin(), posts.end());
    }
    const auto posts = desk.take(reading.time.time_since_epoch(), {reading});
    live.insert(live.end(), posts.begin(), posts.end());
  }
  desk.posts.clear();
  desk.gateway.finish(desk.send);
  live.insert(live.end(), desk.posts.begin(), desk.posts.end());

  std::vector<std::string> late = backlog.take(1h, readings);
  backlog.posts.clear();
  backlog.gateway.finish(backlog.send);
  late.insert(late.end(), backlog.posts.begin(), backlog.posts.end());
  EXPECT_THAT(live, testing::Contains("! 06001@62:1"));
  EXPECT_THAT(late, testing::IsSupersetOf({"06001@0=100 01001@4=700", "06001@60=60 01001@64=700",
                                           "06001@90=100 01001@94=700"}));
  EXPECT_EQ(late.size() + 1, live.size()) << "both alarms of the backlog share a post";
}

TEST(EdgeGateway, RepeatsAPointThatIsSampledSeldom) {
  Desk desk;
  desk.take(1s, {Desk::reading(2, 0s, 17)});
  int repeated = 0;
  for (int second = 0; second < 3600; second += 30) {
    auto posts =
        desk.take(std::chrono::seconds{second + 1}, {Desk::reading(0, std::chrono::seconds{second}, 100)});
    for (const std::string& post : posts) repeated += post.find("99001") != std::string::npos;
  }
  EXPECT_EQ(repeated, 12) << "itself, and every 5 min";
}

TEST(EdgeGateway, AClockThatIsBehindStampsBeforeTheStart) {
  Desk desk;
  EXPECT_THAT(
      desk.take(1s, {Desk::reading(0, -2s, 100), Desk::reading(0, 0s, 101), Desk::reading(1, 3s, 700)}),
      ElementsAre("06001@-2=100"));
  desk.gateway.finish(desk.send);
  EXPECT_THAT(desk.posts, ElementsAre("06001@-2=100", "06001@0=101 01001@3=700"));
}

TEST(Tap, AsksForWhatBothListenersWant) {
  Attention engine, gateway;
  engine.levels = {{10, true}, {20, false}};
  engine.longest_gap = 20s;
  engine.gate = Gate{};
  gateway.levels = {{10, false}, {20, false}, {5, true}};
  gateway.longest_gap = 30s;
  const Attention sum = both(engine, gateway);
  ASSERT_EQ(sum.levels.size(), 4u);
  EXPECT_EQ(sum.levels[0].value, 5);
  EXPECT_TRUE(sum.levels[1].equal_is_above);
  EXPECT_FALSE(sum.levels[2].equal_is_above);
  EXPECT_EQ(sum.longest_gap, 10s) << "multiples of both";
  EXPECT_FALSE(sum.gate) << "the gateway looks whether the gate is open or not";
  engine.longest_gap = forever;
  EXPECT_EQ(both(engine, gateway).longest_gap, 30s);
}

}  // namespace
}  // namespace fengsui::upload
