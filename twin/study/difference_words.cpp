#include <algorithm>
#include <cmath>
#include <cstdio>

#include "twin/record/describe.h"
#include "twin/study/difference.h"

namespace fengsui {

namespace {

class Page {
 public:
  Page(Language language, std::size_t most) : language_(language), most_(most) {}

  const char* say(const char* english, const char* chinese) const {
    return language_ == Language::english ? english : chinese;
  }
  void line(const std::string& text) { text_ += text + "\n"; }

  // The first few of a list, and how many were left out.
  template <class List, class Write>
  void list(const List& rows, Write write) {
    for (std::size_t i = 0; i < std::min(rows.size(), most_); ++i) write(rows[i]);
    if (rows.size() > most_)
      line(std::string("  … ") + say("and ", "另有 ") + std::to_string(rows.size() - most_) +
           say(" more (--most)", " 项（--most）"));
  }
  std::string text() && { return std::move(text_); }

 private:
  Language language_;
  std::size_t most_;
  std::string text_;
};

std::string at(Time time) { return format_duration(time - scenario_start); }

std::string number(std::optional<double> value, const std::string& unit) {
  if (!value) return "–";
  char digits[32];
  std::snprintf(digits, sizeof digits, "%.6g", *value);
  return digits + (unit.empty() ? "" : " " + unit);
}

void write_inputs(const Difference& difference, Page& page) {
  if (difference.inputs.empty()) page.line(page.say("inputs: the same", "输入：相同"));
  if (!difference.inputs.empty()) page.line(page.say("inputs that differ (A | B):", "不同的输入（A | B）："));
}

void write_divergence(const Divergence& divergence, Language language, Page& page) {
  page.line(std::string(page.say("first divergence: ", "首个分歧：")) +
            column_name(divergence.column).name.in(language) + page.say(", row ", "，第 ") +
            std::to_string(divergence.row) + page.say(", at ", " 行，时间 ") + at(divergence.time));
  const auto side = [&](const char* name, const std::optional<DivergentRow>& row) {
    page.line(std::string("  ") + name + "  " +
              (row ? at(row->time) + "  " + row->words.in(language)
                   : page.say("nothing more in this column", "此栏至此为止")));
  };
  side("A", divergence.a);
  side("B", divergence.b);
}

// "00:08:41 → 00:08:59 (+18 s)  …", "00:08:41  only A  …"
std::string line_of(const Consequence& consequence, const Record& a, const Record& b, Language language,
                    const Page& page) {
  const LogEntry* in_a = consequence.a ? &a.log[*consequence.a] : nullptr;
  const LogEntry* in_b = consequence.b ? &b.log[*consequence.b] : nullptr;
  if (!in_a || !in_b)
    return std::string("  ") + at(consequence.time) + "  " +
           (in_a ? page.say("only A", "仅A有") : page.say("only B", "仅B有")) + "  " +
           describe_entry(in_a ? a : b, in_a ? *in_a : *in_b, language);
  const std::string words = describe_entry(a, *in_a, language), other = describe_entry(b, *in_b, language);
  char shift[48] = "";
  if (in_a->time != in_b->time)
    std::snprintf(shift, sizeof shift, " (%+.6g s)", to_seconds(in_b->time - in_a->time));
  return "  " + at(in_a->time) + (in_a->time == in_b->time ? "" : " → " + at(in_b->time)) + shift + "  " +
         words + (words == other ? "" : " → " + other);
}

void write_consequences(const Difference& difference, const Record& a, const Record& b, Language language,
                        Page& page) {
  if (difference.consequences.empty()) return;
  static const Label concerns[concern_count] = {
      {"plant", "现场"},    {"sensors", "传感器"}, {"network", "网络"}, {"alarms", "报警"},
      {"warnings", "预警"}, {"cases", "处置"},     {"other", "其他"}};
  std::string counts;
  for (std::size_t i = 0; i < concern_count; ++i)
    if (difference.concerns[i] > 0)
      counts += (counts.empty() ? "" : page.say(", ", "，")) + concerns[i].in(language) + " " +
                std::to_string(difference.concerns[i]);
  page.line(std::string(page.say("what followed, entries of the log that differ: ", "其后不同的日志条目：")) +
            counts);

  // what nobody would look at is counted, not told
  std::vector<Consequence> told;
  std::ranges::copy_if(
      difference.consequences, std::back_inserter(told), [&](const Consequence& consequence) {
        const LogKind kind = consequence.a ? a.log[*consequence.a].kind : b.log[*consequence.b].kind;
        return describe(kind).severity >= Severity::info;
      });
  page.list(told,
            [&](const Consequence& consequence) { page.line(line_of(consequence, a, b, language, page)); });
}

}  // namespace

std::string difference_in_words(const Difference& difference, const Record& a, const Record& b,
                                Language language, std::size_t most) {
  Page page(language, most);
  write_inputs(difference, page);
  page.list(difference.inputs, [&](const InputDifference& input) {
    const auto shown = [&](const std::string& value) { return value.empty() ? "–" : value; };
    page.line("  " + input.what.in(language) + (input.place.empty() ? "" : " " + input.place) + ": " +
              shown(input.a) + " | " + shown(input.b));
  });
  if (difference.names_differ)
    page.line(page.say("the runs are not about the same things: rows are compared by number",
                       "两次运行的对象不同：按编号逐行比较"));
  if (difference.same()) {
    page.line(page.say("what happened: the same", "经过：相同"));
    return std::move(page).text();
  }
  if (!difference.divergences.empty()) write_divergence(difference.divergences.front(), language, page);
  write_consequences(difference, a, b, language, page);

  if (difference.kpis.empty()) {
    page.line(page.say("score sheet: the same", "评分：相同"));
  } else {
    page.line(std::string(page.say("scores that differ (A | B): ", "不同的评分（A | B）：")) +
              std::to_string(difference.kpis.size()));
    page.list(difference.kpis, [&](const KpiDifference& kpi) {
      page.line("  " + kpi.name.in(language) + ": " + number(kpi.a, kpi.unit) + " | " +
                number(kpi.b, kpi.unit));
    });
  }
  return std::move(page).text();
}

}  // namespace fengsui
