#include <cmath>

#include "twin/report/report_data.h"
#include "twin/report/words.h"
#include "twin/study_report/rare_sections.h"
#include "twin/study_report/rare_words.h"

namespace fengsui {

namespace {

class Answer {
 public:
  Answer(const RareStudy& study, const RareResult& result, const RareNames& names, Language language)
      : study_(study), result_(result), names_(names), language_(language) {}

  std::string text() const {
    std::string text = std::string("<section><h2>") + say("The answer", "结论") + "</h2><p class=\"answer\">";
    if (known()) {
      const double p = found().probability;
      text += html_escaped(
          p >= 0.1 ? filled(say("In {share} % of the runs of this scenario: {accident}",
                                "该情景 {share} % 的运行中发生：{accident}"),
                            {{"accident", names_.accident.in(language_)}, {"share", number_words(100.0 * p)}})
                   : filled(say("In about one run of this scenario in {runs}: {accident}",
                                "该情景约每 {runs} 次运行发生一次：{accident}"),
                            {{"accident", names_.accident.in(language_)}, {"runs", one_in(p)}}));
      text += "</p><p>" + html_escaped(filled(
                              say("Probability {p}, 95 % interval {low} … {high}, relative error {error} %.",
                                  "概率 {p}，95 % 置信区间 {low} … {high}，相对误差 {error} %。"),
                              {{"p", probability_words(p)},
                               {"low", probability_words(found().low, 2)},
                               {"high", probability_words(found().high, 2)},
                               {"error", number_words(std::round(100.0 * found().relative_error))}}));
    } else {
      text += html_escaped(filled(result_.plain_hits > 0
                                      ? say("Splitting never reached it, plain runs did: {accident}",
                                            "多级分裂从未到达，直接仿真却有发生：{accident}")
                                      : say("Never seen: {accident}", "从未出现：{accident}"),
                                  {{"accident", names_.accident.in(language_)}}));
      if (result_.replications.size() >= 2)
        text += "</p><p>" +
                html_escaped(filled(say("Probability below {high} (95 %).", "概率低于 {high}（95 %）。"),
                                    {{"high", probability_words(found().high, 2)}}));
    }
    text += "</p>" + doubts() + "<p class=\"note\">" +
            say("It is the probability within one run of the scenario, given everything the scenario lets "
                "happen: not "
                "a rate per year.",
                "此为该情景单次运行内的条件概率（情景给定的事件均发生），不是每年发生率。") +
            "</p></section>\n";
    return text;
  }

 private:
  const char* say(const char* english, const char* chinese) const {
    return language_ == Language::chinese ? chinese : english;
  }
  const study::RareEstimate& found() const { return result_.splitting; }
  bool known() const { return result_.replications.size() >= 2 && found().probability > 0.0; }

  std::string doubt(const std::string& words) const {
    return "<p class=\"doubt\">" + html_escaped(words) + "</p>";
  }

  std::string doubts() const {
    std::string text;
    if (result_.interrupted)
      text += doubt(filled(say("Interrupted: only {done} of {all} replications are in these figures.",
                               "已中断：仅含 {all} 次重复中的 {done} 次。"),
                           {{"done", std::to_string(result_.replications.size())},
                            {"all", std::to_string(study_.replications)}}));
    if (result_.replications.size() < 2)
      return text + doubt(say("Too few replications: nothing is known.", "重复次数不足，无法得出任何结论。"));
    if (!known() && result_.plain_hits > 0)
      text += doubt(filled(say("Splitting missed it: the levels do not lead to this accident with so little "
                               "effort. Plain runs say {p}, "
                               "95 % {low} … {high}.",
                               "多级分裂未能发现：以此次数，所设水平不通向该事故。直接仿真结果为 {p}，95 % "
                               "区间 {low} … {high}。"),
                           {{"p", probability_words(result_.plain.probability)},
                            {"low", probability_words(result_.plain.low, 2)},
                            {"high", probability_words(result_.plain.high, 2)}}));
    else if (!known())
      text += doubt(
          say("Inconclusive: no attempt reached the accident. This does not prove that it cannot happen, "
              "only that it "
              "is rarer than the bound, as far as the levels lead to it. Lower the first levels, put more "
              "between, "
              "or give more effort; an accident that one device's failure decides on is not found this way.",
              "无结论：没有任何尝试到达事故。这不证明事故不会发生，只说明其概率低于上限（前提是所设水平确实通"
              "向事故）。"
              "请降低前几级水平、加密水平或增加次数；由单一装置失效决定的事故不能用此法发现。"));
    else if (std::size_t{5} * found().silent >= result_.replications.size())
      text += doubt(
          filled(say("{silent} of {all} replications never reached the accident: they are counted, but the "
                     "interval may "
                     "be too narrow. Give more effort to each stage.",
                     "{all} 次重复中有 {silent} 次未到达事故（已计入），区间可能偏窄。请增加每级尝试次数。"),
                 {{"silent", std::to_string(found().silent)},
                  {"all", std::to_string(result_.replications.size())}}));
    if (known() && found().relative_error > 0.5)
      text += doubt(say("The relative error is above one half: take it as an order of magnitude.",
                        "相对误差超过一半：只能视为数量级。"));
    if (known() && result_.plain_hits > 0 &&
        (result_.plain.high < found().low || result_.plain.low > found().high))
      text += doubt(
          say("The intervals of splitting and of plain runs do not meet: give more effort, or other levels.",
              "多级分裂与直接仿真的区间不相交：请增加次数或改变水平。"));
    if (const auto gain = worth(result_); gain && *gain < 1.0)
      text += doubt(
          say("Plain runs would have known it as well with less simulation: this accident is not rare enough "
              "for splitting.",
              "直接仿真以更少的计算量即可达到同样精度：该事故尚不够罕见，不必用多级分裂。"));
    return text;
  }

  const RareStudy& study_;
  const RareResult& result_;
  const RareNames& names_;
  Language language_;
};

}  // namespace

std::string rare_answer(const RareStudy& study, const RareResult& result, const RareNames& names,
                        Language language) {
  return Answer(study, result, names, language).text();
}

}  // namespace fengsui
