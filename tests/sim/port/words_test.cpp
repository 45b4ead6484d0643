#include "sim/port/words.h"

#include <gmock/gmock.h>

#include <set>

namespace fengsui {
namespace {

// `last` is the enum's last value: a word too few or too many shows here
template <class Enum>
void expect_complete(Enum last) {
  const auto words = words_for<Enum>();
  EXPECT_EQ(words.size(), static_cast<std::size_t>(last) + 1);
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < words.size(); ++i) {
    EXPECT_TRUE(keys.insert(words[i].key).second) << words[i].key;
    EXPECT_FALSE(words[i].english.empty() || words[i].chinese.empty()) << words[i].key;
    EXPECT_EQ(named<Enum>(words[i].key), static_cast<Enum>(i));
  }
}

TEST(PortWords, EveryValueHasOneKeyAndBothLanguages) {
  expect_complete(Quality::bad);
  expect_complete(Colour::red);
  expect_complete(Act::overdue);
  expect_complete(AlarmAct::reset);
  expect_complete(AlarmEvent::in_service);
  expect_complete(AlarmCondition::expression);
  expect_complete(WarningEvent::ended);
}

TEST(PortWords, KeysNameTheirOwnValue) {
  EXPECT_EQ(word_of(AlarmCondition::out_of_range).key, "out_of_range");
  EXPECT_EQ(word_of(AlarmEvent::out_of_service).key, "out_of_service");
  EXPECT_EQ(word_of(AlarmAct::shelve).key, "shelve");
  EXPECT_EQ(word_of(Colour::red).chinese, "红色");
}

TEST(PortWords, AForeignWordNamesNothing) {
  EXPECT_EQ(named<Colour>("purple"), std::nullopt);
  EXPECT_EQ(named<AlarmCondition>(""), std::nullopt);
}

}  // namespace
}  // namespace fengsui
