#include "twin/cli/tune_words.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "twin/cli/study_session.h"
#include "twin/cli/words.h"
#include "twin/study/front_file.h"
#include "twin/study_report/choice_words.h"

namespace fengsui {

namespace {

constexpr std::size_t most_lines = 24, most_factors = 3;

void print_difference(const StudyResponse& response, const Estimate& difference, const char* name,
                      Language language) {
  std::printf(say(language, "%s%s%s%s\n", "%s%s%s%s\n"), name,
              say(language, "compared with today: ", "与现行相比："),
              interval_words(difference, response.unit).c_str(),
              std::abs(difference.mean) > difference.half_width
                  ? ""
                  : say(language, ", which may be nothing", "，差异不显著"));
}

}  // namespace

void print_choice(const Study& study, const Candidates& candidates, const Tuned& found, Language language) {
  std::printf("%s\n", choice_words(study, candidates.points.size(), found.choice, language).c_str());
}

void print_limits(const Study& study, const Candidates& candidates, const Tuned& found, Language language) {
  for (std::size_t c = 0; c < study.tuning->constraints.size(); ++c) {
    const Constraint& constraint = study.tuning->constraints[c];
    const StudyResponse& response = study.responses[constraint.response];
    if (found.choice.feasibility.size() <= c) continue;
    const auto& state = found.choice.feasibility[c];
    std::string open;
    for (const std::uint32_t i : found.choice.survivors)
      if (state[i] == Feasibility::undecided) open += " " + std::to_string(i);
    std::printf(say(language, "%s, %s: %zu of %zu points keep it, %zu break it%s%s\n",
                    "%s，%s：%zu/%zu 个方案满足，%zu 个不满足%s%s\n"),
                response.name.in(language).c_str(), limit_words(constraint, response, language).c_str(),
                static_cast<std::size_t>(std::ranges::count(state, Feasibility::kept)),
                candidates.points.size(),
                static_cast<std::size_t>(std::ranges::count(state, Feasibility::broken)),
                open.empty() ? "" : say(language, ", open:", "，未判定："), open.c_str());
  }
}

void print_values(const Study& study, const std::vector<double>& point, Language language) {
  for (std::size_t f = 0; f < study.factors.size(); ++f) {
    const Factor& factor = study.factors[f];
    const std::string now = with_unit(factor.today, factor.unit);
    if (point[f] == factor.today)
      std::printf(say(language, "  %s: %s, as today (%s %s)\n", "  %s：%s，与现行一致（%s %s）\n"),
                  factor.key.c_str(), now.c_str(), factor.role.c_str(), factor.pointer.c_str());
    else
      std::printf(say(language, "  %s: %s instead of %s (%s %s)\n", "  %s：%s，现行为 %s（%s %s）\n"),
                  factor.key.c_str(), with_unit(point[f], factor.unit).c_str(), now.c_str(),
                  factor.role.c_str(), factor.pointer.c_str());
  }
}

void print_gain(const Study& study, const Tuned& found, Language language) {
  const StudyResponse& goal = study.responses[study.tuning->objectives.front().response];
  std::printf(say(language, "%s: %s with fresh luck (n = %zu)\n", "%s：以新随机数复核为 %s（n = %zu）\n"),
              goal.name.in(language).c_str(), interval_words(found.fresh, goal.unit).c_str(),
              found.fresh.count);
  for (std::size_t c = 0; c < found.limits.size(); ++c) {
    const Constraint& constraint = study.tuning->constraints[c];
    const StudyResponse& limited = study.responses[constraint.response];
    std::printf(say(language, "%s: %s with fresh luck, %s was asked\n", "%s：以新随机数复核为 %s，要求%s\n"),
                limited.name.in(language).c_str(), interval_words(found.limits[c], limited.unit).c_str(),
                limit_words(constraint, limited, language).c_str());
  }
  if (found.better)
    print_difference(goal, found.better->difference, "", language);
  else
    std::printf("%s\n", say(language, "today's values are the best", "现行取值即为最优"));
}

void print_front(const StudyResult& result, const Front& front, Language language) {
  const Study& study = *result.study;
  const Tuning& tuning = *study.tuning;
  const auto on_front = std::ranges::count(front.points, true, &FrontPoint::still);
  std::printf(say(language,
                  "front of %zu points, of %zu that were tried: %zu runs of the search (NSGA-II), %zu more "
                  "where they "
                  "decide, and fresh luck for the front\n",
                  "得到 %zu 个前沿方案，共试 %zu 个方案：搜索（NSGA-II）%zu 次运行，追加 %zu "
                  "次用于判定，前沿另以新随机数复核\n"),
              static_cast<std::size_t>(on_front), result.points->size(),
              static_cast<std::size_t>(front.search_runs), static_cast<std::size_t>(front.allocated_runs));
  std::printf(
      say(language,
          "estimated probability that it is right among the last generation: at least %.3f, an estimate and "
          "no guarantee%s\n",
          "末代方案中前沿判断正确的估计概率不低于 %.3f，仅为估计，并非保证%s\n"),
      front.probability,
      front.decided ? ""
                    : say(language, "; not decided, raise the budget or an indifference",
                          "；未判定，可提高 budget 或 indifference"));
  // of many factors the values would hide the rest
  const bool few = study.factors.size() <= most_factors;
  std::size_t lines = 0;
  const auto line = [&](const FrontPoint& at) {
    std::string text = std::to_string(at.point) + ":";
    for (std::size_t f = 0; f < study.factors.size() && few; ++f)
      text +=
          " " + study.factors[f].key + " " + with_unit((*result.points)[at.point][f], study.factors[f].unit);
    if (few) text += "\n ";
    for (std::size_t k = 0; k < at.fresh.size(); ++k) {
      const StudyResponse& response = study.responses[tuning.objectives[k].response];
      text += (k == 0 ? " " : ", ") + response.name.in(language) + " " +
              interval_words(at.fresh[k], response.unit);
    }
    const RunRows rows = rows_of(result, at.point);
    text += " (#" + std::to_string(rows.fresh) + "–#" + std::to_string(rows.end - 1) + ")";
    if (at.point == front.today.point) text += say(language, "  today", "  现行");
    if (&at == &front.points[front.recommended]) text += say(language, "  recommended", "  推荐");
    if (!at.still) text += say(language, "  dominated with fresh luck", "  以新随机数复核后被支配");
    std::printf("%s\n", text.c_str());
  };
  for (const FrontPoint& point : front.points)
    if (++lines <= most_lines || &point == &front.points[front.recommended]) line(point);
  if (lines > most_lines) std::printf("…\n");
  // today's values may be on the front themselves
  if (std::ranges::find(front.points, front.today.point, &FrontPoint::point) == front.points.end())
    line(front.today);

  const FrontPoint& chosen = front.points[front.recommended];
  std::printf(say(language, "recommended: point %u, the nearest to the best of all objectives together\n",
                  "推荐方案：第 %u 点，距各目标共同最优值最近\n"),
              chosen.point);
  print_values(study, (*result.points)[chosen.point], language);
  if (chosen.point == front.today.point) {
    std::printf("%s\n", say(language, "these are today's values", "即现行取值"));
    return;
  }
  for (std::size_t k = 0; k < chosen.fresh.size(); ++k) {
    const StudyResponse& response = study.responses[tuning.objectives[k].response];
    print_difference(response, chosen.better[k].difference,
                     (response.name.in(language) + say(language, ", ", "，")).c_str(), language);
  }
}

}  // namespace fengsui
