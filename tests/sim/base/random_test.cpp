// Philox4x32-10 against the known answers of Random123 1.14 (kat_vectors), and the documented use of it.
#include "sim/base/random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace fengsui {
namespace {

using Philox = r123::Philox4x32;

struct KnownAnswer {
  Philox::ctr_type counter;
  Philox::key_type key;
  Philox::ctr_type output;
};

TEST(Random, PhiloxGivesTheKnownAnswers) {
  const KnownAnswer answers[] = {
      {{{0, 0, 0, 0}}, {{0, 0}}, {{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}}},
      {{{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}},
       {{0xffffffff, 0xffffffff}},
       {{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}}},
      {{{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}},
       {{0xa4093822, 0x299f31d0}},
       {{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}},
      {{{0x00000000, 0x00000003, 0x0000002a, 0x00000007}},
       {{0xdeadbeef, 0x12345678}},
       {{0x58720242, 0xfa1475c0, 0x1c6b8f96, 0x2df56d0b}}},
  };
  for (const KnownAnswer& answer : answers) EXPECT_EQ(Philox{}(answer.counter, answer.key), answer.output);
}

double from_words(std::uint32_t high, std::uint32_t low) {
  const std::uint64_t bits = (std::uint64_t{high} << 32 | low) >> 12;
  return (static_cast<double>(bits) + 0.5) / 4503599627370496.0;
}

// counter = (draw / 2, its high word, whom, what), key = (seed, its high word); two draws per block
TEST(Random, StreamKeysPhiloxAsDocumented) {
  const Stream stream{0x12345678deadbeef, Draw{7}, 0x2a};
  const std::uint64_t block = 0x0000000300000000;
  EXPECT_EQ(stream.uniform(2 * block), from_words(0x58720242, 0xfa1475c0));
  EXPECT_EQ(stream.uniform(2 * block + 1), from_words(0x1c6b8f96, 0x2df56d0b));
}

TEST(Random, EveryPartOfTheKeyMatters) {
  const Stream stream{1, Draw::test, 5};
  const double number = stream.uniform(0);
  EXPECT_EQ(number, (Stream{1, Draw::test, 5}.uniform(0)));
  EXPECT_NE(number, stream.uniform(1));
  EXPECT_NE(number, stream.uniform(2));
  EXPECT_NE(number, (Stream{2, Draw::test, 5}.uniform(0)));
  EXPECT_NE(number, (Stream{1 | std::uint64_t{1} << 32, Draw::test, 5}.uniform(0)));
  EXPECT_NE(number, (Stream{1, Draw::lapse, 5}.uniform(0)));
  EXPECT_NE(number, (Stream{1, Draw::test, 6}.uniform(0)));
}

TEST(Random, UniformNumbersAreInTheOpenIntervalWithTheRightMoments) {
  const Stream stream{20240325, Draw::test, 1};
  constexpr int count = 1000000;
  double sum = 0, squares = 0, products = 0, last = 0.5;
  for (int draw = 0; draw < count; ++draw) {
    const double number = stream.uniform(static_cast<std::uint64_t>(draw));
    ASSERT_GT(number, 0.0);
    ASSERT_LT(number, 1.0);
    sum += number;
    squares += (number - 0.5) * (number - 0.5);
    products += (number - 0.5) * (last - 0.5);
    last = number;
  }
  const double root = std::sqrt(static_cast<double>(count));
  EXPECT_LT(std::abs(sum / count - 0.5), 4.5 * std::sqrt(1.0 / 12) / root);
  EXPECT_LT(std::abs(squares / count - 1.0 / 12), 4.5 * std::sqrt(1.0 / 180) / root);
  EXPECT_LT(std::abs(products / count), 4.5 / 12 / root);

  // the wrong variant: a stream whose numbers are squared is noticed
  double wrong = 0;
  for (int draw = 0; draw < 10000; ++draw)
    wrong += std::pow(stream.uniform(static_cast<std::uint64_t>(draw)), 2) / 10000;
  EXPECT_GT(std::abs(wrong - 0.5), 4.5 * std::sqrt(1.0 / 12) / 100);
}

}  // namespace
}  // namespace fengsui
