// The gateways of a scenario against a platform on a loopback port: an outage, lost answers, refusals,
// silence.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <mutex>
#include <thread>

#include "tests/end_to_end/program.h"
#include "twin/upload/receiver.h"

namespace fengsui::end_to_end {
namespace {

using namespace std::chrono_literals;
using namespace fengsui::upload;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* key = "exercise";

// A few minutes in which a limit is crossed.
std::string short_scenario() {
  nlohmann::json scenario = small_scenario();
  scenario["duration"] = "00:05:00";
  scenario["expect"] = nlohmann::json::array();
  return scenario.dump();
}

// The shipped settings with quick retries.
std::string settings(const std::string& time_out = "60 s", const std::string& bytes = "400000000 byte") {
  auto json =
      nlohmann::json::parse(text_of(FENGSUI_SOURCE_DIR "/data/upload/hebei_v1.1.json"), nullptr, true, true);
  json["retry"]["first"]["value"] = "10 ms";
  json["retry"]["last"]["value"] = "50 ms";
  json["retry"]["time_out"]["value"] = time_out;
  json["buffer"]["size"]["value"] = bytes;
  return json.dump();
}

// The enterprise whose gateway posted something, and the post as one line.
std::pair<std::string, std::string> line_of(const Posting& posting) {
  return {std::visit([](const auto& post) { return post.enterprise; }, posting),
          std::string(path_of(call_of(posting))) + " " + write_plain(posting)};
}

class Platform {
 public:
  explicit Platform(CipherKind kind = CipherKind::des, const std::string& with_key = key,
                    const std::string& vector = "12345678")
      : receiver_(Cipher(kind, Secret(with_key), Secret(vector)), {},
                  {[this](const Posting& posting) { take(posting); }, {}, [this] { return behave(); }}),
        port_(receiver_.start("127.0.0.1", 0)) {}

  std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }

  void be(Misbehaviour how) {
    const std::lock_guard lock(mutex_);
    usual_ = how;
  }
  void be_once(int post, Misbehaviour how) {
    const std::lock_guard lock(mutex_);
    at_[post] = how;
  }

  // Out of order for a while as soon as so many posts were taken; false when they never are.
  bool outage_after(std::size_t posts, std::chrono::milliseconds length) {
    for (int i = 0; i < 12'000 && taken() < posts; ++i) std::this_thread::sleep_for(5ms);
    if (taken() < posts) return false;
    receiver_.stop();
    std::this_thread::sleep_for(length);
    receiver_.start("127.0.0.1", port_);
    return true;
  }

  std::size_t taken() {
    const std::lock_guard lock(mutex_);
    return taken_;
  }

  // By enterprise, in the order of arrival; what came twice in a row is there once.
  std::map<std::string, std::vector<std::string>> posts() {
    const std::lock_guard lock(mutex_);
    return posts_;
  }
  std::size_t repeated() {
    const std::lock_guard lock(mutex_);
    return repeated_;
  }

 private:
  void take(const Posting& posting) {
    const std::lock_guard lock(mutex_);
    ++taken_;
    const auto [enterprise, line] = line_of(posting);
    auto& list = posts_[enterprise];
    if (!list.empty() && list.back() == line)
      ++repeated_;
    else
      list.push_back(line);
  }

  Misbehaviour behave() {
    const std::lock_guard lock(mutex_);
    const auto once = at_.find(++asked_);
    return once == at_.end() ? usual_ : once->second;
  }

  std::mutex mutex_;
  std::map<std::string, std::vector<std::string>> posts_;
  std::size_t taken_ = 0, repeated_ = 0;
  int asked_ = 0;
  std::map<int, Misbehaviour> at_;
  Misbehaviour usual_ = Misbehaviour::none;
  Receiver receiver_;
  int port_;
};

struct Gateways {
  Desk desk;

  Gateways() {
    desk.write("short.json", short_scenario());
    desk.write("settings.json", settings());
    desk.write("key.txt", std::string(key) + "\n");
  }

  std::vector<std::string> arguments(const std::string& address, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"gateway", "short.json", "--network", "direct", "--to", address, "--settings",
                               "settings.json", "--key-file", "key.txt"});
    return more;
  }

  // What has to arrive, by enterprise.
  std::map<std::string, std::vector<std::string>> expected() const {
    const Ended ended = desk.fengsui({"gateway", "short.json", "--network", "direct", "--plain"});
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    std::map<std::string, std::vector<std::string>> posts;
    for (const std::string& line : lines_of(ended.out))
      posts[nlohmann::json::parse(line.substr(line.find(' ')))["qybm"]].push_back(line);
    return posts;
  }
};

TEST(Gateway, EverythingArrivesInOrderAcrossAnOutage) {
  const Gateways gateways;
  const auto expected = gateways.expected();
  ASSERT_EQ(expected.size(), 6u) << "one gateway of each enterprise";
  EXPECT_THAT(expected.at("990100000001"), testing::Contains(HasSubstr("eventsData")));

  Platform platform;
  platform.be_once(5, Misbehaviour::lost_answer);
  platform.be_once(9, Misbehaviour::busy);
  platform.be_once(12, Misbehaviour::nonsense);
  Process program(gateways.desk, gateways.arguments(platform.address()));
  EXPECT_TRUE(platform.outage_after(30, 300ms));
  const Ended ended = program.wait();
  EXPECT_EQ(ended.exit_code, 0) << ended.out << ended.err;
  EXPECT_EQ(platform.posts(), expected);
  EXPECT_GE(platform.repeated(), 1u) << "the one whose answer was lost";
  EXPECT_THAT(ended.err, HasSubstr("the platform does not take posts"));
  EXPECT_THAT(ended.err, HasSubstr("takes posts again"));
  EXPECT_THAT(ended.out, HasSubstr("refused 0, dropped 0, not acknowledged at the end 0"));
}

TEST(Gateway, TheSameArrivesWithSm4AndAKeyFromTheEnvironment) {
  const Gateways gateways;
  Platform platform(CipherKind::sm4, "0123456789abcdef", "1234567812345678");
  setenv("FENGSUI_UPLOAD_KEY", "hex:30313233343536373839616263646566", 1);
  const Ended ended = gateways.desk.fengsui({"gateway", "short.json", "--network", "direct", "--to",
                                             platform.address() + "/fcsb/", "--cipher", "sm4"});
  unsetenv("FENGSUI_UPLOAD_KEY");
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  EXPECT_EQ(platform.posts(), gateways.expected());
}

TEST(Gateway, APlatformThatIsAlwaysBusyIsGivenUp) {
  const Gateways gateways;
  Platform platform;
  platform.be(Misbehaviour::busy);
  const Ended ended =
      gateways.desk.fengsui(gateways.arguments(platform.address(), {"--give-up-after", "300 ms"}));
  EXPECT_EQ(ended.exit_code, 3) << ended.out << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("HTTP 500, code 500: 系统繁忙"));
  EXPECT_THAT(ended.err, HasSubstr("given up: the platform has taken no post for 00:00:00.3"));
  EXPECT_THAT(platform.posts(), IsEmpty());
}

TEST(Gateway, APlatformThatHangsIsGivenUp) {
  const Gateways gateways;
  gateways.desk.write("settings.json", settings("50 ms"));
  Platform platform;
  platform.be(Misbehaviour::no_answer);
  const Ended ended =
      gateways.desk.fengsui(gateways.arguments(platform.address(), {"--give-up-after", "300 ms"}));
  EXPECT_EQ(ended.exit_code, 3) << ended.out << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("no answer in 0.05 s"));
  EXPECT_THAT(ended.out, Not(HasSubstr("not acknowledged at the end 0")));
}

TEST(Gateway, AWrongKeyEndsTheRunAndIsNotShown) {
  const Gateways gateways;
  Platform platform(CipherKind::des, "ab23dcef");
  const Ended ended = gateways.desk.fengsui(gateways.arguments(platform.address()));
  EXPECT_EQ(ended.exit_code, 1) << ended.out << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("is this the right key?"));
  EXPECT_THAT(ended.err, HasSubstr("given up: 10 posts in a row were refused"));
  EXPECT_THAT(ended.out + ended.err, Not(HasSubstr(key)));
  EXPECT_THAT(platform.posts(), IsEmpty());
}

TEST(Gateway, WithAPaceTheRunGoesOnAndTheOldestPostsAreDroppedAndCounted) {
  const Gateways gateways;
  gateways.desk.write("settings.json", settings("60 s", "100000 byte"));
  std::string nobody;
  {
    const Platform gone;
    nobody = gone.address();
  }
  const Ended ended =
      gateways.desk.fengsui(gateways.arguments(nobody, {"--pace", "100000", "--give-up-after", "200 ms"}));
  EXPECT_EQ(ended.exit_code, 1) << ended.out << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("no connection"));
  EXPECT_THAT(ended.err, HasSubstr("the oldest posts were dropped"));
  EXPECT_THAT(ended.out, Not(HasSubstr("dropped 0,")));
}

TEST(Gateway, TheReceiverOfTheProgramTakesWhatTheProgramPosts) {
  const Gateways gateways;
  EXPECT_EQ(gateways.desk.fengsui({"gateway", "short.json", "--codes", "codes.csv"}).exit_code, 0);
  EXPECT_THAT(text_of(gateways.desk / "codes.csv"), HasSubstr("9901000000010106"));
  Process receiver(gateways.desk, {"gateway-receiver", "--key-file", "key.txt", "--codes", "codes.csv",
                                   "--address-file", "address.txt", "--idle", "60s"});
  ASSERT_TRUE(receiver.wait_for_file(gateways.desk / "address.txt"));
  const std::string address = lines_of(text_of(gateways.desk / "address.txt")).at(0);
  EXPECT_EQ(gateways.desk.fengsui(gateways.arguments(address)).exit_code, 0);
  receiver.send(SIGINT);
  const Ended ended = receiver.wait();
  EXPECT_EQ(ended.exit_code, 0) << ended.err;
  std::size_t expected = 0;
  for (const auto& [enterprise, posts] : gateways.expected()) expected += posts.size();
  EXPECT_EQ(lines_of(ended.out).size(), expected);
  EXPECT_THAT(ended.err, HasSubstr("posts taken " + std::to_string(expected) + ", not taken 0"));
}

// The video posts of the first enterprise in the plain text of all posts, each with the time of the newest
// value that another enterprise's gateway had posted before it.
std::vector<std::pair<nlohmann::json, std::string>> video_posts(const Ended& ended) {
  std::vector<std::pair<nlohmann::json, std::string>> found;
  std::string latest;
  for (const std::string& line : lines_of(ended.out)) {
    const auto post = nlohmann::json::parse(line.substr(line.find(' ')));
    if (line.starts_with("/api/videosData"))
      found.emplace_back(post, latest);
    else if (line.starts_with("/api/rtsData") && post["qybm"] == "990100000002")
      latest = post["data"]["rts"].back()["ts"];
  }
  return found;
}

TEST(Gateway, ACameraSeesTheLeakAndItsAlarmWaitsForTheLine) {
  const Gateways gateways;
  const auto shown = [&](const std::string& file) {
    const Ended ended = gateways.desk.fengsui({"gateway", file, "--network", "direct", "--plain"});
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    return video_posts(ended);
  };
  nlohmann::json scenario = nlohmann::json::parse(short_scenario());
  const auto seen = shown("short.json");
  ASSERT_EQ(seen.size(), 1u);
  const nlohmann::json alarm = seen[0].first;
  EXPECT_EQ(alarm["qybm"], "990100000001");
  EXPECT_EQ(alarm["data"]["alarmType"], "SJ02001");
  EXPECT_EQ(alarm["data"]["videoCode"], "99010000000101000009") << "of well 9";
  EXPECT_EQ(alarm["data"]["content"], "【演练】9号深井内疑似漏铝火光");
  // it begins at 08:02:00
  EXPECT_GT(alarm["data"]["ts"], "2026-03-03 08:02:00");
  EXPECT_LT(alarm["data"]["ts"], "2026-03-03 08:02:40");
  EXPECT_LT(seen[0].second, "2026-03-03 08:03:00");

  // the same alarm, but only when the line is back
  nlohmann::json outage = scenario;
  outage["events"].push_back(
      {{"at", "00:01:30"}, {"do", "link_down"}, {"link", "gateway 1 access link"}, {"for", "2 min"}});
  gateways.desk.write("outage.json", outage.dump());
  const auto late = shown("outage.json");
  ASSERT_EQ(late.size(), 1u);
  EXPECT_EQ(late[0].first, alarm);
  EXPECT_GE(late[0].second, "2026-03-03 08:03:00");

  nlohmann::json quiet = scenario;
  quiet["events"] = nlohmann::json::array();
  gateways.desk.write("quiet.json", quiet.dump());
  EXPECT_THAT(shown("quiet.json"), IsEmpty());
}

TEST(Gateway, BadInputIsExplained) {
  const Gateways gateways;
  gateways.desk.write("bad_key.txt", "tooshort!\n");
  gateways.desk.write("codes.csv", "mine\n");
  const auto said = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"gateway", "short.json"});
    const Ended ended = gateways.desk.fengsui(more);
    EXPECT_EQ(ended.exit_code, 2) << ended.out << ended.err;
    return ended.err;
  };
  EXPECT_THAT(said({}), HasSubstr("--to URL, --plain or --codes FILE"));
  EXPECT_THAT(said({"--to", "http://127.0.0.1:1"}), HasSubstr("environment variable FENGSUI_UPLOAD_KEY"));
  const std::string key_words = said({"--to", "http://127.0.0.1:1", "--key-file", "bad_key.txt"});
  EXPECT_THAT(key_words, HasSubstr("bad_key.txt: line 1: found 9 bytes, expected 8 bytes"));
  EXPECT_THAT(key_words, Not(HasSubstr("tooshort")));
  EXPECT_THAT(said({"--to", "127.0.0.1", "--key-file", "key.txt"}), HasSubstr("an address such as http://"));
  EXPECT_THAT(said({"--to", "http://127.0.0.1:1", "--plain"}), HasSubstr("not both"));
  EXPECT_THAT(said({"--codes", "codes.csv"}), HasSubstr("a new one (--codes FILE)"));
  EXPECT_EQ(text_of(gateways.desk / "codes.csv"), "mine\n");
  EXPECT_THAT(said({"--plain", "--give-up-after", "soon"}), HasSubstr("a duration such as 60s"));
  EXPECT_THAT(said({"--plain", "--settings", "short.json"}), HasSubstr("short.json"));
  auto strange = nlohmann::json::parse(settings());
  strange["cameras"]["sights"][0]["fault"] = "guide_hole_leek";
  gateways.desk.write("strange.json", strange.dump());
  EXPECT_THAT(
      said({"--plain", "--settings", "strange.json"}),
      HasSubstr(
          "strange.json: /cameras/sights/0/fault: found \"guide_hole_leek\", expected \"guide_hole_leak\"?"));
}

}  // namespace
}  // namespace fengsui::end_to_end
