#include <algorithm>
#include <set>

#include "sim/base/text.h"
#include "twin/report/report_data.h"
#include "twin/report/words.h"
#include "twin/study_report/rare_sections.h"
#include "twin/study_report/rare_words.h"

namespace fengsui {

namespace {

constexpr std::size_t most_to_look_at = 20;

class Tables {
 public:
  Tables(const RareStudy& study, const RareResult& result, Language language)
      : study_(study), result_(result), language_(language) {}

  std::string level_words(std::size_t stage) const {
    return stage < study_.levels.size() ? format_number(study_.levels[stage]) : say("accident", "事故");
  }

  std::string stages() const {
    const std::vector<study::RareEstimate> levels = estimates_by_level(study_, result_);
    if (levels.empty()) return "";
    std::string text = std::string("<section><h2>") + say("Stage by stage", "逐级结果") +
                       "</h2><div class=\"scroll\"><table><tr><th class=\"number\">" + say("Level", "水平") +
                       "</th><th class=\"number\">" + say("got through, mean", "平均通过比例") +
                       "</th><th class=\"number\">" + say("least … most", "最小 … 最大") +
                       "</th><th class=\"number\">" + say("probability", "概率") +
                       "</th><th class=\"number\">" + say("95 % interval", "95 % 置信区间") +
                       "</th><th class=\"number\">" + say("events simulated", "仿真事件数") + "</th></tr>\n";
    for (std::size_t stage = 0; stage < levels.size(); ++stage) {
      double least = 1.0, most = 0.0;
      std::uint64_t events = 0, came = 0;
      for (const RareReplication& replication : result_.replications) {
        if (stage >= replication.stages.size()) continue;
        const double share = static_cast<double>(replication.stages[stage].reached) / study_.effort;
        least = std::min(least, share);
        most = std::max(most, share);
        events += replication.stages[stage].events;
        ++came;
      }
      const study::RareEstimate& here = levels[stage];
      const auto cell = [](const std::string& words) { return "<td class=\"number\">" + words + "</td>"; };
      text += "<tr>" + cell(level_words(stage)) + cell(came > 0 ? number_words(here.shares[stage]) : "–") +
              cell(came > 0 ? number_words(least) + " … " + number_words(most) : "–") +
              cell(here.probability > 0.0 ? probability_words(here.probability) : "0") +
              cell(here.probability > 0.0
                       ? probability_words(here.low, 2) + " … " + probability_words(here.high, 2)
                       : say("below ", "低于 ") + probability_words(here.high, 2)) +
              cell(grouped(events)) + "</tr>\n";
    }
    return text + "</table></div></section>\n";
  }

  // One of each replication: they have nothing in common.
  std::string to_look_at() const {
    std::string rows;
    std::size_t number = 0, listed = 0, kept = 0;
    std::set<std::pair<std::uint32_t, std::uint32_t>> ancestors;
    for (const RareReplication& replication : result_.replications) {
      if (!replication.accidents.empty() && listed < most_to_look_at) {
        const RareAccident& accident = replication.accidents.front();
        rows += "<tr><td class=\"number\">" + std::to_string(number) + "</td><td class=\"number\">" +
                std::to_string(replication.number) + "</td>";
        for (const Time time : accident.reached)
          rows += "<td class=\"number\">" + clock_words(time) + "</td>";
        rows += "<td><code>fengsui run --replay rare.h5#" + std::to_string(number) + "</code></td></tr>\n";
        ++listed;
      }
      number += replication.accidents.size();
      kept += replication.accidents.size();
      for (const RareAccident& accident : replication.accidents)
        ancestors.emplace(replication.number, accident.attempts.front());
    }
    if (kept == 0) return "";
    std::string text =
        std::string("<section><h2>") + say("Accidents to look at", "可回放的事故") +
        "</h2><p class=\"note\">" +
        html_escaped(
            filled(say("{kept} accidents are kept; they come from {ancestors} different attempts of the "
                       "first stage. Each can be "
                       "run alone: record, report, console and why then work as for every run. Here: the "
                       "first of each "
                       "replication, with the time of each level.",
                       "共保留 {kept} 次事故，源自第一阶段的 {ancestors} 次不同尝试。每次均可单独回放，"
                       "记录、报告、控制台与 why 均照常可用。下表为各重复的第一次事故及到达各水平的时刻。"),
                   {{"kept", std::to_string(kept)}, {"ancestors", std::to_string(ancestors.size())}})) +
        "</p><div class=\"scroll\"><table><tr><th class=\"number\">#</th><th class=\"number\">" +
        say("replication", "重复") + "</th>";
    for (std::size_t stage = 0; stage <= study_.levels.size(); ++stage)
      text += "<th class=\"number\">" + level_words(stage) + "</th>";
    return text + "<th>" + say("to look at it", "回放命令") + "</th></tr>\n" + rows +
           "</table></div></section>\n";
  }

 private:
  const char* say(const char* english, const char* chinese) const {
    return language_ == Language::chinese ? chinese : english;
  }

  const RareStudy& study_;
  const RareResult& result_;
  Language language_;
};

}  // namespace

std::string rare_stages_table(const RareStudy& study, const RareResult& result, Language language) {
  return Tables(study, result, language).stages();
}

std::string rare_accidents_table(const RareStudy& study, const RareResult& result, Language language) {
  return Tables(study, result, language).to_look_at();
}

}  // namespace fengsui
