#include "twin/judge/timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/twin/record/sample_record.h"

namespace fengsui {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Timeline, TellsTheStoryInBothLanguages) {
  Record record = sample::leak_record();
  record.log = {sample::entry(692.5, LogKind::accident, 1, 0, 5, 158.2)};
  EXPECT_EQ(render_timeline(record, {}),
            "00:11:32.5       plant       青湾铝业（虚构） well 9: accident, steam explosion, 5 people "
            "exposed (158.2 kg)\n");
  TimelineOptions chinese;
  chinese.language = Language::chinese;
  chinese.wall_clock = true;
  EXPECT_EQ(render_timeline(record, chinese),
            "11:11:32  现场        青湾铝业（虚构） 9号深井：事故，蒸汽爆炸，暴露5人 (158.2 kg)\n");
}

TEST(Timeline, LeavesOutWhatIsTooMinor) {
  const Record record = sample::leak_record();
  TimelineOptions options;
  options.at_least = Severity::danger;
  const std::string text = render_timeline(record, options);
  EXPECT_THAT(text, HasSubstr("accident"));
  EXPECT_THAT(text, Not(HasSubstr("fault starts")));
  options.at_least = Severity::detail;
  EXPECT_THAT(render_timeline(record, options), HasSubstr("notice arrives"));
}

TEST(Timeline, KeepsItsWidthWithChineseText) {
  TimelineOptions options;
  options.language = Language::chinese;
  options.width = 50;
  std::istringstream lines(render_timeline(sample::leak_record(), options));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 50u) << line;
}

TEST(Timeline, WidthCountsColumnsNotBytes) {
  EXPECT_EQ(display_width("abc"), 3u);
  EXPECT_EQ(display_width("红橙"), 4u);
  EXPECT_EQ(display_width("（虚构）"), 8u);
  EXPECT_EQ(display_width("e\xCC\x81"), 1u);
  EXPECT_EQ(display_width("\xFF"), 1u);
  EXPECT_EQ(fitted("红橙", 6), "红橙  ");
  EXPECT_EQ(fitted("红橙黄", 5), "红橙…");
  EXPECT_EQ(fitted("红橙黄", 4), "红… ");
  EXPECT_EQ(fitted("红", 0), "");
}

TEST(Timeline, NamesCannotCommandTheTerminal) {
  Record record = sample::leak_record();
  record.names.enterprises[0].name = "evil\x1b[2J\xC2\x9B\n";
  TimelineOptions options;
  EXPECT_THAT(render_timeline(record, options), Not(HasSubstr("\x1b")));
  EXPECT_THAT(render_timeline(record, options), Not(HasSubstr("\xC2\x9B")));
  options.colour = true;
  EXPECT_THAT(render_timeline(record, options), HasSubstr("\x1b[1;31m"));
}

}  // namespace
}  // namespace fengsui
