#include "twin/study_report/weak_matrix.h"

#include <algorithm>
#include <array>
#include <map>

#include "twin/report/report_data.h"
#include "twin/report/words.h"

namespace fengsui {

namespace {

using weak::Effect;

std::string sign_of(Effect effect) {
  static const std::array<const char*, weak::effect_count> signs = {"✕", "!", "∅", "→", "↷", "·", "?", "–"};
  return signs[static_cast<std::size_t>(effect)];
}

const std::string& name_of(Effect effect, Language language) {
  return weak::effect_name(effect).name.in(language);
}

class Matrix {
 public:
  Matrix(const weak::WeakResult& result, Language language) : result_(result), language_(language) {
    for (const weak::SingleFault& single : result.singles)
      sizes_[{single.injection.place, single.injection.fault}].emplace(single.injection.moment, &single.size);
  }

  std::string text() const {
    std::string harmful, others;
    std::size_t other_faults = 0;
    for (std::size_t place = 0; place < result_.places.size(); ++place) {
      std::vector<std::size_t> harm, other;
      for (std::size_t fault = 0; fault < result_.places[place].faults.size(); ++fault) {
        const auto row = sizes_.find({place, fault});
        if (row == sizes_.end()) continue;
        const bool harms = std::ranges::any_of(
            row->second, [](const auto& cell) { return weak::harms(cell.second->effect); });
        (harms ? harm : other).push_back(fault);
      }
      other_faults += other.size();
      harmful += rows(place, harm);
      others += rows(place, other);
    }
    std::string text;
    if (harmful.empty())
      text += std::string("<p class=\"empty\">") +
              say("No fault alone silences or delays it.", "没有任何单一故障使其静默或延迟。") + "</p>\n";
    else
      text += table(harmful);
    if (!others.empty())
      text += "<details><summary>" +
              filled(say("{n} faults without harm, or of unknown effect", "另有 {n} 种故障无影响或无法判定"),
                     {{"n", std::to_string(other_faults)}}) +
              "</summary>" + table(others) + "</details>\n";
    return text;
  }

 private:
  const char* say(const char* english, const char* chinese) const {
    return language_ == Language::chinese ? chinese : english;
  }

  std::string table(const std::string& body) const {
    std::string text = std::string("<div class=\"scroll\"><table class=\"weak\"><thead><tr><th>") +
                       say("Place", "位置") + "</th><th>" + say("Fault", "故障") + "</th>";
    for (const weak::Moment& moment : result_.path.moments)
      text += "<th>" + html_escaped(moment.name.in(language_)) + "</th>";
    return text + "</tr></thead>\n" + body + "</table></div>\n";
  }

  std::string rows(std::size_t place, const std::vector<std::size_t>& faults) const {
    if (faults.empty()) return "";
    const weak::FaultPlace& at = result_.places[place];
    std::string text = "<tbody>";
    for (std::size_t i = 0; i < faults.size(); ++i) {
      text += "<tr>";
      if (i == 0)
        text += "<th rowspan=\"" + std::to_string(faults.size()) + "\"><span class=\"kind\">" +
                html_escaped(weak::place_kind_name(at.kind).name.in(language_)) + "</span> " +
                html_escaped(at.name.in(language_)) + "</th>";
      text += "<td>" + html_escaped(at.faults[faults[i]].name.in(language_)) + "</td>";
      const auto& cells = sizes_.at({place, faults[i]});
      for (std::size_t moment = 0; moment < result_.path.moments.size(); ++moment) {
        const auto cell = cells.find(moment);
        text += cell == cells.end() ? "<td></td>" : effect_cell(*cell->second, language_);
      }
      text += "</tr>\n";
    }
    return text + "</tbody>";
  }

  const weak::WeakResult& result_;
  Language language_;
  std::map<std::pair<std::size_t, std::size_t>, std::map<std::size_t, const weak::EffectSize*>> sizes_;
};

}  // namespace

const std::string_view weak_matrix_style = R"(
table.weak td.effect { text-align: center; min-width: 5.2em; white-space: nowrap; border-left: 1px solid var(--line); }
table.weak tbody { border-top: 2px solid var(--line); } table.weak tbody th { font-weight: 600; max-width: 22em; }
table.weak thead th { font-weight: 600; vertical-align: bottom; max-width: 11em; white-space: normal; }
.kind { color: var(--quiet); font-weight: 400; font-size: .85em; display: block; }
.effect.silenced { background: #c4161c; color: #fff; font-weight: 700; }
.effect.cried_wolf { color: #fff; font-weight: 700; background: repeating-linear-gradient(45deg, #c4161c 0 6px, #8d1014 6px 9px); }
.effect.nobody_acts { color: #fff; font-weight: 700; background: #d96a00; }
.effect.delayed { background: #e8b500; color: #222; } .effect.act_delayed { background: #e8b50055; }
.effect.none { color: var(--quiet); } .effect.failed { color: var(--red); font-weight: 700; }
.effect.no_trace {
  color: var(--quiet); background: repeating-linear-gradient(45deg, transparent 0 5px, var(--soft) 5px 8px);
}
.legend { display: flex; flex-wrap: wrap; gap: 6px 18px; margin: .5rem 0; font-size: .93rem; }
.legend .effect { display: inline-block; min-width: 2em; text-align: center; border-radius: 3px; margin-right: .4em; }
table.way { width: auto; }
details summary { cursor: pointer; padding: .5rem 0; color: var(--brand); }
)";

std::string effect_cell(const weak::EffectSize& size, Language language) {
  std::string shown = sign_of(size.effect), hint = name_of(size.effect, language);
  if (size.effect == Effect::delayed) shown = "+" + duration_words(size.red_delay, language);
  if (size.effect == Effect::act_delayed) shown = "+" + duration_words(size.act_delay, language);
  if (!size.problem.empty()) hint += ": " + size.problem;
  return "<td class=\"effect " + weak::effect_name(size.effect).key + "\" title=\"" + html_escaped(hint) +
         "\">" + shown + "</td>";
}

std::string weak_legend(Language language) {
  std::string text = "<div class=\"legend\">";
  for (std::size_t i = 0; i < weak::effect_count; ++i) {
    const auto effect = static_cast<Effect>(i);
    text += "<span><span class=\"effect " + weak::effect_name(effect).key + "\">" + sign_of(effect) +
            "</span>" + html_escaped(name_of(effect, language)) + "</span>";
  }
  return text + "</div>\n";
}

std::string weak_matrix(const weak::WeakResult& result, Language language) {
  return Matrix(result, language).text();
}

}  // namespace fengsui
