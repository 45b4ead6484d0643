// Poster and receiver over a loopback connection; a platform that misbehaves in every known way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "sim/base/error.h"
#include "tests/twin/upload/support.h"
#include "twin/upload/poster.h"
#include "twin/upload/receiver.h"

namespace fengsui::upload {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Post post_of(const Posting& posting, const Cipher& cipher = example_cipher()) {
  return {call_of(posting), write_body(posting, cipher), 1, {}};
}

struct Platform {
  std::vector<Posting> taken;
  std::vector<std::string> not_taken;
  std::atomic<Misbehaviour> misbehaviour = Misbehaviour::none;
  Receiver receiver;
  int port = 0;

  explicit Platform(std::optional<std::set<std::string>> known = {})
      : receiver(example_cipher(), std::move(known),
                 {[this](const Posting& posting) { taken.push_back(posting); },
                  [this](const std::string& why) { not_taken.push_back(why); },
                  [this] { return misbehaviour.load(); }}),
        port(receiver.start("127.0.0.1", 0)) {}

  std::string address() const { return "http://127.0.0.1:" + std::to_string(port); }
};

TEST(Http, PostsOfAllKindsArriveAndAreAcknowledged) {
  Platform platform;
  Poster poster(platform.address() + "/rabbitmqfcsb/", 10s);
  const std::vector<Posting> all = {example_real_time(), example_events(), example_video()};
  for (const Posting& posting : all) {
    const Answer answer = poster.send(post_of(posting));
    EXPECT_EQ(answer.meaning, Meaning::acknowledged) << answer.words;
    EXPECT_EQ(answer.words, "HTTP 200, code 200: 操作成功");
  }
  platform.receiver.stop();
  EXPECT_EQ(platform.taken, all);
  EXPECT_THAT(platform.not_taken, IsEmpty());
}

TEST(Http, WhatCannotBeOpenedIsRefused) {
  Platform platform(
      std::set<std::string>{"0123456789120101001", "0123456789120102001", example_video().video});
  Poster poster(platform.address(), 10s);
  EXPECT_EQ(poster.send(post_of(example_real_time())).meaning, Meaning::acknowledged);
  const Answer wrong_key = poster.send(post_of(example_real_time(), example_cipher("wrongkey")));
  EXPECT_EQ(wrong_key.meaning, Meaning::refused);
  EXPECT_THAT(wrong_key.words, HasSubstr("HTTP 400, code 500: DES-CBC"));
  const Answer unknown = poster.send(post_of(example_events()));
  EXPECT_EQ(unknown.meaning, Meaning::refused);
  EXPECT_THAT(unknown.words, HasSubstr("a point that is registered"));
  EXPECT_EQ(Poster(platform.address() + "/api/rtsData/x", 10s).send(post_of(example_video())).meaning,
            Meaning::acknowledged)
      << "any prefix is a prefix";
  VideoPost foreign = example_video();
  foreign.video.back() = '0';
  EXPECT_THAT(poster.send(post_of(foreign)).words, HasSubstr("a camera that is registered"));
  platform.receiver.stop();
  EXPECT_EQ(platform.taken.size(), 2u);
  EXPECT_EQ(platform.not_taken.size(), 3u);
}

TEST(Http, EveryMisbehaviourEndsAndIsUnderstood) {
  Platform platform;
  // a busy machine may be slow, but never for ever
  Poster patient(platform.address(), 60s), impatient(platform.address(), 150ms);
  const auto answer = [&](Poster& poster, Misbehaviour how) {
    platform.misbehaviour = how;
    return poster.send(post_of(example_real_time()));
  };
  EXPECT_EQ(answer(patient, Misbehaviour::busy).meaning, Meaning::failed);
  EXPECT_EQ(answer(patient, Misbehaviour::nonsense).meaning, Meaning::failed);
  const Answer lost = answer(patient, Misbehaviour::lost_answer);
  EXPECT_EQ(lost.meaning, Meaning::unreachable) << lost.words;
  const Answer dribble = answer(impatient, Misbehaviour::dribble);
  EXPECT_EQ(dribble.meaning, Meaning::unreachable) << dribble.words;
  EXPECT_THAT(dribble.words, HasSubstr("no answer in 0.15 s"));
  EXPECT_EQ(answer(patient, Misbehaviour::none).meaning, Meaning::acknowledged);
  const Answer silent = answer(impatient, Misbehaviour::no_answer);
  EXPECT_EQ(silent.meaning, Meaning::unreachable) << silent.words;
  platform.receiver.stop();
  EXPECT_EQ(platform.taken.size(), 2u) << "one whose answer was lost, one acknowledged";

  EXPECT_EQ(answer(patient, Misbehaviour::none).words, "no connection") << "nobody listens any more";
  platform.receiver.start("127.0.0.1", platform.port);
  EXPECT_EQ(answer(patient, Misbehaviour::none).meaning, Meaning::acknowledged) << "and again";
}

TEST(Http, TwoReceiversCannotShareAPort) {
  Platform platform;
  Receiver second(example_cipher(), {}, {});
  EXPECT_THROW(second.start("127.0.0.1", platform.port), InputError);
}

TEST(Http, AddressesAreChecked) {
  for (const char* bad : {"", "127.0.0.1:80", "ftp://host/", "http://", "http://host:port",
                          "http://host/?key=1", "http://user@host/", "http://ho st/"})
    EXPECT_THROW(Poster(bad, 1s), InputError) << bad;
  for (const char* good : {"http://host", "https://host.example:8443/a/b", "http://[::1]:80/"})
    EXPECT_NO_THROW(Poster(good, 1s)) << good;
}

TEST(Answers, AreUnderstood) {
  const auto meaning = [](int status, const char* body) { return understand(status, body).meaning; };
  EXPECT_EQ(meaning(200, R"({"code":200,"msg":"操作成功","data":null})"), Meaning::acknowledged);
  EXPECT_EQ(meaning(200, R"({"code":500,"msg":"busy"})"), Meaning::failed);
  EXPECT_EQ(meaning(200, R"({"code":400})"), Meaning::refused);
  EXPECT_EQ(meaning(200, R"({"code":401})"), Meaning::failed) << "the platform may let it in later";
  EXPECT_EQ(meaning(200, R"({"code":"200"})"), Meaning::failed);
  EXPECT_EQ(meaning(200, ""), Meaning::failed);
  EXPECT_EQ(meaning(200, "[200]"), Meaning::failed);
  EXPECT_EQ(meaning(400, R"({"code":500})"), Meaning::refused);
  EXPECT_EQ(meaning(404, "not found"), Meaning::refused);
  EXPECT_EQ(meaning(301, ""), Meaning::refused);
  EXPECT_EQ(meaning(503, R"({"code":200})"), Meaning::failed) << "HTTP speaks first";
  EXPECT_EQ(meaning(429, ""), Meaning::failed);
  EXPECT_EQ(understand(500, R"({"code":500,"message":"a\u001bb"})").words, "HTTP 500, code 500: a b");
  EXPECT_EQ(understand(500, "\xFF").words, "HTTP 500, not understood: text that is not UTF-8");
  EXPECT_EQ(write_answer(200, "操作成功"), R"({"code":200,"msg":"操作成功","data":null})");
}

}  // namespace
}  // namespace fengsui::upload
