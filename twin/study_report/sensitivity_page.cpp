#include "twin/study_report/sensitivity_page.h"

#include <algorithm>
#include <cmath>

#include "twin/report/report_data.h"
#include "twin/report/words.h"
#include "twin/study_report/facts.h"
#include "twin/study_report/page_frame.h"
#include "twin/study_report/pictures.h"
#include "twin/study_report/sensitivity_pictures.h"
#include "twin/study_report/sensitivity_words.h"

namespace fengsui {

namespace {

constexpr const char* style = R"(
.plots svg { max-width: 860px; }
.plots .zero { fill: none; stroke: var(--quiet); stroke-width: 1.2; }
.standing, td.amount { white-space: nowrap; } .standing.matters { font-weight: 700; color: var(--brand); }
.standing.negligible { color: var(--quiet); } .standing.open { color: var(--ink); font-style: italic; }
.undecided { border-left: 6px solid var(--yellow); background: var(--soft); padding: .6rem 1rem; border-radius: 6px; }
)";

class SensitivityPage {
 public:
  SensitivityPage(const StudyResult& result, const SensitivityFindings& findings, Language language)
      : result_(result), study_(*result.study), findings_(findings), language_(language) {}

  std::string text() const {
    std::string sections = overview();
    for (std::size_t r = 0; r < study_.responses.size(); ++r)
      if (shown(r)) sections += section(r);
    return framed_page({study_.title,
                        {"Fengsui 烽燧 · what matters in a safety-risk warning system",
                         "烽燧 Fengsui · 安全生产风险监测预警敏感性分析报告"},
                        style},
                       language_, sections + facts());
  }

 private:
  const char* say(const char* english, const char* chinese) const {
    return language_ == Language::chinese ? chinese : english;
  }

  // Of the many colours and levels only those that occurred.
  bool shown(std::size_t r) const { return !study_.responses[r].part || findings_.responses[r].count > 0; }

  std::string standing(const ResponseFindings& found, std::size_t f) const {
    return std::string("<span class=\"standing ") + standing_name(found.standings[f]) + "\">" +
           standing_words(found.standings[f], language_) + "</span>";
  }

  // Every factor against every response.
  std::string overview() const {
    std::string text = std::string("<section><h2>") + say("What matters", "哪些因素有影响") +
                       "</h2><div class=\"scroll\"><table><tr><th>" + say("Factor", "因素") + "</th><th>" +
                       say("today", "现行") + "</th><th>" + say("range", "取值范围") + "</th>";
    for (std::size_t r = 0; r < study_.responses.size(); ++r)
      if (shown(r)) text += "<th>" + html_escaped(study_.responses[r].name.in(language_)) + "</th>";
    text += "</tr>\n";
    for (std::size_t f = 0; f < study_.factors.size(); ++f) {
      const Factor& factor = study_.factors[f];
      const std::string unit = factor.unit.empty() ? "" : " " + factor.unit;
      const double low = factor.levels.empty() ? factor.low : factor.levels.front(),
                   high = factor.levels.empty() ? factor.high : factor.levels.back();
      text += "<tr><td>" + html_escaped(factor.shown(language_)) + "</td><td class=\"amount\">" +
              html_escaped(number_words(factor.today) + unit) + "</td><td class=\"amount\">" +
              html_escaped(number_words(low) + " – " + number_words(high) + unit) + "</td>";
      for (std::size_t r = 0; r < study_.responses.size(); ++r)
        if (shown(r))
          text += "<td>" + (findings_.responses[r].count > 0 ? standing(findings_.responses[r], f) : "–") +
                  "</td>";
      text += "</tr>\n";
    }
    return text + "</table></div><p class=\"note\">" + html_escaped(interval_note(study_, language_)) +
           say(". Every effect is that of the range given here, and of the mean over luck.",
               "。各影响均针对此处所列取值范围及对随机性取平均后的响应。") +
           "</p></section>\n";
  }

  std::string pictures(const char* note, const std::string& svg) const {
    if (svg.empty()) return "";
    return std::string("<p class=\"note\">") + note + "</p><div class=\"plots\">" + svg + "</div>\n";
  }

  std::string section(std::size_t r) const {
    const StudyResponse& response = study_.responses[r];
    const ResponseFindings& found = findings_.responses[r];
    std::string text = "<section><h2>" + html_escaped(response.name.in(language_)) + "</h2>\n";
    if (found.count == 0)
      return text + "<p class=\"empty\">" + undecided_words(found, language_) + "</p></section>\n";
    text += "<p>" + html_escaped(response_words(study_, response, found, language_)) + "</p>\n";
    if (!found.decided()) text += "<p class=\"undecided\">" + undecided_words(found, language_) + "</p>\n";
    if (found.indices)
      text += pictures(say("Dark: alone; light: with all others. Dashed: what is called negligible.",
                           "深色：单独作用；浅色：含与其他因素的交互；虚线：可忽略的界限。"),
                       index_bars(study_, found, language_));
    else
      text += pictures(
          say("To the right: moves the response more. Above the dashed line: by amounts that vary "
              "more than they are large, with the other factors, with where it stands, or with "
              "luck. Grey: open or negligible.",
              "越靠右影响越大；虚线以上：影响的变化大于其大小，取决于其他因素、自身所处位置或随机"
              "性。灰色：未判定或可忽略。"),
          effect_plane(study_, response, found, language_) + effect_bars(study_, response, found, language_));
    text += "<ul>\n";
    for (const std::size_t f : by_weight(found))
      text += "<li><b>" + html_escaped(study_.factors[f].shown(language_)) + "</b>" + say(": ", "：") +
              html_escaped(factor_words(response, found, f, language_)) + "</li>\n";
    return text + "</ul>" + table(response, found) + "</section>\n";
  }

  std::string table(const StudyResponse& response, const ResponseFindings& found) const {
    if (found.indices && !found.indices->known()) return "";
    const auto heading = [](const std::string& words) { return "<th class=\"number\">" + words + "</th>"; };
    const auto cell = [](const std::string& words) { return "<td class=\"number\">" + words + "</td>"; };
    std::string text = std::string("<div class=\"scroll\"><table><tr><th>") + say("Factor", "因素") + "</th>";
    if (found.indices)
      text += heading(say("alone", "单独")) + heading(say("with all others", "含交互")) +
              heading(say("only together", "仅交互"));
    else
      text += heading("μ") + heading("μ*") + heading("σ") + heading(say("of σ, luck", "σ 中的随机性")) +
              heading(say("size without luck", "除去随机性的大小"));
    text += "</tr>\n";
    for (const std::size_t f : by_weight(found)) {
      text += "<tr><td>" + html_escaped(study_.factors[f].shown(language_)) + "</td>";
      if (found.indices) {
        const SobolIndex& index = found.indices->factors[f];
        for (const Bounded* share : {&index.first, &index.total, &index.together})
          text += cell(share_words(*share, language_));
      } else {
        const ElementaryEffects& effect = found.effects[f];
        for (const Bounded* amount : {&effect.mean, &effect.mean_absolute, &effect.deviation})
          text += cell(amount_words(*amount, response.unit, language_));
        text += cell(amount_words({effect.luck, NAN, NAN}, response.unit, language_)) +
                cell(amount_words(effect.size, response.unit, language_));
      }
      text += "</tr>\n";
    }
    return text + "</table></div>";
  }

  std::string facts() const {
    const Sensitivity& plan = *study_.sensitivity;
    const bool morris = plan.method == SensitivityMethod::morris;
    const auto bad = std::ranges::count_if(
        *result_.runs, [](const StudyRun& run) { return run.status != RunStatus::finished; });
    Facts facts(language_);
    facts.add("Method", "方法",
              morris ? say("Morris' screening", "莫里斯筛选法") : say("Sobol' indices", "索博尔指数"));
    if (morris)
      facts.add("Trajectories", "轨迹数", std::to_string(plan.blocks));
    else
      facts.add("Base samples", "基样本数", std::to_string(plan.blocks));
    facts.add("Replications of every point", "每点重复次数", std::to_string(plan.replications));
    facts.add("Points", "点数", std::to_string(result_.points->size()));
    facts.add("Runs", "运行次数", std::to_string(result_.runs->size()));
    facts.add("Without a result", "无结果", std::to_string(bad));
    facts.add_study(study_);
    return facts.section("The analysis", "分析概况");
  }

  const StudyResult& result_;
  const Study& study_;
  const SensitivityFindings& findings_;
  Language language_;
};

}  // namespace

std::string render_sensitivity_page(const StudyResult& result, const SensitivityFindings& findings,
                                    Language language) {
  return SensitivityPage(result, findings, language).text();
}

}  // namespace fengsui
