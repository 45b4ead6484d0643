// Who has which piece, and what becomes of the pieces of whoever is lost.
#include "twin/cluster/handout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace fengsui::cluster {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const Handout::Instant start{};

std::map<std::size_t, std::size_t> counts(const std::vector<std::pair<std::size_t, std::size_t>>& out) {
  std::map<std::size_t, std::size_t> found;
  for (const auto& [worker, piece] : out) ++found[worker];
  return found;
}

TEST(Handout, NobodyGetsAnythingBeforeHelloAndEveryoneTwiceWhatItDoesAtATime) {
  Handout handout(2, start);
  handout.begin(100);
  EXPECT_THAT(handout.next(), IsEmpty());
  handout.hello(0, 1, start);
  handout.hello(1, 4, start);
  EXPECT_EQ(counts(handout.next()), (std::map<std::size_t, std::size_t>{{0, 2}, {1, 8}}));
  EXPECT_THAT(handout.next(), IsEmpty());
  handout.answered(1, 2);
  EXPECT_EQ(counts(handout.next()), (std::map<std::size_t, std::size_t>{{1, 1}}));
}

// who hoards the last pieces makes the others wait
TEST(Handout, NearTheEndNothingIsHandedOutInAdvance) {
  Handout handout(2, start);
  handout.begin(4);
  handout.hello(0, 1, start);
  handout.hello(1, 1, start);
  EXPECT_EQ(counts(handout.next()), (std::map<std::size_t, std::size_t>{{0, 1}, {1, 1}}));
}

TEST(Handout, WhatALostWorkerHadIsDoneFirstByOthersAndOnce) {
  Handout handout(2, start);
  handout.begin(3);
  handout.hello(0, 1, start);
  handout.hello(1, 1, start);
  EXPECT_THAT(handout.next(), ElementsAre(std::pair{0, 0}, std::pair{1, 1}));
  EXPECT_EQ(handout.lose(1, true), 1u);
  EXPECT_TRUE(handout.answered(0, 0));
  EXPECT_THAT(handout.next(), ElementsAre(std::pair{0, 1})) << "before the one that nobody had";
  EXPECT_TRUE(handout.answered(0, 1));
  EXPECT_FALSE(handout.answered(1, 1)) << "an answer counts once";
  EXPECT_FALSE(handout.complete());
  EXPECT_THAT(handout.next(), ElementsAre(std::pair{0, 2}));
  EXPECT_TRUE(handout.answered(0, 2));
  EXPECT_TRUE(handout.complete());
}

TEST(Handout, SilenceIsNoticedAndASignOfLifeBringsTheSilentBackButNotTheGone) {
  Handout handout(3, start);
  handout.begin(10);
  for (const std::size_t worker : {0u, 1u, 2u}) handout.hello(worker, 1, start);
  handout.heard(0, start + 5s);
  EXPECT_THAT(handout.silent(start + 6s, 2s), ElementsAre(1u, 2u));
  EXPECT_THAT(handout.silent(start + 6s, 10s), IsEmpty());
  handout.lose(1, false);
  handout.lose(2, true);
  EXPECT_FALSE(handout.all_reachable());
  EXPECT_THAT(handout.silent(start + 6s, 2s), IsEmpty()) << "each is given up once";
  handout.heard(1, start + 7s);
  handout.heard(2, start + 7s);
  EXPECT_TRUE(handout.present(1));
  EXPECT_FALSE(handout.present(2));
  EXPECT_TRUE(handout.all_reachable()) << "whoever is gone can still be told so";
}

TEST(Handout, TheLateAnswerOfTheSilentCountsAndItsPieceIsNotHandedOutAgain) {
  Handout handout(2, start);
  handout.begin(2);
  handout.hello(0, 1, start);
  handout.hello(1, 1, start);
  handout.next();
  handout.lose(1, false);
  EXPECT_TRUE(handout.answered(1, 1));
  EXPECT_TRUE(handout.answered(0, 0));
  EXPECT_THAT(handout.next(), IsEmpty());
  EXPECT_TRUE(handout.complete());
}

TEST(Handout, WithoutAnyoneThereIsNobody) {
  Handout handout(1, start);
  EXPECT_TRUE(handout.anybody());
  handout.lose(0, false);
  EXPECT_FALSE(handout.anybody());
}

}  // namespace
}  // namespace fengsui::cluster
