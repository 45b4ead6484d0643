#include "twin/study_report/choice_words.h"

#include <algorithm>
#include <cmath>

#include "twin/report/words.h"
#include "twin/study/shown_unit.h"
#include "twin/study_report/pictures.h"

namespace fengsui {

namespace {

class ChoiceWords {
 public:
  ChoiceWords(const Study& study, std::size_t points, const Choice& choice, Language language)
      : study_(study), tuning_(*study.tuning), points_(points), choice_(choice), language_(language) {}

  std::string text() const {
    switch (tuning_.method) {
      case TuningMethod::rinott:
        return rinott();
      case TuningMethod::ocba:
        return ocba();
      default:
        return kn();
    }
  }

 private:
  const char* say(const char* english, const char* chinese) const {
    return language_ == Language::chinese ? chinese : english;
  }
  std::string said(const char* english, const char* chinese) const {
    return filled(say(english, chinese), {{"replications", std::to_string(choice_.replications)},
                                          {"confidence", number_words(tuning_.confidence)},
                                          {"points", std::to_string(points_)},
                                          {"within", within()},
                                          {"left", std::to_string(choice_.survivors.size())},
                                          {"at_most", std::to_string(tuning_.at_most)},
                                          {"budget", std::to_string(tuning_.budget)}});
  }
  std::string within() const {
    const Objective& goal = tuning_.objectives.front();
    if (goal.indifference <= 0.0) return "";
    return say(", or within ", "，或与最优相差不超过 ") +
           valued(goal.indifference, study_.responses[goal.response].unit) + say(" of it", "");
  }

  std::string kn() const {
    if (!choice_.best)
      return said(
          "decided after {replications} replications: with a probability of {confidence} or more none of "
          "{points} points keeps every limit by its tolerance (KN)",
          "经 {replications} 次重复后判定：以不低于 {confidence} 的概率，{points} "
          "个方案均不满足全部约束（KN）");
    if (!choice_.decided)
      return said(
          "not decided after {replications} replications: {left} of {points} are left, this one looks best; "
          "raise at_most, the indifference or a tolerance",
          "经 {replications} 次重复仍未判定：尚余 {left}/{points} 个方案，以下为目前最优；可提高 "
          "at_most、indifference 或 tolerance");
    if (tuning_.constraints.empty())
      return said(
          "decided after {replications} replications: with a probability of {confidence} or more this is the "
          "best of {points}{within} (KN)",
          "经 {replications} 次重复后判定：以不低于 {confidence} 的概率为 {points} "
          "个方案中最优{within}（KN）");
    return said(
        "decided after {replications} replications: with a probability of {confidence} or more this keeps "
        "every limit, to within its tolerance, and is the best of those of {points} that do{within} (KN)",
        "经 {replications} 次重复后判定：以不低于 {confidence} 的概率满足全部约束（容差以内），并为 {points} "
        "个方案中的可行最优{within}（KN）");
  }

  std::string rinott() const {
    if (choice_.decided)
      return said(
          "decided in two stages: with a probability of {confidence} or more this is the best of "
          "{points}{within} (Rinott)",
          "两阶段判定：以不低于 {confidence} 的概率为 {points} 个方案中最优{within}（Rinott）");
    std::string open;
    for (const std::uint32_t point : choice_.survivors) open += " " + std::to_string(point);
    return filled(
        said("not decided: one or more of the points{open} would need more than at_most {at_most} "
             "replications (Rinott); this one looks best",
             "未判定：方案{open} 中至少一个所需重复次数超过 at_most {at_most}（Rinott）；以下为目前最优"),
        {{"open", open}});
  }

  std::string ocba() const {
    char probability[16];
    std::snprintf(probability, sizeof probability, "%.3f", choice_.probability);
    std::string text =
        filled(said("after a budget of {budget} runs: the estimated probability that this is the best of "
                    "{points}{within} is at least {probability} (OCBA, an estimate and no guarantee)",
                    "用完 {budget} 次运行预算：该方案为 {points} 个方案中最优{within} 的估计概率不低于 "
                    "{probability}（OCBA，仅为估计，并非保证）"),
               {{"probability", probability}});
    if (!choice_.decided)
      text += "\n" + said("below {confidence}: not decided; raise the budget",
                          "低于 {confidence}：未判定；可提高 budget");
    return text;
  }

  const Study& study_;
  const Tuning& tuning_;
  std::size_t points_;
  const Choice& choice_;
  Language language_;
};

}  // namespace

std::string choice_words(const Study& study, std::size_t points, const Choice& choice, Language language) {
  return ChoiceWords(study, points, choice, language).text();
}

std::string limit_words(const Constraint& constraint, const StudyResponse& response, Language language) {
  const bool chinese = language == Language::chinese;
  const ShownUnit as = shown_unit(std::abs(constraint.limit), response.unit);
  const char* words =
      constraint.at_least ? (chinese ? "不低于 " : "at least ") : (chinese ? "不高于 " : "at most ");
  return words + valued(constraint.limit / as.scale, as.unit);
}

std::string interval_words(const Estimate& estimate, const std::string& unit) {
  const ShownUnit as = shown_unit(std::max(std::abs(estimate.mean), estimate.half_width), unit);
  return number_words(estimate.mean / as.scale) + " ± " + valued(estimate.half_width / as.scale, as.unit);
}

}  // namespace fengsui
