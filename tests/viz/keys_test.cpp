// Everything by keyboard alone: each window's buttons, lists and menus are reached by the arrows, each
// command does what it says.
#include <X11/keysym.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>
#include <map>
#include <tuple>

#include "tests/viz/drill.h"
#include "viz/model/columns.h"
#include "viz/shell/arrangement.h"
#include "viz/windows/panes.h"

namespace fengsui::viz::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// The first of each row of alike things ("alarms.row.3" is reached like "alarms.row.2").
bool stands_for_others(const std::string& name) {
  const std::size_t digits = name.find_last_not_of("0123456789") + 1;
  return digits < name.size() && name[digits - 1] == '.' && std::stoul(name.substr(digits)) > 2;
}

// 0 for what lies in the bar at the top, the number of the place for what lies in a window, 5 for what lies
// between and below.
std::size_t part_of(const Driver& driver, const Mark& mark) {
  const auto& marks = driver.marks().by_name;
  for (std::size_t place = 0; place < places; ++place) {
    const auto tile = marks.find("tile." + std::to_string(place));
    if (tile == marks.end()) continue;
    const Mark& area = tile->second;
    if (mark.low.y < area.low.y && place == 0) return 0;
    if (mark.low.x >= area.low.x && mark.low.y >= area.low.y && mark.low.x < area.high.x &&
        mark.low.y < area.high.y)
      return place + 1;
  }
  return places + 1;
}

// What can be pressed, opened or typed into, window by window, in the order of reading.
std::vector<std::string> actors(const Driver& driver) {
  std::vector<std::string> found;
  for (const auto& [name, mark] : driver.marks().by_name)
    if (mark.item != 0 && !stands_for_others(name)) found.push_back(name);
  std::ranges::stable_sort(found, {}, [&](const std::string& name) {
    const Mark& mark = driver.marks().by_name.find(name)->second;
    return std::tuple(part_of(driver, mark), static_cast<int>(mark.low.y / 20), mark.low.x);
  });
  return found;
}

// Names that the keyboard does not reach.
std::vector<std::string> out_of_reach(Driver& driver, const std::vector<std::string>& names) {
  Walker& walker = driver.walker();
  walker.forget();
  std::vector<std::string> missed;
  for (const std::string& name : names)
    if (driver.sees(name) && !walker.has_been_at(name) && !walker.walk_to(name)) missed.push_back(name);
  return missed;
}

ConsoleOptions replay() {
  ConsoleOptions options;
  options.run = run_of("jingmei_dc_2022_alarm_only");
  options.other = run_of("jingmei_dc_2022_as_it_happened");
  options.at = at_s(600);
  options.language = Language::english;
  options.settings.reset();
  return options;
}

// A pane alone in the view.
void put_alone(Driver& driver, Pane pane) {
  auto& view = driver.console().settings().arrangement.views[static_cast<std::size_t>(driver.desk().view)];
  view.panes[0] = pane;
  view.maximised = 0;
  driver.look(2);
}

// The same, by its entry in the palette.
void show_alone(Driver& driver, Pane pane) {
  driver.press(XK_p, XK_Control_L);
  std::string words = "window: ";
  for (const char letter : std::string(driver.desk().say(info_of(pane).title)))
    words += static_cast<char>(std::tolower(letter));
  driver.type(words);
  driver.press(XK_Return);
  driver.look(2);
  const auto tiles = driver.names("tile.");
  EXPECT_TRUE(std::ranges::any_of(tiles, [&](const std::string& name) {
    return driver.words(name) == info_of(pane).key;
  })) << info_of(pane).key;
}

bool of_frame(const std::string& name) {
  return name.starts_with("top.") || name.starts_with("view.") || name.starts_with("playback.");
}

TEST(Keys, ReachEverythingOfTwoRuns) {
  Driver driver(replay(), 1280, 800);
  driver.desk().run->wait_for_findings();
  driver.desk().other->wait_for_findings();
  driver.look(2);
  EXPECT_THAT(out_of_reach(driver, actors(driver)), IsEmpty());
}

TEST(Keys, ReachEverythingOfFourWindowsAndTheBordersBetween) {
  Driver driver(replay(), 1280, 800);
  driver.press(XK_1, XK_Control_L);
  driver.look(2);
  const std::vector<std::string> names = actors(driver);
  for (const char* name : {"alarms.row.1", "cases.part.0.1", "timeline.column.0", "split.right"})
    EXPECT_THAT(names, Contains(name));
  EXPECT_THAT(out_of_reach(driver, names), IsEmpty());
}

TEST(Keys, ReachEverythingOfEachWindow) {
  Driver driver(replay(), 1280, 800);
  driver.desk().run->wait_for_findings();
  driver.desk().selection.alarm = driver.desk().run->alarms.rows().front().id;
  for (const Pane pane : {Pane::city, Pane::enterprise, Pane::alarms, Pane::cases, Pane::trends,
                          Pane::network, Pane::timeline, Pane::why, Pane::verdict}) {
    put_alone(driver, pane);
    std::vector<std::string> names = actors(driver);
    std::erase_if(names, of_frame);
    EXPECT_GT(names.size(), 2u) << info_of(pane).key;
    EXPECT_THAT(out_of_reach(driver, names), IsEmpty()) << info_of(pane).key;
  }
}

TEST(Keys, MoveTheAxisOfTrendsTheTimeAndTheBorders) {
  Driver driver(replay(), 1280, 800);
  driver.press(XK_2, XK_Control_L);
  const Axis before = driver.desk().axis;
  const auto length = [](const Axis& axis) { return to_seconds(axis.to - axis.from); };
  driver.press(XK_equal, XK_Control_L);
  EXPECT_LT(length(driver.desk().axis), length(before)) << "closer";
  driver.press(XK_minus, XK_Control_L);
  EXPECT_NEAR(length(driver.desk().axis), length(before), 1.0) << "and wider again";
  const Axis still = driver.desk().axis;
  driver.press(XK_bracketright);
  EXPECT_GT(driver.desk().axis.from, still.from) << "later";
  EXPECT_FALSE(driver.desk().axis.follow);
  driver.press(XK_bracketleft);
  EXPECT_NEAR(to_seconds(driver.desk().axis.from), to_seconds(still.from), 1.0) << "and earlier again";
  const Time now = driver.desk().now();
  driver.press(XK_period, XK_Shift_L);
  EXPECT_EQ(driver.desk().now(), now + std::chrono::minutes(1));
  driver.press(XK_comma, XK_Shift_L);
  EXPECT_EQ(driver.desk().now(), now);

  // a strip that the keyboard has reached is not held by it: the time stays where it is
  ASSERT_TRUE(driver.walk_to("trends.strip.0.remove"));
  const float column = driver.console().settings().arrangement.views[1].column;
  ASSERT_TRUE(driver.walk_to("split.column"));
  driver.press(XK_space);
  EXPECT_NEAR(driver.console().settings().arrangement.views[1].column, column + 0.1F, 0.001F);
  EXPECT_EQ(driver.desk().now(), now);
}

TEST(Keys, OpenWhatIsInTheRowsAndSortByTheHeads) {
  Driver driver(replay(), 1280, 800);
  Desk& desk = driver.desk();
  driver.press(XK_1, XK_Control_L);
  driver.look(2);
  // the first Enter selects, another one opens
  ASSERT_TRUE(driver.walk_to("alarms.row.1"));
  desk.selection.alarm.reset();
  driver.press(XK_Return);
  ASSERT_TRUE(desk.selection.alarm.has_value());
  EXPECT_EQ(desk.view, View::overview);
  driver.press(XK_Return);
  EXPECT_EQ(desk.view, View::plant);
  const Time raised = desk.now();
  EXPECT_LT(raised, at_s(600)) << "the time of the alarm";
  desk.playback.seek(at_s(600));
  driver.press(XK_1, XK_Control_L);
  driver.look(2);

  const std::string first = driver.words("alarms.row.0.age"), second = driver.words("alarms.row.1.age");
  ASSERT_NE(first, second);
  ASSERT_TRUE(driver.walk_to("alarms.column.2"));
  for (int i = 0; i < 2 && driver.words("alarms.row.0.age") == first; ++i) {
    driver.press(XK_Return);
    driver.look(1);
  }
  EXPECT_EQ(driver.words("alarms.row.0.age"), second) << "sorted by age, one way or the other";

  // the list of what happened is entered where the present is
  ASSERT_TRUE(driver.walk_to("timeline.search"));
  driver.press(XK_Down);
  driver.press(XK_space);
  driver.look(2);
  const std::string present = driver.focused();
  ASSERT_THAT(present, HasSubstr("timeline.row."));
  driver.press(XK_Return);
  EXPECT_LE(desk.now(), at_s(600));
  EXPECT_GT(desk.now(), raised);
  // what the keyboard goes through is seen, not hidden beneath the heads
  for (int i = 0; i < 12; ++i) {
    driver.press(XK_Up);
    driver.look(1);
    const std::string row = driver.focused();
    ASSERT_THAT(row, HasSubstr("timeline.row."));
    EXPECT_GE(driver.marks().by_name.find(row)->second.low.y + 1,
              driver.marks().by_name.find("timeline.column.0")->second.high.y)
        << row;
  }
}

TEST(Keys, StayInAWindowUntilItHasNothingMoreThatWay) {
  Driver driver(replay(), 1280, 800);
  driver.press(XK_1, XK_Control_L);
  const auto go = [&](unsigned long symbol, unsigned long with = 0) {
    driver.press(symbol, with);
    driver.look(2);
    return driver.focused();
  };
  EXPECT_EQ(go(XK_F6), "tile.0.title") << "the first";
  EXPECT_EQ(go(XK_F6), "tile.1.title");
  EXPECT_EQ(go(XK_F6, XK_Shift_L), "tile.0.title") << "and back";
  EXPECT_EQ(go(XK_F6, XK_Shift_L), "tile.3.title") << "around";
  ASSERT_TRUE(driver.walk_to("city.enterprise.4"));
  EXPECT_EQ(go(XK_Right), "city.enterprise.5") << "though another window has things at this height";
  EXPECT_EQ(go(XK_Right), "tile.2.title") << "on to the next window";
  EXPECT_EQ(go(XK_Up), "view.0") << "and to the bar above";
  EXPECT_EQ(go(XK_Down), "tile.0.title") << "from which it goes right into a window";
  ASSERT_TRUE(driver.walk_to("timeline.search"));
  driver.press(XK_F11);
  driver.look(2);
  EXPECT_THAT(driver.names("tile."), Contains("tile.3.title")) << "the window with the keyboard is enlarged";
  EXPECT_EQ(driver.names("tile.0").size(), 0u);
  driver.press(XK_F11);
  driver.look(2);
  // without a place of the keyboard, Space is play again
  ASSERT_TRUE(driver.walk_to("playback.scrub"));
  go(XK_Escape);
  driver.press(XK_space);
  EXPECT_TRUE(driver.desk().playback.running);
}

// Opens the palette, types the words and presses Enter on the first that is found.
void command(Driver& driver, const std::string& words, const std::string& found) {
  driver.press(XK_p, XK_Control_L);
  driver.type(words);
  EXPECT_THAT(driver.words("palette.row.0"), HasSubstr(found));
  driver.press(XK_Return);
  driver.look(2);
  EXPECT_FALSE(driver.sees("palette.search"));
}

TEST(Palette, EachCommandOfAReplayDoesWhatItSays) {
  Driver driver(replay(), 1280, 800);
  Desk& desk = driver.desk();
  const auto said = [&](Text key) { return std::string(desk.say(key)); };
  const auto typed = [](std::string words) {
    std::ranges::transform(words, words.begin(), [](char letter) {
      return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    });
    std::erase_if(words, [](char letter) {
      return !std::isalnum(static_cast<unsigned char>(letter)) && letter != ' ';
    });
    return words;
  };
  const auto act = [&](Text key) { command(driver, typed(said(key)), said(key)); };
  act(Text::command_play);
  EXPECT_TRUE(desk.playback.running);
  act(Text::command_play);
  EXPECT_FALSE(desk.playback.running);
  act(Text::command_begin);
  EXPECT_EQ(desk.now(), desk.playback.begin);
  act(Text::command_next_danger);
  EXPECT_EQ(desk.now(), desk.run->dangers.front());
  act(Text::command_end);
  EXPECT_EQ(desk.now(), desk.playback.end);
  const Language language = desk.language;
  act(Text::command_theme);
  EXPECT_FALSE(desk.dark);
  act(Text::command_truth);
  EXPECT_TRUE(desk.truth);
  const std::array views{Text::view_overview, Text::view_plant, Text::view_analysis, Text::view_compare};
  for (std::size_t i = 0; i < views.size(); ++i) {
    command(driver, "view " + typed(said(views[i])) + " ctrl", said(views[i]));
    EXPECT_EQ(desk.view, static_cast<View>(i));
  }
  for (std::size_t i = 0; i < pane_count; ++i) show_alone(driver, static_cast<Pane>(i));
  act(Text::command_reset_layout);
  EXPECT_EQ(driver.console().settings().arrangement.views[0].panes, default_arrangement().views[0].panes);
  const auto& enterprise = desk.run->record.names.enterprises[2].name;
  driver.press(XK_p, XK_Control_L);
  driver.type(typed(said(Text::command_select)));
  const std::string row = row_with(driver, "palette.row", enterprise);
  for (int i = 0; i < std::stoi(row); ++i) driver.press(XK_Down);
  driver.press(XK_Return);
  EXPECT_EQ(desk.selection.enterprise, EnterpriseId(std::size_t{2}));
  act(Text::command_language);
  EXPECT_NE(desk.language, language);
  // every kind of entry was tried: one that is added has to be tried here too
  driver.press(XK_l, XK_Control_L);
  driver.press(XK_p, XK_Control_L);
  EXPECT_TRUE(driver.sees("palette.search"));
}

TEST(Palette, EachCommandOfADrillDoesWhatItSays) {
  ConsoleOptions options = drill("palette");
  options.live->speed = 1.0;
  Driver driver(options, 1280, 800);
  Desk& desk = driver.desk();
  command(driver, "freeze", desk.say(Text::command_freeze));
  ASSERT_TRUE(driver.wait_for([&] { return desk.live->running(); }, "it runs"));
  command(driver, "freeze", desk.say(Text::command_freeze));
  ASSERT_TRUE(driver.wait_for([&] { return !desk.live->running(); }, "it stands still"));
  driver.press(XK_Home);
  EXPECT_FALSE(desk.playback.at_live);
  command(driver, "back to live", desk.say(Text::command_live));
  EXPECT_TRUE(desk.playback.at_live);
  command(driver, "city duty officer", "city duty officer");
  ASSERT_TRUE(driver.wait_for([&] { return status(driver).seats.size() == 1; }, "the seat is taken"));
  EXPECT_EQ(desk.view, View::seat);
  command(driver, "view instructor ctrl", desk.say(Text::view_instructor));
  EXPECT_EQ(desk.view, View::instructor);
  command(driver, "end the drill", desk.say(Text::command_end_drill));
  EXPECT_TRUE(driver.wait_for([&] { return desk.live->ended(); }, "the drill ends"));
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST(Palette, SavesPicturesBesideEachOtherAndSaysWhere) {
  ConsoleOptions options = replay();
  options.pictures = scratch("pictures");
  Driver driver(options, 1280, 800);
  for (const char* name : {"console.png", "console-2.png"}) {
    const std::filesystem::path file = options.pictures / name;
    ASSERT_FALSE(std::filesystem::exists(file));
    command(driver, "save a picture", driver.desk().say(Text::command_picture));
    EXPECT_EQ(driver.words("message"), "picture saved: " + file.string());
    const std::string bytes = bytes_of(file);
    ASSERT_GT(bytes.size(), 10000u) << "more than one colour";
    EXPECT_EQ(bytes.substr(0, 8), "\x89PNG\r\n\x1a\n");
    EXPECT_EQ(bytes.substr(16, 8), std::string("\0\0\x05\0\0\0\x03\x20", 8)) << "1280 × 800";
    EXPECT_EQ(bytes.substr(bytes.size() - 8, 4), "IEND") << "the whole of it";
  }
}

TEST(Palette, SaysWhyAPictureCouldNotBeSaved) {
  const std::filesystem::path folder = scratch("pictures_refused");
  std::ofstream(folder / "a_file") << "no folder\n";
  for (const char* name : {"nowhere", "a_file"}) {
    ConsoleOptions options = replay();
    options.pictures = folder / name;
    Driver driver(options, 1280, 800);
    command(driver, "save a picture", driver.desk().say(Text::command_picture));
    EXPECT_THAT(driver.words("message"), HasSubstr("the picture could not be written: "));
    EXPECT_THAT(driver.words("message"), HasSubstr((options.pictures / "console.png").string() + " ("));
    EXPECT_FALSE(std::filesystem::exists(options.pictures / "console.png"));
    command(driver, "light or dark", driver.desk().say(Text::command_theme));
    EXPECT_FALSE(driver.desk().dark) << "the console goes on";
  }
  EXPECT_EQ(bytes_of(folder / "a_file"), "no folder\n");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 1) << "nothing is left behind";
}

TEST(Keys, ReachEverythingOfADrill) {
  Driver driver(drill("keys"), 1280, 800);
  driver.desk().run->wait_for_findings();
  driver.press(XK_6, XK_Control_L);
  for (const char* tab : {"inject", "seats", "snapshots", "done"}) {
    ASSERT_TRUE(driver.walk_to(std::string("instructor.tab.") + tab));
    driver.press(XK_space);
    driver.look(2);
    std::vector<std::string> names = actors(driver);
    std::erase_if(names, [](const std::string& name) {
      return !name.starts_with("instructor.") && !name.starts_with("seats.");
    });
    EXPECT_THAT(out_of_reach(driver, names), IsEmpty()) << tab;
  }
  // at a seat: taken, looked at and released by keys
  const SeatId seat = driver.desk().live->seats().front().seat;
  driver.desk().live->ask(live::TakeSeat{seat});
  driver.desk().seat.seat = seat;
  run_to(driver, 700);
  driver.press(XK_5, XK_Control_L);
  driver.wait_for([&] { return driver.sees("seat.chair"); }, "the seat");
  std::vector<std::string> names = actors(driver);
  std::erase_if(names, [](const std::string& name) { return !name.starts_with("seat."); });
  EXPECT_GT(names.size(), 6u);
  EXPECT_THAT(out_of_reach(driver, names), IsEmpty()) << "seat";

  // one that cannot be pressed is reached, says why, and does nothing
  ASSERT_TRUE(driver.walk_to("seat.act.handle"));
  ASSERT_THAT(driver.words("seat.act.handle"), HasSubstr("("));
  driver.press(XK_Return);
  // from its card, an arrow leads to the next step of a case
  ASSERT_TRUE(driver.walk_to("seat.card.0"));
  driver.press(XK_Right);
  driver.look(1);
  EXPECT_EQ(driver.focused(), "seat.act.acknowledge");
  driver.press(XK_Return);
  EXPECT_TRUE(driver.wait_for(
      [&] { return driver.words("seat.act.acknowledge").find('(') != std::string::npos; }, "it is signed"));
  for (const live::Message& message : driver.desk().live->messages())
    EXPECT_NE(message.kind, live::Message::Kind::refused) << message.text.english;
}

// Each head of a column says what stands in it, in both languages; so do the words at the top.
TEST(Tooltips, ExplainEachColumnInBothLanguages) {
  for (const ColumnText& column : columns()) {
    EXPECT_FALSE(column.meaning.english.empty() || column.meaning.chinese.empty());
    const std::string english = text(column.title, Language::english);
    EXPECT_THAT(explain_column(column.title, Language::chinese), HasSubstr(english));
  }
  Driver driver(replay(), 1280, 800);
  driver.desk().run->wait_for_findings();
  driver.desk().other->wait_for_findings();
  const std::map<Pane, std::size_t> heads{
      {Pane::compare, 3}, {Pane::alarms, 8}, {Pane::timeline, 3}, {Pane::verdict, 4}};
  for (const auto& [pane, count] : heads) {
    show_alone(driver, pane);
    std::size_t found = 0;
    for (const auto& [name, mark] : std::map(driver.marks().by_name)) {
      if (name.find(".column.") == std::string::npos) continue;
      ++found;
      driver.point_at(name, 0.3F);
      ASSERT_TRUE(driver.sees("tooltip")) << name;
      const std::string told = driver.words("tooltip");
      EXPECT_THAT(told, HasSubstr(": ")) << name;
      const bool chinese = std::ranges::any_of(told, [](char byte) { return (byte & 0x80) != 0; });
      EXPECT_TRUE(chinese || mark.words.size() == 1) << name << ": " << told;
    }
    EXPECT_EQ(found, count) << info_of(pane).key;
  }
}

}  // namespace
}  // namespace fengsui::viz::testing
