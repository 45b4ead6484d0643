#include "sim/base/utf8.h"

#include <gtest/gtest.h>

namespace fengsui {
namespace {

TEST(Utf8, GoodAndBadBytes) {
  for (const char* good : {"", "well 9", "深井", "é", "🔥", "\xF4\x8F\xBF\xBF"})
    EXPECT_TRUE(valid_utf8(good)) << good;
  for (const char* bad :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xE6\xB7", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC4\xFA\xBA\xC3"})
    EXPECT_FALSE(valid_utf8(bad));
}

TEST(Utf8, CountsCharactersNotBytes) {
  EXPECT_EQ(code_points("9号深井").size(), 4u + 0u);
  EXPECT_EQ(code_points("井"), std::u32string(1, U'井'));
  EXPECT_EQ(code_points("a\xFFz").size(), 3u);
}

TEST(Utf8, CutsBetweenCharacters) {
  EXPECT_EQ(shortened("深井浇筑", 4), "深井浇筑");
  EXPECT_EQ(shortened("深井浇筑系统", 4), "深井浇…");
  EXPECT_EQ(shortened("", 4), "");
  EXPECT_TRUE(valid_utf8(shortened("深井浇筑系统数量", 3)));
}

}  // namespace
}  // namespace fengsui
