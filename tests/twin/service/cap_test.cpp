// CAP alerts: valid, marked, and tied to each other; and what must not pass for one.
#include <gmock/gmock.h>

#include <cstdlib>
#include <regex>
#include <set>

#include "tests/twin/service/small_run.h"
#include "twin/service/cap_folder.h"

namespace fengsui {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string words_file = FENGSUI_SOURCE_DIR "/data/cap/alerts.json";
const WallTime start = *parse_wall_time("2026-03-02T02:00:00+00:00");

// Empty when the text is a CAP 1.2 alert, otherwise what the validator says.
std::string fault_of(const std::string& xml) {
  const Folder folder;
  std::ofstream(folder / "alert.xml", std::ios::binary) << xml;
  const std::string said = folder / "said";
  const std::string command = "xmllint --nonet --noout --schema '" FENGSUI_SOURCE_DIR
                              "/tests/twin/service/cap_1_2.xsd' '" +
                              (folder / "alert.xml").string() + "' >'" + said + "' 2>&1";
  const int status = std::system(command.c_str());
  return status == 0 ? std::string() : "xmllint (package libxml2-utils): " + text_of(said);
}

CapWords words() { return read_cap_words(text_of(words_file), words_file); }

Warning warning(WarningEvent event, Colour colour, long seconds) {
  Warning warning;
  warning.id = WarningId(0u);
  warning.enterprise = EnterpriseId(0u);
  warning.event = event;
  warning.colour = colour;
  warning.time = Time{std::chrono::milliseconds(seconds * 1000 + 999)};
  warning.score = 55.25;
  warning.reason = "综合风险55.3分 & <更多> / composite risk 55.3";
  return warning;
}

// The alerts of a warning that is raised, becomes worse and ends.
std::vector<std::string> life(AlertStatus status, const std::string& run = "0123456789ab",
                              Colour first = Colour::yellow) {
  const Folder folder;
  CapFolder alerts(folder / "cap", words(), status, start);
  Directory directory;
  directory.enterprises.push_back({"甲厂（虚构）<&>", "aluminium", 0.0, 0.0});
  alerts.begin(directory, run, false);
  std::vector<std::string> texts;
  std::set<fs::path> known;
  for (const Warning& event :
       {warning(WarningEvent::raised, first, 60), warning(WarningEvent::changed, Colour::red, 90),
        warning(WarningEvent::ended, Colour::none, 3600)}) {
    EngineOutput output;
    output.warnings.push_back(event);
    alerts.publish(output, true);
    for (const auto& entry : fs::directory_iterator(folder / "cap"))
      if (known.insert(entry.path()).second) {
        texts.push_back(text_of(entry.path()));
        EXPECT_EQ(entry.path().extension(), ".xml");
        EXPECT_THAT(texts.back(), HasSubstr("<identifier>" + entry.path().stem().string() + "</identifier>"));
      }
  }
  EXPECT_EQ(texts.size(), 3u);
  return texts;
}

std::string element(const std::string& xml, const std::string& name) {
  std::smatch found;
  return std::regex_search(xml, found, std::regex("<" + name + ">([^<]*)</" + name + ">")) ? found[1].str()
                                                                                           : "";
}

TEST(Cap, TheAlertsOfAWarningAreValidAndReferToEachOther) {
  const auto texts = life(AlertStatus::exercise);
  for (const std::string& text : texts) EXPECT_EQ(fault_of(text), "");
  EXPECT_EQ(element(texts[0], "msgType"), "Alert");
  EXPECT_EQ(element(texts[1], "msgType"), "Update");
  EXPECT_EQ(element(texts[2], "msgType"), "Cancel");
  // Beijing time, whole seconds, whatever the offset of the start
  EXPECT_EQ(element(texts[0], "sent"), "2026-03-02T10:01:00+08:00");
  const auto reference = [](const std::string& xml) {
    return element(xml, "sender") + "," + element(xml, "identifier") + "," + element(xml, "sent");
  };
  EXPECT_EQ(element(texts[0], "references"), "");
  EXPECT_EQ(element(texts[1], "references"), reference(texts[0]));
  EXPECT_EQ(element(texts[2], "references"), reference(texts[0]) + " " + reference(texts[1]));
  EXPECT_EQ(element(texts[0], "incidents"), element(texts[2], "incidents"));
}

TEST(Cap, SaysItInChineseAndEnglishAndByColour) {
  const auto texts = life(AlertStatus::exercise);
  EXPECT_THAT(texts[0], HasSubstr("<headline>（演练）甲厂（虚构）&lt;&amp;&gt;黄色预警发布</headline>"));
  EXPECT_THAT(texts[0],
              HasSubstr("<headline>Exercise: yellow warning raised: 甲厂（虚构）&lt;&amp;&gt;</headline>"));
  EXPECT_THAT(texts[0], HasSubstr("<description>综合风险55.3分 &amp; &lt;更多&gt;</description>"));
  EXPECT_THAT(texts[0], HasSubstr("<description>composite risk 55.3</description>"));
  EXPECT_THAT(texts[0], HasSubstr("<severity>Moderate</severity>"));
  EXPECT_THAT(texts[1], HasSubstr("<urgency>Immediate</urgency>\n    <severity>Extreme</severity>"));
  EXPECT_THAT(texts[2], HasSubstr("<urgency>Past</urgency>\n    <severity>Extreme</severity>"));
  EXPECT_THAT(texts[2], HasSubstr("红色预警解除"));
}

TEST(Cap, IsExerciseOrTestAndNeverActual) {
  for (const auto& [status, word, mark] : {std::tuple(AlertStatus::exercise, "Exercise", "（演练）"),
                                           std::tuple(AlertStatus::test, "Test", "（测试）")})
    for (const std::string& text : life(status)) {
      EXPECT_EQ(element(text, "status"), word);
      EXPECT_THAT(text, HasSubstr("<headline>" + std::string(mark)));
      EXPECT_THAT(text, HasSubstr("<headline>" + std::string(word) + ": "));
      EXPECT_THAT(text, Not(HasSubstr("Actual")));
      EXPECT_THAT(text, Not(HasSubstr("Public")));
    }
}

TEST(Cap, IdentifiersAreReproducibleAndDifferWithRunStatusAndContent) {
  const auto identifiers = [](const std::vector<std::string>& texts) {
    std::vector<std::string> found;
    for (const std::string& text : texts) found.push_back(element(text, "identifier"));
    return found;
  };
  const auto first = identifiers(life(AlertStatus::exercise));
  EXPECT_EQ(identifiers(life(AlertStatus::exercise)), first);
  EXPECT_EQ(std::set(first.begin(), first.end()).size(), 3u);
  for (const auto& other :
       {identifiers(life(AlertStatus::test)), identifiers(life(AlertStatus::exercise, "ba9876543210")),
        identifiers(life(AlertStatus::exercise, "0123456789ab", Colour::blue))})
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NE(other[i], first[i]);
}

TEST(Cap, TheValidatorWouldSeeWhatIsWrong) {
  const std::string good = life(AlertStatus::exercise)[1];
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    return fault_of(text);
  };
  EXPECT_THAT(changed("+08:00</sent>", "Z</sent>"), HasSubstr("sent"));
  EXPECT_THAT(changed(":30+08:00", ":30.5+08:00"), HasSubstr("fails to validate"));
  EXPECT_THAT(changed("<status>Exercise", "<status>Rehearsal"), HasSubstr("status"));
  EXPECT_THAT(changed("<msgType>Update</msgType>", ""), HasSubstr("msgType"));
  EXPECT_THAT(changed("<identifier>", "<identifier>a "), HasSubstr("identifier"));
  EXPECT_THAT(changed("<urgency>Immediate", "<urgency>Now"), HasSubstr("urgency"));
  EXPECT_THAT(changed("cap:1.2", "cap:1.1"), HasSubstr("fails to validate"));
  EXPECT_THAT(changed("    <category>Safety</category>\n", ""), HasSubstr("category"));
  EXPECT_THAT(changed("&lt;", "<"), HasSubstr("xmllint"));
}

TEST(Cap, WordsAreReadStrictly) {
  const auto said = [](const std::string& from, const std::string& to) {
    std::string text = text_of(words_file);
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return complaint([&] { read_cap_words(text.replace(at, from.size(), to), "words.json"); });
  };
  EXPECT_EQ(said("Safety", "Fire"), "accepted");
  EXPECT_THAT(said("\"Immediate\"", "\"Now\""), HasSubstr("/colours/red/urgency"));
  EXPECT_THAT(said("\"Safety\"", "\"Safe\""), HasSubstr("/category/value"));
  EXPECT_THAT(said("rehearsal@", "re hearsal@"), HasSubstr("without space"));
  EXPECT_THAT(said("\"estimate: level one", "\"level one"), HasSubstr("estimate: why"));
  EXPECT_THAT(said("\"orange\"", "\"ornage\""), HasSubstr("ornage"));
  EXPECT_THAT(said("\"format\": 1", "\"format\": 2"), HasSubstr("/format"));
}

}  // namespace
}  // namespace fengsui
