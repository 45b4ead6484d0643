#include "twin/study_report/weak_page.h"

#include <algorithm>

#include "sim/base/text.h"
#include "twin/report/report_data.h"
#include "twin/report/words.h"
#include "twin/study_report/facts.h"
#include "twin/study_report/page_frame.h"
#include "twin/study_report/weak_matrix.h"

namespace fengsui {

namespace {

constexpr std::size_t most_pairs = 100;

class WeakPage {
 public:
  WeakPage(const weak::WeakResult& result, Language language) : result_(result), language_(language) {}

  std::string text() const {
    return framed_page({{"What silences the red warning of " + result_.enterprise,
                         result_.enterprise + "红色预警的薄弱环节"},
                        {"Fengsui 烽燧 · weak points of a safety-risk warning system",
                         "烽燧 Fengsui · 安全生产风险监测预警薄弱环节报告"},
                        weak_matrix_style},
                       language_, answer() + way() + singles() + cuts() + pairs() + facts());
  }

 private:
  const char* say(const char* english, const char* chinese) const {
    return language_ == Language::chinese ? chinese : english;
  }
  static std::string shown(Time time) {
    constexpr Duration tenth = std::chrono::milliseconds{100};
    return format_duration((time.time_since_epoch() + tenth / 2) / tenth * tenth);
  }
  std::string section(const char* english, const char* chinese, const std::string& body) const {
    return std::string("<section><h2>") + say(english, chinese) + "</h2>" + body + "</section>\n";
  }
  std::string fault(const weak::Injection& injection) const {
    const weak::FaultPlace& place = result_.places[injection.place];
    return html_escaped(in_words(place, place.faults[injection.fault]).in(language_)) +
           "<br><span class=\"note\">" +
           html_escaped(result_.path.moments[injection.moment].name.in(language_)) + "</span>";
  }

  std::string answer() const {
    std::size_t places = 0;
    for (std::size_t place = 0; place < result_.places.size(); ++place)
      places += result_.silenced_alone(place);
    const auto unknown = std::ranges::count_if(result_.singles, [](const weak::SingleFault& single) {
      return single.size.effect >= weak::Effect::no_trace;
    });
    std::string text =
        "<p class=\"lead\"><strong>" +
        filled(say("{n} of {all} places silence it alone, by one fault of theirs.",
                   "{all} 处位置中，{n} 处凭单一故障即可使其静默。"),
               {{"n", std::to_string(places)}, {"all", std::to_string(result_.places.size())}}) +
        "</strong> " +
        filled(
            say("{run} of {planned} runs with one fault each; {unknown} of them left no trace or failed, and "
                "prove nothing.",
                "单一故障运行 {run}/{planned} 次；其中 {unknown} 次未留痕迹或运行失败，不能说明任何问题。"),
            {{"run", std::to_string(result_.singles.size())},
             {"planned", std::to_string(result_.singles_planned)},
             {"unknown", std::to_string(unknown)}}) +
        "</p>";
    if (!result_.complete)
      text +=
          std::string("<p class=\"empty\">") +
          say("Stopped before the end: this is what was done until then.", "中途停止：以下为已完成部分。") +
          "</p>";
    return section("In short", "概要", text);
  }

  // The run without faults.
  std::string way() const {
    std::string text = "<div class=\"scroll\"><table class=\"way\">";
    for (const weak::Moment& moment : result_.path.moments)
      text += "<tr><td class=\"number\">" + shown(moment.time) + "</td><td>" +
              html_escaped(moment.name.in(language_)) + "</td></tr>\n";
    return section("Without faults", "无注入故障时", text + "</table></div>");
  }

  std::string singles() const {
    return section(
        "One fault", "单一故障",
        std::string("<p class=\"note\">") +
            say("Each cell is a run: the fault begins at that moment, before everything else. A number "
                "says how much later the red warning comes, in pale yellow the first human act.",
                "每格为一次运行：故障自该时刻起、先于其他一切发生。数字为红色预警延迟的时间，浅黄色为首次人工"
                "处"
                "理延迟的时间。") +
            "</p>" + weak_legend(language_) + weak_matrix(result_, language_));
  }

  // What the graph of the way says, beside what the runs did.
  std::string cuts() const {
    if (!result_.cuts.smallest) return "";
    std::string text = std::string("<p class=\"note\">") +
                       say("As a graph, where one alarm and one office that hears of it are enough; the "
                           "simulation knows more.",
                           "路径图中任一报警、任一收到通知的机构即视为足够；仿真所知更多。") +
                       "</p><div class=\"scroll\"><table><tr><th>" + say("Place", "位置") + "</th><th>" +
                       say("cuts on paper", "路径图：单独切断") + "</th><th>" +
                       say("silences in the simulation", "仿真：静默") + "</th></tr>\n";
    const auto yes = [&](bool is) { return is ? say("yes", "是") : say("no", "否"); };
    for (std::size_t place = 0; place < result_.places.size(); ++place) {
      const bool paper = std::ranges::binary_search(result_.cuts.single, place);
      const bool silent = result_.silenced_alone(place);
      if (!paper && !silent) continue;
      text += "<tr><td>" + html_escaped(result_.places[place].name.in(language_)) + "</td><td>" + yes(paper) +
              "</td><td>" + yes(silent) + "</td></tr>\n";
    }
    text += "</table></div>\n";
    if (!result_.cut_pairs.empty()) {
      text += std::string("<div class=\"scroll\"><table><tr><th colspan=\"2\">") +
              say("Two places that cut it together on paper, both lost from the start",
                  "路径图中共同切断的两处（均自始失效）") +
              "</th><th>" + say("simulation", "仿真") + "</th></tr>\n";
      for (const weak::CutPair& pair : result_.cut_pairs)
        text += "<tr><td>" + html_escaped(result_.places[pair.first].name.in(language_)) + "</td><td>" +
                html_escaped(result_.places[pair.second].name.in(language_)) + "</td>" +
                effect_cell(pair.size, language_) + "</tr>\n";
      text += "</table></div>\n";
    }
    return section("On paper and in the simulation", "路径图与仿真对照", text);
  }

  std::string pairs() const {
    if (result_.pairs_planned == 0) return "";
    const ArrayCoverage& coverage = result_.pair_coverage;
    std::string text = "<p class=\"note\">" +
                       filled(say("{run} of {planned} runs with two faults each cover {covered} of "
                                  "{possible} pairs of first and "
                                  "second place, fault and moment ({share} %).",
                                  "双故障运行 {run}/{planned} 次，覆盖两处位置、故障与时刻的两两组合 "
                                  "{covered}/{possible}（{share} "
                                  "%）。"),
                              {{"run", std::to_string(result_.pairs.size())},
                               {"planned", std::to_string(result_.pairs_planned)},
                               {"covered", std::to_string(coverage.covered)},
                               {"possible", std::to_string(coverage.possible)},
                               // never 100 when something is missing
                               {"share", number_words(coverage.covered < coverage.possible
                                                          ? std::min(99.9, 100.0 * coverage.share())
                                                          : 100.0)}}) +
                       "</p>";
    std::vector<weak::FaultPair> more;
    for (const weak::FaultPair& pair : result_.pairs)
      if (pair.more) more.push_back(pair);
    std::ranges::stable_sort(more, [](const auto& a, const auto& b) { return a.size < b.size; });
    if (more.empty())
      return section(
          "Two faults", "双故障",
          text + "<p class=\"empty\">" +
              say("No pair does more than either fault alone.", "没有任何一对的后果超过其中之一。") + "</p>");
    text += std::string("<div class=\"scroll\"><table class=\"weak\"><tr><th>") +
            say("does what neither does alone", "后果为任一故障单独所没有") + "</th><th>" +
            say("First fault", "故障一") + "</th><th>" + say("Second fault", "故障二") + "</th></tr>\n";
    for (std::size_t i = 0; i < std::min(more.size(), most_pairs); ++i)
      text += "<tr>" + effect_cell(more[i].size, language_) + "<td>" + fault(more[i].first) + "</td><td>" +
              fault(more[i].second) + "</td></tr>\n";
    text += "</table></div>";
    if (more.size() > most_pairs)
      text += "<p class=\"note\">" +
              filled(say("{n} more in weak.csv", "另有 {n} 对见 weak.csv"),
                     {{"n", std::to_string(more.size() - most_pairs)}}) +
              "</p>";
    return section("Two faults", "双故障", text);
  }

  std::string facts() const {
    Facts facts(language_);
    facts.add("Scenario", "情景", result_.scenario);
    facts.add("Seed", "随机种子", std::to_string(result_.seed));
    facts.add("Network", "网络", result_.network);
    facts.add("Faults last", "故障持续",
              result_.lasting ? duration_words(*result_.lasting, language_) : say("to the end", "至结束"));
    facts.add("Delays below count as none", "小于此值的延迟不计", duration_words(result_.least, language_));
    facts.add("Other enterprises with a red warning", "其他出现红色预警的企业",
              std::to_string(result_.other_red_warnings));
    return facts.section("The runs", "运行概况");
  }

  const weak::WeakResult& result_;
  Language language_;
};

}  // namespace

std::string render_weak_page(const weak::WeakResult& result, Language language) {
  return WeakPage(result, language).text();
}

}  // namespace fengsui
