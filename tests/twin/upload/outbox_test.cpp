// Store and forward: nothing lost, nothing sent again without need, in order, bounded.
#include "twin/upload/outbox.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "twin/conform/property.h"
#include "twin/upload/uploader.h"

namespace fengsui::upload {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr RetrySettings retry{1s, 60s, 10s, 3};
constexpr BufferSettings large{72h, 1'000'000};

GatewayId gateway(std::size_t number) { return GatewayId(number); }

Post post(const std::string& body, Duration made = {}) {
  return {Call::real_time, body, 1, scenario_start + made};
}

Outbox::Instant wall(Duration since) { return Outbox::Instant{} + since; }

Duration since_boot(Outbox::Instant instant) {
  return std::chrono::duration_cast<Duration>(instant.time_since_epoch());
}

TEST(Outbox, KeepsTheOrderOfEachGatewayAndTakesTheOldestFirst) {
  Outbox outbox(2, large, retry);
  EXPECT_FALSE(outbox.due(wall(0s)));
  outbox.add(gateway(1), post("b1", 1s));
  outbox.add(gateway(0), post("a1", 2s));
  outbox.add(gateway(1), post("b2", 3s));
  std::vector<std::string> sent;
  while (const auto next = outbox.due(wall(0s))) {
    sent.push_back(outbox.first(*next).body);
    outbox.acknowledged(*next);
  }
  EXPECT_THAT(sent, ElementsAre("b1", "a1", "b2"));
  EXPECT_TRUE(outbox.empty());
  EXPECT_EQ(outbox.counts().acknowledged, 3u);
  EXPECT_EQ(outbox.counts().again, 0u);
}

TEST(Outbox, WaitsLongerAfterEachFailureAndForgetsThemAtASuccess) {
  Outbox outbox(2, large, retry);
  outbox.add(gateway(0), post("a1"));
  outbox.add(gateway(1), post("b1"));
  Duration now = 0s;
  std::vector<std::int64_t> pauses;
  for (int i = 0; i < 8; ++i) {
    outbox.unreachable(gateway(0), wall(now));
    EXPECT_FALSE(outbox.due(wall(now))) << "no other gateway tries either";
    const Duration next = since_boot(outbox.next_attempt());
    pauses.push_back((next - now) / 1s);
    now = next;
  }
  EXPECT_THAT(pauses, ElementsAre(1, 2, 4, 8, 16, 32, 60, 60));
  outbox.acknowledged(gateway(0));
  EXPECT_EQ(outbox.due(wall(now)), gateway(1));
  outbox.failed(gateway(1), wall(now));
  EXPECT_EQ(outbox.next_attempt(), wall(now + 1s));
  EXPECT_EQ(outbox.counts().again, 8u);
}

TEST(Outbox, APlatformThatIsBusyForOneGatewayKeepsNoOtherWaiting) {
  Outbox outbox(2, large, retry);
  outbox.add(gateway(0), post("a1"));
  outbox.add(gateway(1), post("b1", 1s));
  outbox.failed(gateway(0), wall(0s));
  EXPECT_EQ(outbox.due(wall(0s)), gateway(1));
}

TEST(Outbox, DropsTheOldestBeyondItsSizeAndAgeAndCountsThem) {
  Outbox outbox(1, {10s, 6}, retry);
  outbox.add(gateway(0), post("aa"));
  outbox.add(gateway(0), post("bb"));
  outbox.add(gateway(0), post("cc"));
  EXPECT_EQ(outbox.counts().dropped, 0u);
  outbox.add(gateway(0), post("dd"));
  EXPECT_EQ(outbox.counts().dropped, 1u);
  EXPECT_EQ(outbox.first(gateway(0)).body, "bb");
  EXPECT_EQ(outbox.bytes(), 6u);
  outbox.add(gateway(0), post("e", 10s));
  EXPECT_EQ(outbox.counts().dropped, 2u) << "one byte too many";
  outbox.add(gateway(0), post("f", 11s));
  EXPECT_EQ(outbox.counts().dropped, 4u) << "older than 10 s";
  EXPECT_EQ(outbox.first(gateway(0)).body, "e");
  EXPECT_EQ(outbox.waiting(), 2u);
  outbox.add(gateway(0), post("too long"));
  EXPECT_TRUE(outbox.empty()) << "a post that is larger than the buffer cannot be kept";
}

enum class Sender { right, forgets, repeats };

// Any sequence of posts and answers, against a platform that remembers what it got.
void try_out(const std::vector<std::uint8_t>& script, Sender sender) {
  Outbox outbox(3, large, retry);
  std::map<std::size_t, std::vector<int>> made, got;
  std::map<std::pair<std::size_t, int>, int> unanswered, sent;
  Duration now = 0s;
  int number = 0;

  // it may come again, but only directly after itself
  const auto arrives = [&](std::size_t which, int body) {
    if (got[which].empty() || got[which].back() != body) got[which].push_back(body);
  };
  for (const std::uint8_t step : script) {
    const std::size_t which = step % 3;
    if (step < 100) {
      outbox.add(gateway(which), post(std::to_string(++number), now));
      made[which].push_back(number);
      continue;
    }
    now += 500ms;
    const auto next = outbox.due(wall(now));
    if (!next) continue;
    const int body = std::stoi(outbox.first(*next).body);
    const std::pair<std::size_t, int> key{next->index, body};
    ++sent[key];
    RC_ASSERT(sent[key] == 1 + unanswered[key]);
    switch (step % 5) {
      case 0:
      case 1:
        arrives(next->index, body);
        sender == Sender::repeats ? outbox.failed(*next, wall(now)) : outbox.acknowledged(*next);
        break;
      case 2:  // it arrived, but the answer did not
        arrives(next->index, body);
        ++unanswered[key];
        outbox.unreachable(*next, wall(now));
        break;
      case 3:
        ++unanswered[key];
        sender == Sender::forgets ? outbox.acknowledged(*next) : outbox.unreachable(*next, wall(now));
        break;
      default:
        ++unanswered[key];
        outbox.failed(*next, wall(now));
        break;
    }
  }

  // the platform is well again
  while (!outbox.empty()) {
    now = std::max(now, since_boot(outbox.next_attempt()));
    const auto next = outbox.due(wall(now));
    RC_ASSERT(next.has_value());
    arrives(next->index, std::stoi(outbox.first(*next).body));
    outbox.acknowledged(*next);
  }
  for (const auto& [which, posts] : made) RC_ASSERT(got[which] == posts);
  const OutboxCounts& counts = outbox.counts();
  RC_ASSERT(counts.acknowledged == counts.made);
  RC_ASSERT(counts.attempts == counts.acknowledged + counts.again);
}

TEST(Outbox, NothingIsLostRepeatedOrOutOfOrderWhateverHappens) {
  const auto with = [](Sender sender) {
    return conform::judge([sender](const std::vector<std::uint8_t>& script) { try_out(script, sender); });
  };
  const auto verdict = with(Sender::right);
  EXPECT_TRUE(verdict.holds) << verdict.text;
  EXPECT_FALSE(with(Sender::forgets).holds);
  EXPECT_FALSE(with(Sender::repeats).holds);
}

struct Rehearsal {
  std::vector<std::string> said, sent;
  std::vector<Answer> answers;  // one after another; then the last again
  bool interrupted = false;

  Answer next(const Post& what) {
    sent.push_back(what.body);
    const std::size_t index = std::min(sent.size(), answers.size()) - 1;
    return answers[index];
  }

  Uploader uploader(Outbox& outbox, Duration patience) {
    return {outbox,
            {1ms, 4ms, 1s, 3},
            patience,
            {[this](const Post& what) { return next(what); },
             [this](const std::string& words) { said.push_back(words); }, [this] { return interrupted; }}};
  }
};

TEST(Uploader, TriesUntilThePlatformIsBack) {
  Outbox outbox(1, large, {1ms, 4ms, 1s, 3});
  outbox.add(gateway(0), post("a"));
  outbox.add(gateway(0), post("b"));
  Rehearsal rehearsal;
  rehearsal.answers = {
      {Meaning::unreachable, "no connection"}, {Meaning::failed, "HTTP 503"}, {Meaning::acknowledged, ""}};
  Uploader uploader = rehearsal.uploader(outbox, 1h);
  uploader.send_all();
  EXPECT_FALSE(uploader.gave_up());
  EXPECT_THAT(rehearsal.sent, ElementsAre("a", "a", "a", "b"));
  EXPECT_THAT(rehearsal.said, ElementsAre(HasSubstr("no connection; trying again for 01:00:00"),
                                          HasSubstr("takes posts again")));
}

TEST(Uploader, GivesUpWhenItsPatienceEndsAndKeepsWhatWaits) {
  Outbox outbox(1, large, {1ms, 4ms, 1s, 3});
  outbox.add(gateway(0), post("a"));
  Rehearsal rehearsal;
  rehearsal.answers = {{Meaning::unreachable, "no connection"}};
  Uploader uploader = rehearsal.uploader(outbox, 30ms);
  uploader.send_all();
  EXPECT_THAT(uploader.why(), HasSubstr("has taken no post for 00:00:00.03"));
  EXPECT_EQ(outbox.waiting(), 1u);
  EXPECT_GT(rehearsal.sent.size(), 1u);
  EXPECT_EQ(rehearsal.said.size(), 1u) << "one outage is told once";
}

TEST(Uploader, GivesUpWhenAllIsRefusedButNotWhenSomeIs) {
  Outbox outbox(1, large, retry);
  for (const char* body : {"a", "b", "c", "d", "e", "f"}) outbox.add(gateway(0), post(body));
  Rehearsal rehearsal;
  const Answer no{Meaning::refused, "HTTP 400"}, yes{Meaning::acknowledged, ""};
  rehearsal.answers = {no, no, yes, no, no, no};
  Uploader uploader = rehearsal.uploader(outbox, 1h);
  uploader.send_all();
  EXPECT_THAT(rehearsal.sent, ElementsAre("a", "b", "c", "d", "e", "f"));
  EXPECT_THAT(uploader.why(), HasSubstr("3 posts in a row were refused; the last answer: HTTP 400"));
  EXPECT_EQ(outbox.counts().refused, 5u);
  EXPECT_THAT(rehearsal.said, ElementsAre(HasSubstr("HTTP 400")));
}

TEST(Uploader, AnInterruptionEndsEveryWait) {
  Outbox outbox(1, large, {1h, 1h, 1s, 3});
  outbox.add(gateway(0), post("a"));
  Rehearsal rehearsal;
  rehearsal.answers = {{Meaning::unreachable, "no connection"}};
  Uploader uploader{outbox,
                    {1h, 1h, 1s, 3},
                    1h,
                    {[&](const Post& what) { return rehearsal.next(what); }, [](const std::string&) {},
                     [&] { return rehearsal.sent.size() == 1; }}};
  uploader.send_all();
  EXPECT_FALSE(uploader.gave_up());
  EXPECT_EQ(outbox.waiting(), 1u);
}

}  // namespace
}  // namespace fengsui::upload
