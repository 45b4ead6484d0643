#include "twin/judge/junit.h"

#include <gtest/gtest.h>

#include "twin/record/xml_text.h"

namespace fengsui {
namespace {

TEST(JUnit, WritesTheCommonSubset) {
  const std::string xml =
      junit_xml({{"aluminium", "leak", Verdict::pass, {}, 3600.0, ""},
                 {"aluminium", "blind", Verdict::fail, {"late", "exp: 40 s"}, 1.5, ""},
                 {"dust", "silo", Verdict::inconclusive, {"no signal ever moved"}, {}, "log"}});
  EXPECT_EQ(
      xml,
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"fengsui\" tests=\"3\" failures=\"1\" errors=\"1\" skipped=\"0\" time=\"3601.5\">\n"
      "  <testsuite name=\"aluminium\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\" "
      "time=\"3601.5\">\n"
      "    <testcase classname=\"aluminium\" name=\"leak\" time=\"3600\"/>\n"
      "    <testcase classname=\"aluminium\" name=\"blind\" time=\"1.5\">\n"
      "      <failure message=\"late\" type=\"expectation\">late\nexp: 40 s</failure>\n"
      "    </testcase>\n"
      "  </testsuite>\n"
      "  <testsuite name=\"dust\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">\n"
      "    <testcase classname=\"dust\" name=\"silo\">\n"
      "      <error message=\"no signal ever moved\" type=\"inconclusive\">no signal ever moved</error>\n"
      "      <system-out>log</system-out>\n"
      "    </testcase>\n"
      "  </testsuite>\n"
      "</testsuites>\n");
}

TEST(JUnit, EscapesMarkupAndForbiddenCharacters) {
  EXPECT_EQ(xml_escaped("a<b>&\"'c"), "a&lt;b&gt;&amp;&quot;&apos;c");
  EXPECT_EQ(xml_escaped("红色\t\n\r"), "红色&#9;&#10;&#13;");
  EXPECT_EQ(xml_escaped(std::string_view("\x00\x01\x1b\x7f", 4)), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\x7f");
  EXPECT_EQ(xml_escaped("\xEF\xBF\xBE"), "\xEF\xBF\xBD");          // U+FFFE
  EXPECT_EQ(xml_escaped("\xF0\x9F\x94\xA5"), "\xF0\x9F\x94\xA5");  // a beacon fire is allowed
}

TEST(JUnit, ReplacesBrokenUtf8) {
  for (const char* broken :
       {"\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE7\xBA"}) {
    const std::string xml = xml_escaped(std::string(broken) + "x");
    EXPECT_TRUE(xml.starts_with("\xEF\xBF\xBD")) << xml;
    EXPECT_TRUE(xml.ends_with("x")) << xml;
  }
}

TEST(JUnit, NothingToReportIsStillADocument) {
  EXPECT_EQ(
      junit_xml({}),
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"fengsui\" tests=\"0\" failures=\"0\" errors=\"0\" skipped=\"0\">\n</testsuites>\n");
}

}  // namespace
}  // namespace fengsui
