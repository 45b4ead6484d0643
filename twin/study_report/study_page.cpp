#include "twin/study_report/study_page.h"

#include <algorithm>
#include <cmath>

#include "sim/base/text.h"
#include "twin/report/report_data.h"
#include "twin/report/words.h"
#include "twin/study/readable.h"
#include "twin/study/study_run.h"
#include "twin/study_report/facts.h"
#include "twin/study_report/page_frame.h"
#include "twin/study_report/pictures.h"

namespace fengsui {

namespace {

constexpr std::size_t most_rows = 200;

constexpr const char* style = R"(
.plots { grid-template-columns: repeat(auto-fill, minmax(min(100%, 360px), 1fr)); }
)";

class Page {
 public:
  Page(const StudyResult& result, Language language)
      : result_(result), study_(*result_.study), language_(language) {}

  std::string text() const {
    std::string sections = facts();
    for (std::size_t response = 0; response < study_.responses.size(); ++response)
      sections += study_.responses[response].part ? parts_section(response) : section(response);
    return framed_page({study_.title,
                        {"Fengsui 烽燧 · study of a safety-risk warning system",
                         "烽燧 Fengsui · 安全生产风险监测预警研究报告"},
                        style},
                       language_, sections + table());
  }

 private:
  const char* say(const char* english, const char* chinese) const {
    return language_ == Language::chinese ? chinese : english;
  }

  std::string facts() const {
    const auto bad = std::ranges::count_if(
        *result_.runs, [](const StudyRun& run) { return run.status != RunStatus::finished; });
    Facts facts(language_);
    facts.add("Points", "点数", std::to_string(result_.points->size()));
    facts.add("Runs", "运行次数", std::to_string(result_.runs->size()));
    facts.add("Without a result", "无结果", std::to_string(bad));
    facts.add("Confidence", "置信度", number_words(100.0 * study_.stopping.confidence) + " %");
    facts.add_study(study_);
    return facts.section("The study", "研究概况");
  }

  std::string pictures(const char* heading, const char* note, const std::string& svg) const {
    if (svg.empty()) return "";
    return std::string("<h3>") + heading + "</h3><p class=\"note\">" + note + "</p><div class=\"plots\">" +
           svg + "</div>\n";
  }

  std::string section(std::size_t response) const {
    const StudyResponse& shown = study_.responses[response];
    const std::string drawn =
        pictures(say("Main effects", "主效应"),
                 say("The mean at each value of a factor, over all others. Bars: the interval of the mean.",
                     "各因素取值下的平均值（对其他因素平均）；竖线为均值的置信区间。"),
                 main_effects(result_, response, language_)) +
        pictures(say("Two factors together", "两因素响应面"),
                 say("Darker is more. Numbers: the mean.", "颜色越深数值越大；数字为平均值。"),
                 surfaces(result_, response, language_)) +
        pictures(say("Convergence of the intervals", "置信区间的收敛"),
                 say("Half width by replications, one line per point. Dashed: what was wanted.",
                     "区间半宽随重复次数的变化，每点一条线；虚线为目标半宽。"),
                 convergence(result_, response, language_)) +
        pictures(say("Distribution", "分布"),
                 say("How many runs had which value.", "各取值区间内的运行次数。"),
                 distributions(result_, response, language_));
    return "<section><h2>" + html_escaped(titled(shown.name.in(language_), shown.unit)) + "</h2>\n" +
           (drawn.empty() ? std::string("<p class=\"empty\">") +
                                say("No run had anything to measure.", "没有可测值。") + "</p>"
                          : drawn) +
           "</section>\n";
  }

  // The responses that belong to one number, all in the picture of the first of them.
  std::string parts_section(std::size_t first) const {
    const KpiPart& part = *study_.responses[first].part;
    const auto together = [&](const StudyResponse& other) {
      return other.part && other.part->of == part.of &&
             other.part->level.has_value() == part.level.has_value();
    };
    std::vector<std::size_t> parts;
    for (std::size_t r = 0; r < study_.responses.size(); ++r)
      if (together(study_.responses[r])) parts.push_back(r);
    if (parts.front() != first) return "";
    const StudyResponse& shown = study_.responses[first];
    const std::string& name = shown.name.in(language_);
    const std::string_view mark = say(": ", "：");
    const std::string drawn =
        pictures(part.level ? say("By colour and level", "按颜色与层级") : say("By colour", "按颜色"),
                 say("One value per run: its mean. Line: all runs; box: the middle half; dot: the median.",
                     "每次运行取其平均值；竖线为全部运行，方框为中间一半，圆点为中位数。"),
                 by_colour(result_, parts, language_));
    return "<section><h2>" + html_escaped(titled(name.substr(name.find(mark) + mark.size()), shown.unit)) +
           "</h2>\n" +
           (drawn.empty() ? std::string("<p class=\"empty\">") +
                                say("No run had anything to measure.", "没有可测值。") + "</p>"
                          : drawn) +
           "</section>\n";
  }

  // Of the many colours and levels only those that occurred.
  bool in_table(std::size_t response) const {
    return !study_.responses[response].part || std::ranges::any_of(*result_.runs, [&](const StudyRun& run) {
      return std::isfinite(run.values[response]);
    });
  }

  std::string table() const {
    std::string text = std::string("<section><h2>") + say("All points", "全部点") +
                       "</h2><div class=\"scroll\"><table><tr><th class=\"number\">#</th>";
    for (const Factor& factor : study_.factors)
      text += "<th class=\"number\">" + html_escaped(titled(factor.shown(language_), factor.unit)) + "</th>";
    for (std::size_t r = 0; r < study_.responses.size(); ++r)
      if (const StudyResponse& response = study_.responses[r]; in_table(r))
        text += "<th class=\"number\">" + html_escaped(titled(response.name.in(language_), response.unit)) +
                "</th>";
    text += "</tr>\n";
    for (std::uint32_t point = 0; point < std::min(most_rows, result_.points->size()); ++point) {
      text += "<tr><td class=\"number\">" + std::to_string(point) + "</td>";
      for (const double value : (*result_.points)[point])
        text += "<td class=\"number\">" + number_words(value) + "</td>";
      for (std::size_t response = 0; response < study_.responses.size(); ++response) {
        if (!in_table(response)) continue;
        const Estimate found =
            estimate(values_at(*result_.runs, point, response), study_.stopping.confidence);
        text += "<td class=\"number\">";
        if (found.count > 0) text += number_words(found.mean);
        if (std::isfinite(found.half_width)) text += " ± " + number_words(found.half_width);
        text += "</td>";
      }
      text += "</tr>\n";
    }
    text += "</table></div>";
    if (result_.points->size() > most_rows)
      text += "<p class=\"note\">… " + std::to_string(result_.points->size() - most_rows) +
              say(" more in the CSV", " 行见 CSV") + "</p>";
    return text + "</section>\n";
  }

  const StudyResult result_;
  const Study& study_;
  Language language_;
};

}  // namespace

std::string render_study_page(const StudyResult& result, Language language) {
  const ReadableResult readable(result);
  return Page(readable.result(), language).text();
}

}  // namespace fengsui
