#include "twin/study_report/rare_page.h"

#include <cmath>

#include "twin/report/report_data.h"
#include "twin/report/words.h"
#include "twin/study_report/facts.h"
#include "twin/study_report/page_frame.h"
#include "twin/study_report/rare_pictures.h"
#include "twin/study_report/rare_sections.h"
#include "twin/study_report/rare_words.h"

namespace fengsui {

namespace {

constexpr const char* style = R"(
.plots { grid-template-columns: repeat(auto-fill, minmax(min(100%, 480px), 1fr)); }
.plots .mean { fill: none; stroke: var(--brand); stroke-width: 2.4; }
.plots .road { fill: none; stroke: var(--brand); stroke-width: 1; stroke-opacity: .28; }
.plots .chosen { fill-opacity: .45; } .plots .box { fill: var(--green); }
.answer { font-size: 1.3rem; font-weight: 600; margin: .2rem 0; }
.doubt { border-left: 6px solid var(--yellow); padding: 6px 14px; margin: .6rem 0; background: var(--soft); }
)";

class Page {
 public:
  Page(const RareStudy& study, const RareResult& result, const RareNames& names, Language language)
      : study_(study), result_(result), names_(names), language_(language) {}

  std::string text() const {
    return framed_page({study_.title,
                        {"Fengsui 烽燧 · study of a rare accident", "烽燧 Fengsui · 小概率事故研究报告"},
                        style},
                       language_,
                       rare_answer(study_, result_, names_, language_) + pictures() +
                           rare_stages_table(study_, result_, language_) +
                           rare_accidents_table(study_, result_, language_) + facts());
  }

 private:
  const char* say(const char* english, const char* chinese) const {
    return language_ == Language::chinese ? chinese : english;
  }
  std::string picture(const char* note, const std::string& svg) const {
    return svg.empty() ? "" : "<div>" + svg + "<p class=\"note\">" + note + "</p></div>\n";
  }

  std::string pictures() const {
    return std::string("<section><h2>") + say("The way to the accident", "事故是怎样一步步发生的") +
           "</h2><div class=\"plots\">" +
           picture(say("How probable it is to get to each level. Bars: 95 % intervals over the replications.",
                       "到达各水平的概率；竖线为各重复之间的 95 % 置信区间。"),
                   staircase(study_, result_, language_)) +
           picture(say("Grey: one replication each; line: their mean. Green: where levels are well chosen.",
                       "灰点为每次重复，横线为均值；绿色带为水平选取得当的范围。"),
                   spread_of_shares(study_, result_, language_)) +
           picture(say("Splitting, its replications (grey) and plain runs of the same scenario.",
                       "多级分裂、其各次重复（灰点）与同一情景的直接仿真。"),
                   comparison(study_, result_, language_)) +
           picture(say("One line per accident: when it got to each level. Red: the accident.",
                       "每条线为一次事故到达各水平的时刻；红点为事故。"),
                   roads(study_, result_, language_)) +
           "</div></section>\n";
  }

  std::string facts() const {
    Facts facts(language_);
    facts.add("Accident", "事故", names_.accident.in(language_) + " (" + study_.accident_key + ")");
    facts.add("Scenario", "情景", names_.scenario.in(language_));
    facts.add("Method", "方法", say("multilevel splitting, fixed effort", "多级分裂（固定次数）"));
    facts.add("Attempts in each stage", "每级尝试次数", std::to_string(study_.effort));
    facts.add("Replications", "重复次数",
              std::to_string(result_.replications.size()) + say(" of ", " / ") +
                  std::to_string(study_.replications));
    facts.add("Events simulated", "仿真事件数", grouped(splitting_events(result_)));
    if (result_.plain_runs > 0) {
      facts.add("Plain runs", "直接仿真次数", grouped(result_.plain_runs));
      facts.add("… with the accident", "其中发生事故", grouped(result_.plain_hits));
      facts.add("… events simulated", "其仿真事件数", grouped(result_.plain_events));
    }
    if (const auto runs = plain_runs_needed(result_))
      facts.add("Plain runs to know it as well", "同等精度所需直接仿真次数",
                say("about ", "约 ") + one_in(1.0 / *runs));
    if (const auto gain = worth(result_))
      facts.add("Their events over those of splitting", "与多级分裂事件数之比",
                say("about ", "约 ") + number_words(std::round(*gain * 10.0) / 10.0));
    facts.add("Seed", "随机种子", std::to_string(study_.seed));
    facts.add("Confidence", "置信度", "95 %");
    return facts.section("How it was done", "研究概况");
  }

  const RareStudy& study_;
  const RareResult& result_;
  const RareNames& names_;
  Language language_;
};

}  // namespace

std::string render_rare_page(const RareStudy& study, const RareResult& result, const RareNames& names,
                             Language language) {
  return Page(study, result, names, language).text();
}

}  // namespace fengsui
