// Properties that hold for generated inputs, with a fixed seed: RapidCheck shrinks what breaks one.
#pragma once

#include <rapidcheck.h>

#include <sstream>
#include <string>

namespace fengsui::engine {

struct Verdict {
  bool holds = false;
  std::string text;  // the smallest counterexample
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
  const rc::detail::TestResult result =
      rc::detail::checkTestable(property, rc::detail::TestMetadata(), params, silent);
  std::ostringstream text;
  rc::detail::printResultMessage(result, text);
  return {result.template is<rc::detail::SuccessResult>(), text.str()};
}

}  // namespace fengsui::engine
