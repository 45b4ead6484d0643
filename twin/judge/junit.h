// JUnit XML, the common subset that CI servers read (testsuites > testsuite > testcase >
// failure|skipped|system-out).
//
// Deterministic: no host, no time of day. Inconclusive cases are written as errors of type "inconclusive".
#pragma once

#include <optional>
#include <string>
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

}  // namespace fengsui
