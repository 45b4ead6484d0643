#include "twin/judge/junit.h"

#include <algorithm>

#include "twin/record/xml_text.h"

namespace fengsui {

namespace {

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + xml_escaped(value) + "\"";
}

struct Totals {
  std::size_t tests = 0, failures = 0, errors = 0;
  double seconds = 0.0;
  bool timed = false;

  void add(const JUnitCase& test) {
    ++tests;
    failures += test.verdict == Verdict::fail;
    errors += test.verdict == Verdict::inconclusive;
    if (test.seconds) seconds += *test.seconds;
    timed = timed || test.seconds;
  }
  std::string attributes() const {
    return attribute("tests", std::to_string(tests)) + attribute("failures", std::to_string(failures)) +
           attribute("errors", std::to_string(errors)) + attribute("skipped", "0") +
           (timed ? attribute("time", format_number(seconds)) : std::string());
  }
};

std::string test_case(const JUnitCase& test) {
  std::string xml = "    <testcase" + attribute("classname", test.suite) + attribute("name", test.name);
  if (test.seconds) xml += attribute("time", format_number(*test.seconds));
  if (test.verdict == Verdict::pass && test.output.empty()) return xml + "/>\n";
  xml += ">\n";
  if (test.verdict != Verdict::pass) {
    const char* element = test.verdict == Verdict::fail ? "failure" : "error";
    const char* type = test.verdict == Verdict::fail ? "expectation" : "inconclusive";
    xml += "      <" + std::string(element) +
           attribute("message",
                     test.messages.empty() ? verdict_name(test.verdict).name.english : test.messages[0]) +
           attribute("type", type) + ">";
    for (std::size_t i = 0; i < test.messages.size(); ++i)
      xml += (i ? "\n" : "") + xml_escaped(test.messages[i]);
    xml += "</" + std::string(element) + ">\n";
  }
  if (!test.output.empty()) xml += "      <system-out>" + xml_escaped(test.output) + "</system-out>\n";
  return xml + "    </testcase>\n";
}

}  // namespace

std::string junit_xml(const std::vector<JUnitCase>& cases) {
  std::vector<std::string> suites;
  Totals all;
  for (const JUnitCase& test : cases) {
    all.add(test);
    if (std::ranges::find(suites, test.suite) == suites.end()) suites.push_back(test.suite);
  }
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + attribute("name", "fengsui") +
                    all.attributes() + ">\n";
  for (const std::string& suite : suites) {
    Totals totals;
    std::string body;
    for (const JUnitCase& test : cases) {
      if (test.suite != suite) continue;
      totals.add(test);
      body += test_case(test);
    }
    xml +=
        "  <testsuite" + attribute("name", suite) + totals.attributes() + ">\n" + body + "  </testsuite>\n";
  }
  return xml + "</testsuites>\n";
}

}  // namespace fengsui
