#include "twin/study_report/sensitivity_words.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "sim/base/text.h"
#include "twin/study/shown_unit.h"

namespace fengsui {

namespace {

const char* say(Language language, const char* english, const char* chinese) {
  return language == Language::chinese ? chinese : english;
}

std::string short_words(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", value + 0.0);
  return text;
}

// In percent; small ones with a decimal.
std::string percent_words(double share) {
  char text[32];
  const double percent = 100.0 * share;
  std::snprintf(text, sizeof text, std::abs(percent) < 9.95 ? "%.1f" : "%.0f", percent);
  return std::string(text) == "-0.0" ? "0.0" : text;
}

std::string between(const std::string& low, const std::string& high, Language language) {
  return language == Language::chinese ? "（" + low + "～" + high + "）" : " (" + low + " to " + high + ")";
}

std::string valued(double value, const std::string& unit) {
  const ShownUnit as = shown_unit(std::abs(value), unit);
  return short_words(value / as.scale) + (as.unit.empty() ? "" : " " + as.unit);
}

Bounded mirrored(const Bounded& bounded) { return {-bounded.value, -bounded.high, -bounded.low}; }

std::string sobol_words(const SobolIndices& indices, std::size_t factor, Standing standing,
                        Language language) {
  const SobolIndex& index = indices.factors[factor];
  if (standing == Standing::negligible && index.total.high == 0.0)
    return say(language, "changed nothing in any run", "所有运行中均无变化");
  if (standing == Standing::negligible)
    return say(language, "at most ", "至多占方差 ") + percent_words(std::max(0.0, index.total.high)) +
           say(language, " % of the variance, others included", " %（含交互）");
  if (standing == Standing::open && !indices.known())
    return say(language, "luck hides whatever it does", "其作用被随机性掩盖");
  std::string text = share_words(index.total, language) +
                     say(language, " of the variance, alone ", "（含交互，占方差），单独为 ") +
                     share_words(index.first, language);
  if (standing == Standing::open) return text + say(language, ", perhaps nothing", "，可能并无影响");
  if (index.together.low > 0.0)
    text += say(language, ", partly only together with others", "，部分作用仅与其他因素共同产生");
  return text;
}

std::string morris_words(const ElementaryEffects& effect, Standing standing, const std::string& unit,
                         Language language) {
  if (std::isnan(effect.size.value)) return say(language, "nothing to measure", "无可测值");
  if (standing == Standing::negligible && effect.size.high == 0.0)
    return say(language, "changed nothing in any run", "所有运行中均无变化");
  if (standing == Standing::negligible)
    return say(language, "at most ", "全范围变化至多 ") + valued(effect.size.high, unit) +
           say(language, " over its range", "");
  if (standing == Standing::open)
    return say(language, "changes it by ", "全范围变化 ") + amount_words(effect.size, unit, language) +
           say(language, " over its range, perhaps only luck", "，可能仅为随机性");
  std::string text;
  if (effect.mean.low > 0.0)
    text = say(language, "more of it raises it by ", "增大时使其上升 ") +
           amount_words(effect.mean, unit, language);
  else if (effect.mean.high < 0.0)
    text = say(language, "more of it lowers it by ", "增大时使其下降 ") +
           amount_words(mirrored(effect.mean), unit, language);
  else
    text = say(language, "changes it, up or down, by ", "升降不定，变化 ") +
           amount_words(effect.mean_absolute, unit, language);
  text += say(language, " over its range", "（全范围）");
  // more than luck, and more than a trifle
  if (effect.deviation.low > effect.luck && effect.deviation.low > 0.1 * effect.mean_absolute.value)
    text += say(language, ", not everywhere alike", "，随所处位置而异");
  return text;
}

}  // namespace

std::string standing_words(Standing standing, Language language) {
  switch (standing) {
    case Standing::matters:
      return say(language, "matters", "有影响");
    case Standing::negligible:
      return say(language, "does not matter", "影响可忽略");
    default:
      return say(language, "open", "未判定");
  }
}

std::string share_words(const Bounded& share, Language language) {
  if (std::isnan(share.value)) return "–";
  return percent_words(share.value) + " %" +
         between(percent_words(share.low), percent_words(share.high), language);
}

std::string amount_words(const Bounded& amount, const std::string& unit, Language language) {
  if (std::isnan(amount.value)) return "–";
  const ShownUnit as = shown_unit(std::max(std::abs(amount.value), std::abs(amount.high)), unit);
  std::string text = short_words(amount.value / as.scale) + (as.unit.empty() ? "" : " " + as.unit);
  if (!std::isnan(amount.low))
    text += between(short_words(amount.low / as.scale), short_words(amount.high / as.scale), language);
  return text;
}

std::string factor_words(const StudyResponse& response, const ResponseFindings& found, std::size_t factor,
                         Language language) {
  const Standing standing = found.standings[factor];
  return standing_words(standing, language) + say(language, "; ", "；") +
         (found.indices ? sobol_words(*found.indices, factor, standing, language)
                        : morris_words(found.effects[factor], standing, response.unit, language));
}

std::string response_words(const Study& study, const StudyResponse& response, const ResponseFindings& found,
                           Language language) {
  if (found.count == 0) return say(language, "nothing to measure", "无可测值");
  const auto number = [&](Standing standing) {
    return std::to_string(std::ranges::count(found.standings, standing));
  };
  std::string text = language == Language::chinese
                         ? std::to_string(found.standings.size()) + " 个因素中 " + number(Standing::matters) +
                               " 个有影响，" + number(Standing::negligible) + " 个可忽略，" +
                               number(Standing::open) + " 个未判定"
                         : "of " + std::to_string(found.standings.size()) + " factors " +
                               number(Standing::matters) + " matter, " + number(Standing::negligible) +
                               " do not, " + number(Standing::open) + " open";
  if (found.indices && found.count > 1) {
    const SobolIndices& of = *found.indices;
    text += say(language, "; mean ", "；均值 ") + valued(of.mean, response.unit) +
            say(language, ", deviation by the factors ", "，因素引起的标准差 ") +
            amount_words(of.factor_deviation, response.unit, language) +
            say(language, ", by luck ", "，随机性引起的标准差 ") + valued(of.luck_deviation, response.unit);
  }
  if (found.count < study.sensitivity->blocks) {
    const bool morris = study.sensitivity->method == SensitivityMethod::morris;
    const std::string counted = std::to_string(found.count), all = std::to_string(study.sensitivity->blocks);
    text += language == Language::chinese
                ? "；注意：" + all + (morris ? " 条轨迹" : " 个样本") + "中仅 " + counted +
                      " 个有效，其余含无值运行"
                : "; beware: only " + counted + " of " + all + (morris ? " trajectories" : " samples") +
                      " count, the others had runs without a value";
  }
  return text;
}

std::string undecided_words(const ResponseFindings& found, Language language) {
  if (found.count == 0)
    return say(language, "inconclusive: no run had anything to measure; another response is needed",
               "无结论：所有运行均无可测值；请另选响应");
  return say(
      language,
      "inconclusive: no factor stands out from luck, and none is shown not to; more samples, "
      "trajectories or replications, or wider ranges, are needed",
      "无结论：各因素的作用均未能与随机性区分，也未能判定可忽略；需增加样本、轨迹或重复次数，或放宽取值"
      "范围");
}

std::string interval_note(const Study& study, Language language) {
  const std::string confidence = format_number(100.0 * study.sensitivity->confidence) + " %",
                    negligible = format_number(100.0 * study.sensitivity->negligible) + " %";
  const bool morris = study.sensitivity->method == SensitivityMethod::morris;
  if (language == Language::chinese)
    return "括号内为 " + confidence + " 置信区间，各自成立；“可忽略”指" +
           (morris ? "不超过最大影响的 " : "至多占因素方差的 ") + negligible;
  return "in brackets: " + confidence + " intervals, each by itself; \"does not matter\": at most " +
         negligible + (morris ? " of the largest effect" : " of the variance by the factors");
}

}  // namespace fengsui
