// Both languages say everything: no label is missing, doubled, or forgotten in the scripts.
#include "twin/report/texts.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "twin/report/assets.h"

namespace fengsui {
namespace {

std::set<std::string> slots(std::string_view text) {
  static const std::regex slot("\\{[a-z]+\\}");
  const std::string copy(text);
  return {std::sregex_token_iterator(copy.begin(), copy.end(), slot), std::sregex_token_iterator()};
}

TEST(ReportTexts, EveryLabelHasBothLanguagesAndTheSameSlots) {
  std::set<std::string_view> keys;
  for (const ReportText& text : report_texts()) {
    EXPECT_TRUE(keys.insert(text.key).second) << text.key << " is there twice";
    EXPECT_FALSE(text.english.empty()) << text.key;
    EXPECT_FALSE(text.chinese.empty()) << text.key;
    EXPECT_EQ(slots(text.english), slots(text.chinese)) << text.key;
  }
}

TEST(ReportTexts, ScriptsUseOnlyLabelsThatExist) {
  std::set<std::string> keys;
  for (const ReportText& text : report_texts()) keys.insert(std::string(text.key));
  static const std::regex use("(?:label|section|each_run)\\((?:\"[a-z]+\", )?\"([a-z_]+)\"");
  std::size_t uses = 0;
  for (const char* name : {"page.js", "story.js", "trends.js", "bars.js", "report.js"}) {
    const std::string script(asset(name));
    for (std::sregex_iterator found(script.begin(), script.end(), use), end; found != end; ++found, ++uses) {
      EXPECT_TRUE(keys.contains((*found)[1])) << name << ": " << (*found)[1];
    }
  }
  EXPECT_GT(uses, 25u);
}

// the scripts hold no words of their own, so a page in one language cannot show the other
TEST(ReportTexts, ScriptsHoldNoChinese) {
  for (const char* name : {"page.js", "story.js", "trends.js", "bars.js", "report.js"}) {
    const std::string script(asset(name));
    EXPECT_FALSE(std::regex_search(script, std::regex("[\xe4-\xe9][\x80-\xbf][\x80-\xbf]"))) << name;
  }
}

}  // namespace
}  // namespace fengsui
