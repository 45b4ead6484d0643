// Cameras: how long they take to recognise a sight, what they cannot see, and alarms that have to wait.
#include "twin/upload/cameras.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/error.h"
#include "tests/twin/upload/support.h"
#include "twin/upload/codes.h"
#include "twin/upload/still.h"

namespace fengsui::upload {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::uint32_t leak = 2, explosion = 0;

CameraSettings settings(double recognised) {
  CameraSettings settings;
  settings.look_every = 1s;
  settings.recognised = recognised;
  settings.accident_visible = 10min;
  return settings;
}

const std::vector<Camera>& two_cameras() {
  static const std::vector<Camera> cameras = [] {
    const Sight glare{"casting_well", "leak", "", "SJ02001", "glare", "火光"};
    const Sight smoke{"casting_well", "", "explosion", "SJ02001", "smoke", "烟火"};
    const std::vector<KnownSight> sees = {{false, leak, glare}, {true, explosion, smoke}};
    return std::vector<Camera>{{UnitId(std::size_t{1}), GatewayId(std::size_t{0}), "1", "well 1", sees},
                               {UnitId(std::size_t{4}), GatewayId(std::size_t{1}), "2", "well 2", sees}};
  }();
  return cameras;
}

LogEntry entry(Duration at, LogKind kind, std::uint32_t unit, std::uint32_t detail) {
  return {scenario_start + at, kind, 0, unit, detail, 0, 0.0};
}

bool always(GatewayId) { return true; }

std::vector<VideoAlarm> seen_until(Cameras& cameras, Duration until,
                                   const std::function<bool(GatewayId)>& reachable = always) {
  std::vector<VideoAlarm> alarms;
  cameras.look(scenario_start + until, reachable, [&](const VideoAlarm& alarm) { alarms.push_back(alarm); });
  return alarms;
}

TEST(Cameras, SeeOnlyTheirOwnUnitAndWhatTheyKnow) {
  Cameras cameras(two_cameras(), settings(1.0), 1);
  cameras.take(entry(1min, LogKind::fault_witnessed, 2, leak));          // a unit without a camera
  cameras.take(entry(1min, LogKind::fault_witnessed, 900, leak));        // no unit of theirs at all
  cameras.take(entry(1min, LogKind::fault_witnessed, 1, leak + 1));      // another fault
  cameras.take(entry(1min, LogKind::fault_started, 1, leak));            // without an effect so far
  cameras.take(entry(1min, LogKind::accident, 1, explosion + 1));        // another accident
  cameras.take(entry(1min, LogKind::point_of_no_return, 1, explosion));  // nothing to be seen
  EXPECT_THAT(seen_until(cameras, 1h), IsEmpty());

  cameras.take(entry(1h, LogKind::accident, 4, explosion));
  const std::vector<VideoAlarm> alarms = seen_until(cameras, 2h);
  ASSERT_THAT(alarms, SizeIs(1));
  EXPECT_EQ(alarms[0].camera, 1U);
  EXPECT_EQ(alarms[0].sight->english, "smoke");
  EXPECT_EQ(alarms[0].seen, scenario_start + 1h + 1s);
}

TEST(Cameras, LookAtMultiplesOfTheirPeriod) {
  Cameras cameras(two_cameras(), settings(1.0), 1);
  cameras.take(entry(1500ms, LogKind::fault_witnessed, 1, leak));
  EXPECT_THAT(seen_until(cameras, 1999ms), IsEmpty());
  const std::vector<VideoAlarm> alarms = seen_until(cameras, 2s);
  ASSERT_THAT(alarms, SizeIs(1));
  EXPECT_EQ(alarms[0].seen, scenario_start + 2s);
  EXPECT_THAT(seen_until(cameras, 1h), IsEmpty()) << "one alarm a sight";
}

// The first of n pictures that is enough: P(seen within k) = 1 - (1 - p)^k.
double share_seen_within(double recognised, int pictures, int sights) {
  int seen = 0;
  for (int i = 0; i < sights; ++i) {
    Cameras cameras(two_cameras(), settings(recognised), static_cast<std::uint64_t>(i));
    cameras.take(entry(0s, LogKind::fault_witnessed, 1, leak));
    cameras.take(entry(std::chrono::seconds{pictures} + 500ms, LogKind::fault_ended, 1, leak));
    seen += static_cast<int>(seen_until(cameras, 1h).size());
  }
  return static_cast<double>(seen) / sights;
}

TEST(Cameras, TheNumberOfPicturesIsGeometric) {
  constexpr int sights = 20'000;
  constexpr double recognised = 0.3;
  for (const int pictures : {1, 2, 5}) {
    const double expected = 1.0 - std::pow(1.0 - recognised, pictures);
    const double error = 4.5 * std::sqrt(expected * (1.0 - expected) / sights);
    EXPECT_NEAR(share_seen_within(recognised, pictures, sights), expected, error) << pictures;
    // a camera that is a little worse is told apart
    EXPECT_GT(std::abs(share_seen_within(0.27, pictures, sights) - expected), error) << pictures;
  }
}

TEST(Cameras, ASightThatEndedIsNotSeenAndAnAccidentIsSeenForAWhile) {
  // 1000 pictures on average
  CameraSettings smoke = settings(0.001);
  smoke.accident_visible = 3s;
  Cameras brief(two_cameras(), smoke, 1);
  brief.take(entry(0s, LogKind::accident, 1, explosion));
  EXPECT_THAT(seen_until(brief, 24h), IsEmpty());

  smoke.accident_visible = 24h;
  Cameras patient(two_cameras(), smoke, 1);
  patient.take(entry(0s, LogKind::accident, 1, explosion));
  patient.take(entry(1s, LogKind::fault_ended, 1, explosion));  // a fault of the same number is another sight
  EXPECT_THAT(seen_until(patient, 24h), SizeIs(1));
}

TEST(Cameras, AlarmsWaitForTheLineAndKeepTheirOrder) {
  Cameras cameras(two_cameras(), settings(1.0), 1);
  bool up = false;
  const auto first_is_down = [&](GatewayId gateway) { return up || gateway.index != 0; };
  cameras.take(entry(10s, LogKind::fault_witnessed, 1, leak));
  cameras.take(entry(20s, LogKind::accident, 1, explosion));
  cameras.take(entry(20s, LogKind::accident, 4, explosion));
  const std::vector<VideoAlarm> others = seen_until(cameras, 1min, first_is_down);
  ASSERT_THAT(others, SizeIs(1));
  EXPECT_EQ(others[0].camera, 1U);

  up = true;
  cameras.take(entry(1h, LogKind::fault_ended, 1, leak));  // it was seen while it lasted
  const std::vector<VideoAlarm> late = seen_until(cameras, 1h, first_is_down);
  ASSERT_THAT(late, SizeIs(2));
  EXPECT_EQ(late[0].seen, scenario_start + 11s);
  EXPECT_EQ(late[1].seen, scenario_start + 21s);
}

TEST(Cameras, DrawOnlyFromSeedCameraAndNumberOfTheSight) {
  const auto times = [](std::uint64_t seed, bool others) {
    Cameras cameras(two_cameras(), settings(0.2), seed);
    std::vector<VideoAlarm> alarms;
    for (int i = 0; i < 20; ++i) {
      const Duration at = std::chrono::hours{i};
      if (others) cameras.take(entry(at, LogKind::accident, 4, explosion));
      cameras.take(entry(at, LogKind::fault_witnessed, 1, leak));
      for (const VideoAlarm& alarm : seen_until(cameras, at + 59min))
        if (alarm.camera == 0) alarms.push_back(alarm);
    }
    std::vector<Time> seen;
    for (const VideoAlarm& alarm : alarms) seen.push_back(alarm.seen);
    return seen;
  };
  EXPECT_THAT(times(1, false), SizeIs(20));
  EXPECT_EQ(times(1, false), times(1, true));
  EXPECT_NE(times(1, false), times(2, false));
}

TEST(Cameras, HaveCodesOfTwentyDigits) {
  EXPECT_EQ(camera_code("99030000000101", 7), "99030000000101000007");
  EXPECT_THROW(camera_code("99030000000101", 1'000'000), InputError);
}

TEST(Still, IsAJpegThatFitsIntoAMessage) {
  const std::vector<std::string> lines = {"EXERCISE - NOT A PHOTOGRAPH", "camera 99030000000101000007"};
  const std::string picture = still_of(lines);
  EXPECT_EQ(picture.substr(0, 3), "\xFF\xD8\xFF");
  EXPECT_EQ(picture.substr(picture.size() - 2), "\xFF\xD9");
  EXPECT_LT(picture.size() * 4 / 3, longest_image);
  EXPECT_EQ(picture, still_of(lines)) << "the same words, the same bytes";
  EXPECT_NE(picture, still_of(std::vector<std::string>{"something else"}));
  still_of(std::vector<std::string>(100, std::string(1000, 'W')));  // too much is cut, not written beyond
}

}  // namespace
}  // namespace fengsui::upload
