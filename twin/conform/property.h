// Properties that hold for generated inputs, with a fixed seed: RapidCheck shrinks what breaks one.
#pragma once

#include <rapidcheck.h>

#include <iostream>
#include <sstream>
#include <string>

namespace fengsui::conform {

struct Verdict {
  bool holds = false;
  std::string text;            // all that RapidCheck says
  std::string counterexample;  // the smallest input, on one line
};

// RapidCheck tells standard error its configuration when it is first used, which nobody asked for.
class QuietErrors {
 public:
  QuietErrors() : before_(std::cerr.rdbuf(nothing_.rdbuf())) {}
  ~QuietErrors() { std::cerr.rdbuf(before_); }
  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;

 private:
  std::ostringstream nothing_;
  std::streambuf* before_;
};

template <typename Property>
Verdict judge(Property&& property, int cases = 300) {
  rc::detail::TestParams params;
  params.seed = 1;
  params.maxSuccess = cases;
  class Silent : public rc::detail::TestListener {
    void onTestCaseFinished(const rc::detail::CaseDescription&) override {}
    void onShrinkTried(const rc::detail::CaseDescription&, bool) override {}
    void onTestFinished(const rc::detail::TestMetadata&, const rc::detail::TestResult&) override {}
  } silent;
  const QuietErrors quiet;
  const rc::detail::TestResult result =
      rc::detail::checkTestable(property, rc::detail::TestMetadata(), params, silent);
  Verdict verdict;
  verdict.holds = result.template is<rc::detail::SuccessResult>();
  std::ostringstream text;
  rc::detail::printResultMessage(result, text);
  verdict.text = text.str();
  if (result.template is<rc::detail::FailureResult>())
    for (const auto& [type, value] : result.template get<rc::detail::FailureResult>().counterExample)
      verdict.counterexample += (verdict.counterexample.empty() ? "" : "; ") + value;
  return verdict;
}

}  // namespace fengsui::conform
