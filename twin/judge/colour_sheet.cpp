#include "twin/judge/colour_sheet.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "sim/port/words.h"
#include "twin/judge/judgement.h"

namespace fengsui {

namespace {

constexpr std::array worst_first = {Colour::red, Colour::orange, Colour::yellow, Colour::blue};

struct Measure {
  const char* key;
  Label of_colour, of_level;
  const char* unit;
};

const std::array<Measure, 7>& measures() {
  static const std::array<Measure, 7> table = {
      {{"cases", {"cases", "处置事项"}, {"cases that came here", "到达本级的处置事项"}, ""},
       {"lead_time",
        {"first warning to accident, mean", "首次预警至事故的提前量（平均）"},
        {"told to accident, mean", "获知至事故的提前量（平均）"},
        "s"},
       {"acknowledge_time",
        {"opened to acknowledged, mean", "生成至签收（平均）"},
        {"involved to acknowledged, mean", "到达至签收（平均）"},
        "s"},
       {"feedback_time",
        {"opened to feedback, mean", "生成至反馈（平均）"},
        {"involved to feedback, mean", "到达至反馈（平均）"},
        "s"},
       {"clear_time",
        {"opened to cleared, mean", "生成至消警（平均）"},
        {"opened to cleared, if it came no higher, mean", "生成至消警，未再上报（平均）"},
        "s"},
       {"overdue", {"clocks overdue", "超时次数"}, {"clocks overdue", "超时次数"}, ""},
       {"escalations", {"escalations", "升级次数"}, {"escalated to here", "升级至本级"}, ""}}};
  return table;
}

using Values = std::array<std::optional<double>, 7>;  // in the order of measures()

class Mean {
 public:
  void add(std::optional<Duration> span) {
    if (!span) return;
    sum_ += to_seconds(*span);
    ++count_;
  }
  std::optional<double> value() const {
    return count_ ? std::optional(sum_ / static_cast<double>(count_)) : std::nullopt;
  }

 private:
  double sum_ = 0.0;
  std::size_t count_ = 0;
};

Values of_colour(const Judgement& judgement, Colour colour) {
  std::uint64_t cases = 0, overdue = 0, escalations = 0;
  Mean lead, acknowledge, feedback, clear;
  for (const Detection& row : judgement.detections)
    if (row.worst_colour == colour) lead.add(row.lead_to_accident());
  for (const CaseScore& score : judgement.cases) {
    if (score.colour != colour) continue;
    const auto since = [&](std::optional<Time> time) {
      return time ? std::optional<Duration>(*time - score.opened) : std::nullopt;
    };
    ++cases;
    overdue += score.overdue;
    escalations += score.escalations;
    acknowledge.add(since(score.acknowledged));
    feedback.add(since(score.feedback));
    clear.add(since(score.cleared));
  }
  return {static_cast<double>(cases),
          lead.value(),
          acknowledge.value(),
          feedback.value(),
          clear.value(),
          static_cast<double>(overdue),
          static_cast<double>(escalations)};
}

Values of_level(const Judgement& judgement, Colour colour, std::uint32_t level) {
  const auto found = std::ranges::find_if(judgement.colour_levels, [&](const ColourLevelScore& row) {
    return row.colour == colour && row.level == level;
  });
  if (found == judgement.colour_levels.end()) return {0.0, {}, {}, {}, {}, 0.0, 0.0};
  const auto mean = [](const StageTimes& times) {
    return times.count ? std::optional(times.mean_s) : std::nullopt;
  };
  const std::uint64_t overdue =
      std::accumulate(found->overdue.begin(), found->overdue.end(), std::uint64_t{0});
  return {static_cast<double>(found->cases),
          mean(found->lead),
          mean(found->acknowledge),
          mean(found->feedback),
          mean(found->clear),
          static_cast<double>(overdue),
          static_cast<double>(found->escalated_here)};
}

}  // namespace

std::vector<Kpi> colour_sheet(const Record& record, const Judgement& judgement) {
  std::vector<Kpi> sheet;
  for (const Colour colour : worst_first) {
    const PortWord& hue = word_of(colour);
    const auto add = [&](const Values& values, std::optional<std::uint32_t> level) {
      for (std::size_t i = 0; i < values.size(); ++i) {
        const Measure& measure = measures()[i];
        Kpi row{std::string(measure.key) + "_" + std::string(hue.key),
                {},
                values[i],
                measure.unit,
                KpiPart{measure.key, colour, level}};
        Label where{std::string(hue.english), std::string(hue.chinese)};
        if (level) {
          const KeyedName& place = record.names.levels[*level];
          row.key += "_" + place.key;
          where.english += ", " + place.name.english;
          where.chinese += "，" + place.name.chinese;
        }
        const Label& what = level ? measure.of_level : measure.of_colour;
        row.name = {where.english + ": " + what.english, where.chinese + "：" + what.chinese};
        sheet.push_back(std::move(row));
      }
    };
    add(of_colour(judgement, colour), {});
    for (std::uint32_t level = 0; level < record.names.levels.size(); ++level)
      add(of_level(judgement, colour, level), level);
  }
  return sheet;
}

}  // namespace fengsui
