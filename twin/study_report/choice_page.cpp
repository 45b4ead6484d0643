#include "twin/study_report/choice_page.h"

#include <cmath>

#include "twin/report/report_data.h"
#include "twin/report/words.h"
#include "twin/study/front_file.h"
#include "twin/study_report/choice_pictures.h"
#include "twin/study_report/choice_words.h"
#include "twin/study_report/facts.h"
#include "twin/study_report/page_frame.h"
#include "twin/study_report/pictures.h"

namespace fengsui {

namespace {

constexpr const char* style = R"(
.plots svg { max-width: 860px; } .effects svg { max-width: 420px; }
.effects { grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr)); }
.promise { font-size: 1.12rem; font-weight: 600; white-space: pre-line; }
tr.chosen td { font-weight: 600; }
)";

class ChoicePage {
 public:
  ChoicePage(const StudyResult& result, const Candidates& candidates, const Tuned& found, Language language)
      : result_(result),
        study_(*result.study),
        tuning_(*study_.tuning),
        candidates_(candidates),
        found_(found),
        language_(language) {}

  std::string text() const {
    return framed_page({study_.title,
                        {"Fengsui 烽燧 · tuning of a safety-risk warning system",
                         "烽燧 Fengsui · 安全生产风险监测预警方案优选报告"},
                        style},
                       language_, recommended() + pictures() + table() + facts());
  }

 private:
  const char* say(const char* english, const char* chinese) const {
    return language_ == Language::chinese ? chinese : english;
  }
  const StudyResponse& goal() const { return study_.responses[tuning_.objectives.front().response]; }
  static std::string known(const Estimate& estimate, const std::string& unit) {
    return html_escaped(std::isfinite(estimate.half_width) ? interval_words(estimate, unit)
                                                           : valued(estimate.mean, unit));
  }
  static std::string number(const std::string& html) { return "<td class=\"number\">" + html + "</td>"; }
  std::string head(const char* english, const char* chinese) const {
    return std::string("<th class=\"number\">") + say(english, chinese) + "</th>";
  }

  // What to do, what that promises, and what it would change.
  std::string recommended() const {
    std::string text =
        std::string("<section><h2>") +
        (found_.choice.best ? say("Recommended", "推荐方案")
                            : say("No point can be recommended", "无可推荐方案")) +
        "</h2><p class=\"promise\">" +
        html_escaped(choice_words(study_, candidates_.points.size(), found_.choice, language_)) + "</p>";
    if (!found_.choice.best) return text + "</section>\n";
    text += std::string("<div class=\"scroll\"><table><tr><th>") + say("Factor", "因素") + "</th>" +
            head("today", "现行") + head("recommended", "推荐") + "</tr>\n";
    for (std::size_t f = 0; f < study_.factors.size(); ++f) {
      const Factor& factor = study_.factors[f];
      text += "<tr><td>" + html_escaped(factor.shown(language_)) + "</td>" +
              number(html_escaped(valued(factor.today, factor.unit))) +
              number(html_escaped(valued(candidates_.points[*found_.choice.best][f], factor.unit))) +
              "</tr>\n";
    }
    return text + "</table></div>" + gain() + "</section>\n";
  }

  // With luck that had no part in the choice.
  std::string gain() const {
    std::string text = std::string("<div class=\"scroll\"><table><tr><th>") + say("Response", "指标") +
                       "</th><th>" + say("asked", "要求") + "</th>" +
                       head("recommended, fresh luck", "推荐（新随机数复核）") +
                       head("difference from today", "与现行之差") + "</tr>\n<tr><td>" +
                       html_escaped(goal().name.in(language_)) + "</td><td>" +
                       (tuning_.objectives.front().maximise ? say("as large as possible", "尽量大")
                                                            : say("as small as possible", "尽量小")) +
                       "</td>" + number(known(found_.fresh, goal().unit)) + number(difference()) + "</tr>\n";
    for (std::size_t c = 0; c < found_.limits.size(); ++c) {
      const Constraint& constraint = tuning_.constraints[c];
      const StudyResponse& limited = study_.responses[constraint.response];
      text += "<tr><td>" + html_escaped(limited.name.in(language_)) + "</td><td>" +
              html_escaped(limit_words(constraint, limited, language_)) + "</td>" +
              number(known(found_.limits[c], limited.unit)) + "<td></td></tr>\n";
    }
    return text + "</table></div>";
  }

  std::string difference() const {
    if (!found_.better) return say("today's values are the best", "现行取值即为最优");
    const Estimate& difference = found_.better->difference;
    return known(difference, goal().unit) + (std::abs(difference.mean) > difference.half_width
                                                 ? ""
                                                 : say(" (may be nothing)", "（差异不显著）"));
  }

  std::string pictures() const {
    std::string text = std::string("<section><h2>") + say("The points", "各方案") + "</h2><p class=\"note\">";
    text += say(
        "By the replications that decided. Red: recommended; blue: may still be the best; black: today; "
        "grey: "
        "found no better, or breaking a limit. A point that left early had fewer replications, and a wider "
        "interval.",
        "按判定所用的重复次数计。红：推荐；蓝：仍可能最优；黑：现行；灰：未见更优或不满足约束。较早淘汰"
        "者重复次数少、区"
        "间较宽。");
    text += "</p><div class=\"plots\">" + choice_picture(result_, candidates_, found_, language_) + "</div>";
    return text + "<div class=\"plots effects\">" +
           main_effects(result_, tuning_.objectives.front().response, language_) + "</div></section>\n";
  }

  const char* standing(std::uint32_t point) const {
    switch (standing_of(found_.choice, point)) {
      case Standing::chosen:
        return say("recommended", "推荐");
      case Standing::open:
        return say("may still be the best", "仍可能最优");
      case Standing::breaks_a_limit:
        return say("breaks a limit", "不满足约束");
      default:
        return say("no better", "未见更优");
    }
  }

  std::string row(std::uint32_t point) const {
    const RunRows rows = rows_of(result_, point);
    const auto range = [](std::size_t first, std::size_t end) {
      return first == end ? std::string("–") : std::to_string(first) + "–" + std::to_string(end - 1);
    };
    std::string text = found_.choice.best == point ? "<tr class=\"chosen\">" : "<tr>";
    text += number(std::to_string(point)) + "<td>" + standing(point) +
            (point == candidates_.today ? say(", today", "，现行") : "") + "</td>";
    for (const double value : candidates_.points[point]) text += number(number_words(value));
    text += number(known(chosen_by(result_, point, tuning_.objectives.front().response), goal().unit));
    for (const Constraint& constraint : tuning_.constraints)
      text += number(
          known(chosen_by(result_, point, constraint.response), study_.responses[constraint.response].unit));
    return text + number(range(rows.first, rows.fresh)) + number(range(rows.fresh, rows.end)) + "</tr>\n";
  }

  std::string table() const {
    std::string text = std::string("<section><h2>") + say("All points", "全部方案") +
                       "</h2><div class=\"scroll\"><table><tr><th class=\"number\">#</th><th></th>";
    for (const Factor& factor : study_.factors)
      text += "<th class=\"number\">" + html_escaped(titled(factor.shown(language_), factor.unit)) + "</th>";
    text += "<th class=\"number\">" + html_escaped(goal().name.in(language_)) + "</th>";
    for (const Constraint& constraint : tuning_.constraints)
      text += "<th class=\"number\">" +
              html_escaped(study_.responses[constraint.response].name.in(language_)) + "</th>";
    text += head("runs of the choice", "判定运行") + head("fresh runs", "复核运行") + "</tr>\n";
    for (const std::uint32_t point : in_order_of_goal(result_)) text += row(point);
    return text + "</table></div></section>\n";
  }

  std::string facts() const {
    Facts facts(language_);
    facts.add("Points", "方案数", std::to_string(candidates_.points.size()));
    facts.add("Runs", "运行次数", std::to_string(result_.runs->size()));
    facts.add("Confidence", "置信度", number_words(100.0 * tuning_.confidence) + " %");
    facts.add("Difference that does not matter", "无差异区",
              valued(tuning_.objectives.front().indifference, goal().unit));
    facts.add_study(study_);
    return facts.section("The tuning", "优选概况");
  }

  const StudyResult& result_;
  const Study& study_;
  const Tuning& tuning_;
  const Candidates& candidates_;
  const Tuned& found_;
  Language language_;
};

}  // namespace

std::string render_choice_page(const StudyResult& result, const Candidates& candidates, const Tuned& found,
                               Language language) {
  return ChoicePage(result, candidates, found, language).text();
}

}  // namespace fengsui
