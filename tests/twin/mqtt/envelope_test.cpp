// Envelopes: each reads back as it was written, and nothing else is taken for one.
#include "twin/mqtt/envelope.h"

#include <gtest/gtest.h>

#include <set>

namespace fengsui::mqtt {
namespace {

TEST(Envelope, ReadsBackAsWritten) {
  EXPECT_EQ(seal({"a1", Mark::number, 7}, "{}\n"), "a1 7\n{}\n");
  EXPECT_EQ(seal({"a1", Mark::ask, 7}, "?"), "a1 ask\n?");
  for (const Envelope& envelope :
       {Envelope{"a1", Mark::number, 1}, Envelope{"Z", Mark::number, 18446744073709551615u},
        Envelope{"b", Mark::ask, 0}, Envelope{"*", Mark::here, 0}, Envelope{"b", Mark::end, 0}}) {
    const std::string payload = seal(envelope, "a line\n");
    const auto opened = open(payload);
    ASSERT_TRUE(opened) << payload;
    EXPECT_EQ(opened->envelope.session, envelope.session);
    EXPECT_EQ(opened->envelope.mark, envelope.mark);
    EXPECT_EQ(opened->envelope.number, envelope.mark == Mark::number ? envelope.number : 0u);
    EXPECT_EQ(opened->line, "a line");
  }
}

TEST(Envelope, TheLineIsAllThatFollows) {
  EXPECT_EQ(open("a 1\n")->line, "");
  EXPECT_EQ(open("a 1\n\n")->line, "");
  EXPECT_EQ(open("a 1\nx\ny\n")->line, "x\ny");
  const std::string with_zero("a 1\nx\0y", 7);
  EXPECT_EQ(open(with_zero)->line, std::string_view("x\0y", 3));
}

TEST(Envelope, WhatIsNoneIsRefused) {
  for (const std::string payload : {"",
                                    "\n",
                                    "{}",
                                    "{\"hello\":{}}\n",
                                    "a1\n{}",
                                    "a1 \n{}",
                                    " 1\n{}",
                                    "a1 1",
                                    "a1 0\n{}",
                                    "a1 01\n{}",
                                    "a1 -1\n{}",
                                    "a1 +1\n{}",
                                    "a1 1 \n{}",
                                    "a1  1\n{}",
                                    "a1 1x\n{}",
                                    "a1 1.0\n{}",
                                    "a1 18446744073709551616\n{}",
                                    "a1 ASK\n{}",
                                    "a1 asked\n{}",
                                    "a-1 1\n{}",
                                    "** 1\n{}",
                                    "\xE7\x82\xBD 1\n{}",
                                    "a1 1\r\n{}",
                                    "123456789012345678901234567890123 1\n{}"})
    EXPECT_FALSE(open(payload)) << payload;
  EXPECT_FALSE(open(std::string("a\0b 1\n{}", 8)));
  EXPECT_FALSE(open(std::string(100'000, 'a')));
  EXPECT_TRUE(open("12345678901234567890123456789012 1\n{}"));
}

TEST(Envelope, NoTwoRunsHaveOneName) {
  std::set<std::string> names;
  for (int i = 0; i < 1000; ++i) {
    names.insert(new_session());
    EXPECT_TRUE(open(*names.begin() + " 1\n"));
  }
  EXPECT_EQ(names.size(), 1000u);
}

}  // namespace
}  // namespace fengsui::mqtt
