// JUnit XML, the common subset that CI servers read (testsuites > testsuite > testcase >
// failure|skipped|system-out).
//
// Deterministic: no host, no time of day. Inconclusive cases are written as errors of type "inconclusive".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "twin/judge/judgement.h"

namespace fengsui {

struct JUnitCase {
  std::string suite, name;
  Verdict verdict = Verdict::pass;
  std::vector<std::string> messages;  // the first is the headline
  std::optional<double> seconds;      // simulated time; omitted when absent
  std::string output;                 // system-out, may be empty
};

// Suites in order of first appearance.
std::string junit_xml(const std::vector<JUnitCase>& cases);

// Text for an XML element or attribute: markup escaped, what XML 1.0 forbids and broken UTF-8 replaced by
// U+FFFD.
std::string xml_escaped(std::string_view text);

}  // namespace fengsui
