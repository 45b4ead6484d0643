#include "twin/study_report/front_page.h"

#include <cmath>

#include "sim/base/text.h"
#include "twin/report/report_data.h"
#include "twin/report/words.h"
#include "twin/study/front_file.h"
#include "twin/study/shown_unit.h"
#include "twin/study_report/facts.h"
#include "twin/study_report/front_pictures.h"
#include "twin/study_report/page_frame.h"
#include "twin/study_report/pictures.h"

namespace fengsui {

namespace {

constexpr const char* style = R"(
.plots svg { max-width: 860px; } .plots .curve { stroke-opacity: .5; }
)";

class FrontPage {
 public:
  FrontPage(const StudyResult& result, const Front& front, Language language)
      : result_(result), study_(*result.study), front_(front), language_(language) {}

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
  const StudyResponse& response(std::size_t k) const {
    return study_.responses[study_.tuning->objectives[k].response];
  }
  ShownUnit shown(std::size_t k) const {
    return shown_unit(std::abs(front_.today.fresh[k].mean), response(k).unit);
  }
  double scale(std::size_t k) const { return shown(k).scale; }
  std::string heading(std::size_t k) const {
    return html_escaped(titled(response(k).name.in(language_), shown(k).unit));
  }
  std::string interval(const Estimate& found, std::size_t k) const {
    return number_words(found.mean / scale(k)) +
           (std::isfinite(found.half_width) ? " ± " + number_words(found.half_width / scale(k)) : "");
  }

  // What to do, and what it would change.
  std::string recommended() const {
    const FrontPoint& chosen = front_.points[front_.recommended];
    std::string text =
        std::string("<section><h2>") + say("Recommended", "推荐方案") + "</h2><p class=\"note\">" +
        say("Of the front the point nearest to the best of all objectives together, each in the scale of the "
            "front and by its weight.",
            "前沿方案中距各目标共同最优值最近者（各目标按前沿范围归一并加权）。") +
        "</p><div class=\"scroll\"><table><tr><th>" + say("Factor", "因素") + "</th><th class=\"number\">" +
        say("today", "现行") + "</th><th class=\"number\">" + say("recommended", "推荐") + "</th></tr>\n";
    for (std::size_t f = 0; f < study_.factors.size(); ++f) {
      const Factor& factor = study_.factors[f];
      text += "<tr><td>" + html_escaped(factor.shown(language_)) + "</td><td class=\"number\">" +
              valued(factor.today, factor.unit) + "</td><td class=\"number\">" +
              valued((*result_.points)[chosen.point][f], factor.unit) + "</td></tr>\n";
    }
    text += std::string("</table></div><div class=\"scroll\"><table><tr><th>") + say("Objective", "目标") +
            "</th><th class=\"number\">" + say("today", "现行") + "</th><th class=\"number\">" +
            say("recommended", "推荐") + "</th><th class=\"number\">" + say("difference", "差值") +
            "</th></tr>\n";
    for (std::size_t k = 0; k < chosen.fresh.size(); ++k) {
      const Estimate& difference = chosen.better[k].difference;
      text +=
          "<tr><td>" + heading(k) + "</td><td class=\"number\">" + interval(front_.today.fresh[k], k) +
          "</td><td class=\"number\">" + interval(chosen.fresh[k], k) + "</td><td class=\"number\">" +
          interval(difference, k) +
          (std::abs(difference.mean) > difference.half_width ? ""
                                                             : say(" (may be nothing)", "（差异不显著）")) +
          "</td></tr>\n";
    }
    return text + "</table></div></section>\n";
  }

  std::string pictures() const {
    return std::string("<section><h2>") + say("The front", "前沿") + "</h2><p class=\"note\">" +
           say("Bars: intervals of the means with luck that had no part in the search. Grey: what was tried, "
               "by "
               "the luck of the search.",
               "误差线为以未参与搜索的随机数复核所得均值的置信区间；灰点为搜索中试过的方案。") +
           "</p><div class=\"plots\">" + front_pictures(result_, front_, language_) +
           "</div>\n<p class=\"note\">" +
           say("Share of the box from the best to a tenth beyond the worst of each objective that the points "
               "found by then dominate.",
               "截至该代已找到的方案所支配的体积占比（以各目标最优值至最差值外延一成为框）。") +
           "</p><div class=\"plots\">" + search_picture(front_, language_) + "</div></section>\n";
  }

  std::string row(const FrontPoint& at) const {
    std::string text = "<tr><td class=\"number\">" + std::to_string(at.point) + "</td><td>" +
                       html_escaped(standing(at)) + "</td>";
    for (const double value : (*result_.points)[at.point])
      text += "<td class=\"number\">" + number_words(value) + "</td>";
    for (std::size_t k = 0; k < at.fresh.size(); ++k)
      text += "<td class=\"number\">" + interval(at.fresh[k], k) + "</td>";
    const RunRows rows = rows_of(result_, at.point);
    return text + "<td class=\"number\">" + std::to_string(rows.first) + "–" +
           std::to_string(rows.fresh - 1) + "</td><td class=\"number\">" + std::to_string(rows.fresh) + "–" +
           std::to_string(rows.end - 1) + "</td></tr>\n";
  }

  std::string standing(const FrontPoint& at) const {
    const std::string english = standing_of(front_, at);
    if (language_ == Language::english) return english;
    return english == "today"         ? "现行"
           : english == "recommended" ? "推荐"
           : english == "front"       ? "前沿"
                                      : "复核后被支配";
  }

  std::string table() const {
    std::string text = std::string("<section><h2>") + say("All points of the front", "前沿方案") +
                       "</h2><div class=\"scroll\"><table><tr><th class=\"number\">#</th><th></th>";
    for (const Factor& factor : study_.factors)
      text += "<th class=\"number\">" + html_escaped(titled(factor.shown(language_), factor.unit)) + "</th>";
    for (std::size_t k = 0; k < study_.tuning->objectives.size(); ++k)
      text += "<th class=\"number\">" + heading(k) + "</th>";
    text += std::string("<th class=\"number\">") + say("runs of the choice", "判定运行") +
            "</th><th class=\"number\">" + say("fresh runs", "复核运行") + "</th></tr>\n";
    for (const FrontPoint& point : front_.points) text += row(point);
    return text + row(front_.today) + "</table></div></section>\n";
  }

  std::string facts() const {
    Facts facts(language_);
    facts.add("Points tried", "试验方案数", std::to_string(result_.points->size()));
    facts.add("Runs of the search", "搜索运行次数", std::to_string(front_.search_runs));
    facts.add("Runs where they decide", "追加运行次数", std::to_string(front_.allocated_runs));
    facts.add("The front is right, estimated", "前沿正确的估计概率",
              say("at least ", "不低于 ") + number_words(100.0 * front_.probability) + " %");
    facts.add("Confidence of the intervals", "区间置信度",
              number_words(100.0 * study_.tuning->confidence) + " %");
    facts.add_study(study_);
    return facts.section("The tuning", "优选概况");
  }

  const StudyResult& result_;
  const Study& study_;
  const Front& front_;
  Language language_;
};

}  // namespace

std::string render_front_page(const StudyResult& result, const Front& front, Language language) {
  return FrontPage(result, front, language).text();
}

}  // namespace fengsui
