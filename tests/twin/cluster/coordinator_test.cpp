// The coordinator with workers that are played: lost, late, of another version, unfit.
#include "twin/cluster/coordinator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <utility>

#include "sim/base/error.h"

namespace fengsui::cluster {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// Each worker answers what it is asked, as its part says.
class Stage final : public Workers {
 public:
  using Part = std::function<std::vector<Message>(const Message&)>;

  explicit Stage(std::vector<Part> parts) : parts_(std::move(parts)) {
    for (std::size_t i = 0; i < parts_.size(); ++i) say(i, {Word::hello, 1, "1\nhost " + std::to_string(i)});
  }

  std::size_t count() const override { return parts_.size(); }
  void send(std::size_t worker, const Message& message) override {
    sent_.emplace_back(worker, message);
    for (const Message& answer : parts_[worker](message)) say(worker, answer);
  }
  std::vector<std::pair<std::size_t, Message>> hear(std::chrono::milliseconds) override {
    if (alive_) say(*alive_, {Word::alive, 0, ""});
    return std::exchange(said_, {});
  }
  // This worker says so whenever it is listened to, as a real one does every second.
  void stays_alive(std::size_t worker) { alive_ = worker; }

  void say(std::size_t worker, const Message& message) { said_.emplace_back(worker, message); }
  std::size_t pieces_of(std::size_t worker) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        sent_, [&](const auto& entry) { return entry.first == worker && entry.second.word == Word::piece; }));
  }
  const std::vector<std::pair<std::size_t, Message>>& sent() const { return sent_; }

 private:
  std::vector<Part> parts_;
  std::vector<std::pair<std::size_t, Message>> said_, sent_;
  std::optional<std::size_t> alive_;
};

std::vector<Message> diligent(const Message& message) {
  if (message.word == Word::piece) return {{Word::answer, message.piece, "+done " + message.text}};
  return {};
}

std::vector<Message> silent(const Message&) { return {}; }

struct Outcome {
  std::size_t most_in_hand = 0;
  std::vector<std::string> answers;
  std::vector<int> times;  // that each was answered
  std::vector<std::string> warnings;
};

Outcome run(Stage& stage, std::size_t count, std::chrono::milliseconds silence = 50ms, int rounds = 1) {
  Outcome outcome;
  CrewSettings settings;
  settings.version = "1";
  settings.silence = silence;
  settings.warn = [&](const std::string& words) { outcome.warnings.push_back(words); };
  Coordinator coordinator(stage, settings);
  coordinator.begin("the task");
  for (int round = 0; round < rounds; ++round) {
    outcome.answers.assign(count, "");
    outcome.times.assign(count, 0);
    std::size_t in_hand = 0;
    coordinator.run(
        count,
        [&](std::size_t i) {
          outcome.most_in_hand = std::max(outcome.most_in_hand, ++in_hand);
          return std::to_string(i);
        },
        [&](std::size_t i, const Isolated& answer) {
          --in_hand;
          outcome.answers[i] = answer.answer;
          ++outcome.times[i];
        },
        [] { return false; });
  }
  coordinator.end();
  return outcome;
}

TEST(Coordinator, EveryPieceIsAnsweredOnceAndEachGetsTheTaskBeforeAnyPiece) {
  Stage stage({diligent, diligent, diligent});
  const Outcome outcome = run(stage, 50);
  for (std::size_t i = 0; i < 50; ++i) EXPECT_EQ(outcome.answers[i], "done " + std::to_string(i));
  EXPECT_THAT(outcome.times, testing::Each(1));
  for (const std::size_t worker : {0u, 1u, 2u}) EXPECT_GT(stage.pieces_of(worker), 0u);
  EXPECT_EQ(stage.sent().front().second, (Message{Word::task, 0, "the task"}));
  EXPECT_EQ(stage.sent().back().second, (Message{Word::quit, 0, "together"}));
  EXPECT_THAT(outcome.warnings, IsEmpty());
}

TEST(Coordinator, ThePiecesOfASilentWorkerAreDoneByTheOthersWhichIsSaid) {
  Stage stage({diligent, silent});
  stage.stays_alive(0);
  const Outcome outcome = run(stage, 20);
  EXPECT_THAT(outcome.times, testing::Each(1));
  EXPECT_GT(stage.pieces_of(1), 0u);
  ASSERT_EQ(outcome.warnings.size(), 1u);
  EXPECT_THAT(outcome.warnings[0], HasSubstr("worker 1 (host 1) has said nothing"));
  EXPECT_EQ(stage.sent().back().second.text, "alone") << "MPI would wait for it for ever";
}

TEST(Coordinator, AWorkerWhoseProcessEndedIsNotWaitedFor) {
  Stage stage({diligent, [](const Message& message) {
                 if (message.word != Word::piece) return std::vector<Message>{};
                 return std::vector<Message>{{Word::gone, 0, "ended by Killed"}};
               }});
  const Outcome outcome = run(stage, 20, 1h);
  EXPECT_THAT(outcome.times, testing::Each(1));
  ASSERT_EQ(outcome.warnings.size(), 1u);
  EXPECT_THAT(outcome.warnings[0], HasSubstr("ended by Killed"));
  EXPECT_EQ(stage.sent().back().second.text, "together") << "its rank is still there";
}

TEST(Coordinator, AnswersOfAnEarlierRoundAreNotTakenForThoseOfThisOne) {
  // each answer comes again when the next round has begun
  std::vector<Message> old;
  Stage stage({[&](const Message& message) {
    std::vector<Message> answers = old;
    old.clear();
    if (message.word == Word::piece) {
      old.push_back({Word::answer, message.piece, "+old"});
      answers.push_back({Word::answer, message.piece, "+done " + message.text});
    }
    return answers;
  }});
  const Outcome outcome = run(stage, 3, 1h, 4);
  EXPECT_THAT(outcome.answers, ElementsAre("done 0", "done 1", "done 2"));
  EXPECT_THAT(outcome.times, testing::Each(1));
}

TEST(Coordinator, WhatIsInHandDoesNotGrowWithTheWork) {
  for (const std::size_t count : {200u, 20'000u}) {
    Stage stage({diligent, diligent});
    EXPECT_LE(run(stage, count, 1h).most_in_hand, 4u) << count;
  }
}

TEST(Coordinator, AnotherVersionDoesNoWork) {
  Stage stage({diligent, diligent});
  stage.say(1, {Word::hello, 1, "2\nhost 1"});
  const Outcome outcome = run(stage, 20, 1h);
  EXPECT_THAT(outcome.times, testing::Each(1));
  ASSERT_EQ(outcome.warnings.size(), 1u);
  EXPECT_THAT(outcome.warnings[0], HasSubstr("is of version 2, not 1"));
}

TEST(Coordinator, WithoutAnyWorkerItEndsWithTheReason) {
  const auto unfit = [](const Message& message) {
    if (message.word != Word::task) return std::vector<Message>{};
    return std::vector<Message>{{Word::unfit, 0, "no such catalogue"}};
  };
  Stage stage({unfit, unfit});
  try {
    run(stage, 20, 1h);
    FAIL() << "who did the work?";
  } catch (const InputError& problem) {
    EXPECT_THAT(problem.what(), HasSubstr("no worker left, worker"));
    EXPECT_THAT(problem.what(), HasSubstr("no such catalogue"));
  }
}

}  // namespace
}  // namespace fengsui::cluster
