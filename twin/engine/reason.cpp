#include "twin/engine/reason.h"

#include <algorithm>
#include <cmath>

#include "sim/base/text.h"
#include "sim/port/words.h"

namespace fengsui::engine {

namespace {

struct Phrase {
  std::string chinese, english;
};

Phrase phrase_of(const Compiled& compiled, const Exposure& exposure) {
  if (exposure.gateway.valid()) {
    const std::string number = std::to_string(exposure.gateway.index);
    return {"网关" + number + "离线", "gateway " + number + " silent"};
  }
  const PointEntry& point = compiled.directory.points[exposure.point.index];
  const PortWord& words = word_of(compiled.conditions[exposure.condition].condition);
  const std::string place = point.unit_name + " " + point.tag + " ";
  return {place + std::string(words.chinese), place + std::string(words.english)};
}

// The first few active alarms, first cause first.
Phrase active_alarms(const Compiled& compiled, const EnterpriseRisk& risk) {
  constexpr std::size_t most = 3;
  std::vector<const Exposure*> active;
  for (const Exposure& exposure : risk.exposures)
    if (exposure.active) active.push_back(&exposure);
  std::ranges::stable_sort(active, {}, &Exposure::raised);
  Phrase list;
  for (std::size_t i = 0; i < std::min(active.size(), most); ++i) {
    const Phrase phrase = phrase_of(compiled, *active[i]);
    list.chinese += (i ? "、" : "") + phrase.chinese;
    list.english += (i ? ", " : "") + phrase.english;
  }
  if (active.size() > most) {
    const std::string more = std::to_string(active.size() - most);
    list.chinese += "等另" + more + "项";
    list.english += " and " + more + " more";
  }
  return list;
}

}  // namespace

std::string reason_of(const Compiled& compiled, const EnterpriseRisk& risk, const Parts& parts,
                      const RuleName* rule) {
  const std::string score = format_number(std::round(parts.score * 10.0) / 10.0);
  const Phrase alarms = active_alarms(compiled, risk);
  std::string chinese = "综合风险" + score + "分", english = "composite risk " + score;
  if (rule) {
    chinese = rule->chinese + "；" + chinese;
    english = rule->english + "; " + english;
  }
  if (!alarms.chinese.empty()) {
    chinese += "；报警：" + alarms.chinese;
    english += "; alarms: " + alarms.english;
  }
  return chinese + " / " + english;
}

}  // namespace fengsui::engine
