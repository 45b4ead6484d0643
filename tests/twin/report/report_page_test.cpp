// The page as a file: nothing in it escapes its place, nothing in it reaches outside.
#include <gmock/gmock.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <regex>

#include "tests/twin/report/sample_runs.h"
#include "twin/report/assets.h"
#include "twin/report/report_data.h"
#include "twin/report/texts.h"

namespace fengsui {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view data_opens = R"(<script type="application/json" id="report-data">)";

std::string embedded_data(const std::string& page) {
  const std::size_t begin = page.find(data_opens) + data_opens.size();
  return page.substr(begin, page.find("</script", begin) - begin);
}

std::string page_of_both(Language language) {
  const sample::Run happened = sample::as_it_happened(language),
                    monitored = sample::with_monitoring(language);
  return render_report({happened.input(), monitored.input()}, language);
}

TEST(ReportPage, DataBetweenTheTagsIsTheDataThatWasMeant) {
  const sample::Run happened = sample::as_it_happened(Language::english),
                    monitored = sample::with_monitoring(Language::english);
  const std::vector<ReportInput> runs{happened.input(), monitored.input()};
  const std::string page = render_report(runs, Language::english);
  EXPECT_EQ(nlohmann::ordered_json::parse(embedded_data(page)), report_data(runs, Language::english));
}

TEST(ReportPage, HostileNamesNeverBecomeMarkup) {
  const std::string hostile = R"x(</script><img src=x onerror="alert('1')">&{{chart.js}}]]>)x";
  sample::Run run = sample::with_monitoring(Language::english);
  run.label = hostile;
  run.record.run.title = {hostile, hostile};
  run.record.run.about = {hostile, hostile};
  run.record.names.enterprises[0].name = hostile;
  run.record.names.points[0].name = {hostile, hostile};
  run.record.names.gateways[0].name = hostile;
  run.record.run.inputs[0].text = hostile + "<!-- <script>";
  const std::string page = render_report({run.input()}, Language::english);

  EXPECT_THAT(page, Not(HasSubstr("<img src=x")));
  EXPECT_THAT(page, Not(HasSubstr("<!-- <script>")));
  EXPECT_THAT(page,
              HasSubstr("<title>&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;"));
  const nlohmann::json data = nlohmann::json::parse(embedded_data(page));
  EXPECT_EQ(data["title"], hostile);
  EXPECT_EQ(data["runs"][0]["label"], hostile);
  EXPECT_EQ(data["about"][0], hostile);
}

TEST(ReportPage, BrokenUtf8DoesNotBreakThePage) {
  sample::Run run = sample::with_monitoring(Language::chinese);
  run.record.names.enterprises[0].name = "broken \xff\xfe name";
  run.label = "\xe4\xb8";
  const nlohmann::json data =
      nlohmann::json::parse(embedded_data(render_report({run.input()}, Language::chinese)));
  EXPECT_EQ(data["runs"][0]["label"], "\xef\xbf\xbd");
}

TEST(ReportPage, FetchesNothing) {
  const std::string page = page_of_both(Language::english);
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_FALSE(
      std::regex_search(page, std::regex("<(script|img|iframe|link)[^>]*(src|href)=[\"']?(https?:)?//")));
  EXPECT_THAT(std::string(asset("report.css")), Not(HasSubstr("url(")));
  EXPECT_THAT(std::string(asset("report.css")), Not(HasSubstr("@import")));
}

TEST(ReportPage, HoldsTheWholeChartLibrariesAndScripts) {
  const std::string page = page_of_both(Language::chinese);
  for (const char* name : {"dygraph.js", "dygraph.css", "chart.js", "report.css", "page.js", "story.js",
                           "trends.js", "bars.js", "report.js"}) {
    ASSERT_FALSE(asset(name).empty()) << name;
    EXPECT_NE(page.find(asset(name)), std::string::npos) << name;
    EXPECT_EQ(asset(name).find("</script"), std::string_view::npos) << name << " would end its own element";
  }
  EXPECT_THAT(page, HasSubstr("<html lang=\"zh-CN\">"));
}

TEST(ReportPage, SameRunsSameBytes) {
  EXPECT_EQ(page_of_both(Language::english), page_of_both(Language::english));
}

TEST(ReportPage, MonthOfHalfAMillionRowsStaysBelowFiveMegabytes) {
  const sample::Run month = sample::busy_month(20'000, 500'000);
  const std::string page = render_report({month.input()}, Language::english);
  EXPECT_LT(page.size(), 5u << 20);
  const nlohmann::json data = nlohmann::json::parse(embedded_data(page));
  EXPECT_THAT(data["runs"][0]["cases"]["more"].get<std::string>(), HasSubstr("more"));
  EXPECT_TRUE(data["runs"][0]["story"].contains("omitted"));
}

TEST(ReportPage, EmptyRunHasAWordForEverythingThatIsMissing) {
  const Record record;
  const Judgement judgement;
  for (const Language language : {Language::english, Language::chinese}) {
    const nlohmann::json data = report_data({{&record, &judgement, ""}}, language);
    const auto& run = data["runs"][0];
    for (const char* table : {"expectations", "faults", "detections", "cases", "colour_levels"}) {
      EXPECT_TRUE(run[table]["rows"].empty()) << table;
      EXPECT_FALSE(run[table]["empty"].get<std::string>().empty()) << table;
    }
    for (const char* chart : {"alarm_load", "offices", "gateways"})
      EXPECT_FALSE(data[chart]["empty"].get<std::string>().empty());
    EXPECT_EQ(run["sentence"], report_text("sentence_quiet", language));
    EXPECT_TRUE(data["trends"].empty());
    EXPECT_TRUE(data["comparison"].is_null());
    EXPECT_FALSE(data["window"]["presets"].empty());
  }
}

}  // namespace
}  // namespace fengsui
