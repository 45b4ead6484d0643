// The result for people: the worst first.
#include <algorithm>
#include <array>
#include <cstdio>

#include "sim/base/text.h"
#include "twin/weak/weak_result.h"

namespace fengsui::weak {

namespace {

const char* say(Language language, const char* english, const char* chinese) {
  return language == Language::chinese ? chinese : english;
}

// tenths of a second are enough for reading
std::string shown(Duration duration) {
  constexpr Duration tenth = std::chrono::milliseconds{100};
  return format_duration((duration + tenth / 2) / tenth * tenth);
}
std::string shown(Time time) { return shown(time.time_since_epoch()); }

std::string seconds(Duration duration) {
  char text[32];
  std::snprintf(text, sizeof text, "%+.1f s", to_seconds(duration));
  return text;
}

std::string share(const ArrayCoverage& coverage) {
  char text[32];
  // never "100.0 %" when something is missing
  const double percent = 100.0 * coverage.share();
  const bool nearly = coverage.covered < coverage.possible && percent > 99.9;
  std::snprintf(text, sizeof text, "%.1f %%", nearly ? 99.9 : percent);
  return text;
}

class Words {
 public:
  Words(const WeakResult& result, Language language) : result_(&result), language_(language) {}

  std::string text() {
    add_path();
    add_counts();
    for (const Effect effect : {Effect::silenced, Effect::cried_wolf, Effect::nobody_acts, Effect::delayed,
                                Effect::act_delayed, Effect::failed})
      add_group(effect);
    add_traceless();
    add_cuts();
    add_pairs();
    return std::move(text_);
  }

 private:
  template <class... Arguments>
  void line(const char* english, const char* chinese, Arguments... arguments) {
    char text[4096];
    std::snprintf(text, sizeof text, say(language_, english, chinese), arguments...);
    text_ += text;
    text_ += '\n';
  }

  std::string moment(std::size_t index) const { return result_->path.moments[index].name.in(language_); }
  std::string fault(const Injection& injection) const {
    const FaultPlace& place = result_->places[injection.place];
    return in_words(place, place.faults[injection.fault]).in(language_);
  }
  std::string when(std::size_t index) const {
    const std::string name = moment(index);
    if (index == 0) return name;  // of its own words
    return language_ == Language::english ? "when \"" + name + "\"" : "自“" + name + "”";
  }
  std::string comma() const { return say(language_, ", ", "、"); }
  // what a single fault may be silenced of, by how much
  std::string effect(const EffectSize& size) const {
    std::string text = effect_name(size.effect).name.in(language_);
    if (size.effect == Effect::delayed) text += " (" + seconds(size.red_delay) + ")";
    if (size.effect == Effect::act_delayed) text += " (" + seconds(size.act_delay) + ")";
    return text;
  }

  void add_path() {
    const AlarmPath& path = result_->path;
    line("%s without faults: red warning at %s, first human act %s",
         "%s 无注入故障时：%s 红色预警，首次人工处理 %s", result_->enterprise.c_str(),
         shown(path.red).c_str(), path.act ? shown(*path.act).c_str() : say(language_, "never", "无"));
    for (const Moment& at : path.moments)
      text_ += "  " + shown(at.time) + "  " + at.name.in(language_) + "\n";
    if (result_->other_red_warnings > 0)
      line("%zu more enterprises have a red warning; look at them with --enterprise",
           "另有%zu家企业出现红色预警；用 --enterprise 查看", result_->other_red_warnings);
  }

  void add_counts() {
    std::array<std::size_t, place_kind_count> places{};
    for (const FaultPlace& place : result_->places) ++places[static_cast<std::size_t>(place.kind)];
    std::string list;
    for (std::size_t kind = 0; kind < place_kind_count; ++kind)
      if (places[kind] > 0)
        list += (list.empty() ? "" : comma()) + std::to_string(places[kind]) + " " +
                place_kind_name(static_cast<PlaceKind>(kind)).name.in(language_);
    line("\n%zu of %zu runs with one fault each: %zu places (%s), %zu moments",
         "\n单一故障运行%zu/%zu次：%zu处（%s），%zu个时刻", result_->singles.size(), result_->singles_planned,
         result_->places.size(), list.c_str(), result_->path.moments.size());
    std::array<std::size_t, effect_count> runs{};
    for (const SingleFault& single : result_->singles) ++runs[static_cast<std::size_t>(single.size.effect)];
    for (std::size_t effect = 0; effect < effect_count; ++effect)
      if (runs[effect] > 0) {
        char count[32];
        std::snprintf(count, sizeof count, "%7zu  ", runs[effect]);
        text_ += count + effect_name(static_cast<Effect>(effect)).name.in(language_) + "\n";
      }
  }

  // one line per fault: when it has to begin for this effect, and the worst of it
  struct Line {
    Injection worst;
    EffectSize size;
    std::vector<std::size_t> moments;
  };

  std::vector<Line> lines_of(Effect effect) const {
    std::vector<Line> lines;
    for (const SingleFault& single : result_->singles) {
      if (single.size.effect != effect) continue;
      const auto same = std::ranges::find_if(lines, [&](const Line& candidate) {
        return candidate.worst.place == single.injection.place &&
               candidate.worst.fault == single.injection.fault;
      });
      if (same == lines.end()) {
        lines.push_back({single.injection, single.size, {single.injection.moment}});
        continue;
      }
      same->moments.push_back(single.injection.moment);
      if (single.size < same->size) same->size = single.size, same->worst = single.injection;
    }
    std::ranges::stable_sort(lines, [](const Line& a, const Line& b) { return a.size < b.size; });
    return lines;
  }

  void add_group(Effect effect) {
    const std::vector<Line> lines = lines_of(effect);
    if (lines.empty()) return;
    text_ += "\n" + effect_name(effect).name.in(language_) + say(language_, ":\n", "：\n");
    for (const Line& entry : lines) {
      text_ += "  ";
      if (effect == Effect::delayed) text_ += seconds(entry.size.red_delay) + "  ";
      if (effect == Effect::act_delayed) text_ += seconds(entry.size.act_delay) + "  ";
      text_ += fault(entry.worst);
      if (effect == Effect::failed) text_ += " (" + entry.size.problem + ")";
      text_ += "\n      ";
      // all moments up to one, or a list of them
      const std::size_t count = entry.moments.size();
      if (count == result_->path.moments.size()) {
        text_ += say(language_, "at any moment", "任何时刻");
      } else if (count > 2 && entry.moments.back() == count - 1) {
        text_ += say(language_, "at any moment up to \"", "任何时刻，至“") + moment(entry.moments.back()) +
                 say(language_, "\"", "”");
      } else {
        for (std::size_t i = 0; i < count; ++i)
          text_ += (i ? comma() : std::string()) + when(entry.moments[i]);
      }
      text_ += "\n";
    }
  }

  // faults that never left a trace, at no moment
  void add_traceless() {
    std::vector<std::vector<bool>> traced;
    std::size_t faults = 0, without = 0;
    std::string list;
    for (const FaultPlace& place : result_->places) traced.emplace_back(place.faults.size(), false);
    for (const SingleFault& single : result_->singles)
      if (single.size.effect != Effect::no_trace)
        traced[single.injection.place][single.injection.fault] = true;
    for (std::size_t place = 0; place < traced.size(); ++place)
      for (std::size_t i = 0; i < traced[place].size(); ++i) {
        const auto run = [&](const SingleFault& single) {
          return single.injection.place == place && single.injection.fault == i;
        };
        if (std::ranges::none_of(result_->singles, run)) continue;
        ++faults;
        if (traced[place][i]) continue;
        constexpr std::size_t most = 8;
        if (++without <= most)
          list +=
              "  " + in_words(result_->places[place], result_->places[place].faults[i]).in(language_) + "\n";
        if (without == most + 1) list += "  …\n";
      }
    if (without == 0) return;
    line("\n%zu of %zu faults left no trace at any moment; nothing is known about them (all in the CSV):",
         "\n%zu/%zu种故障在任何时刻均未留痕迹，无法判定（全部见CSV）：", without, faults);
    text_ += list;
  }

  void add_cuts() {
    const PlaceCuts& cuts = result_->cuts;
    if (!cuts.smallest) return;  // the graph was not made
    line("\nOn paper (graph of the way): %zu places cut it alone, %zu pairs of places cut it together",
         "\n路径图分析：%zu处可单独切断，%zu对可共同切断", cuts.single.size(), cuts.pairs.size());
    const auto told = [&](std::size_t place, const char* english, const char* chinese) {
      text_ += "  " + result_->places[place].name.in(language_) + say(language_, ": ", "：") +
               say(language_, english, chinese) + "\n";
    };
    for (const std::size_t place : cuts.single)
      result_->silenced_alone(place) ? told(place, "in the simulation, too", "仿真一致")
                                     : told(place, "not in the simulation", "仿真中未静默");
    for (std::size_t place = 0; place < result_->places.size(); ++place)
      if (result_->silenced_alone(place) && !std::ranges::binary_search(cuts.single, place))
        told(place, "only in the simulation, which knows more than the graph",
             "仅仿真中：仿真所知多于路径图");
    if (result_->cut_pairs.empty()) return;
    const auto silent = std::ranges::count_if(result_->cut_pairs,
                                              [](const CutPair& pair) { return silences(pair.size.effect); });
    line("  of the %zu pairs run, both lost from the start, %zu silence in the simulation:",
         "  运行的%zu对（均自始失效）中，仿真静默%zu对：", result_->cut_pairs.size(),
         static_cast<std::size_t>(silent));
    for (const CutPair& pair : result_->cut_pairs)
      text_ += "    " + result_->places[pair.first].name.in(language_) + " + " +
               result_->places[pair.second].name.in(language_) + say(language_, ": ", "：") +
               effect(pair.size) + "\n";
  }

  void add_pairs() {
    if (result_->pairs_planned == 0) return;
    const ArrayCoverage& coverage = result_->pair_coverage;
    line(
        "\n%zu of %zu runs with two faults each cover %zu of %zu pairs (%s) of first and second place, fault "
        "and moment; %zu excluded: impossible, or one fault silences alone",
        "\n双故障运行%zu/%zu次，覆盖两处位置、故障与时刻的两两组合%zu/"
        "%zu（%s）；排除%zu个：不可能，或其一已单独静默",
        result_->pairs.size(), result_->pairs_planned, coverage.covered, coverage.possible,
        share(coverage).c_str(), coverage.excluded);
    std::vector<FaultPair> more;
    for (const FaultPair& pair : result_->pairs)
      if (pair.more) more.push_back(pair);
    std::ranges::stable_sort(more, [](const FaultPair& a, const FaultPair& b) { return a.size < b.size; });
    if (more.empty()) {
      text_ += say(language_, "  no pair does more than either fault alone\n",
                   "  没有任何一对的后果超过其中之一\n");
      return;
    }
    line("  %zu pairs do what neither fault does alone:", "  %zu对的后果是任一故障单独所没有的：",
         more.size());
    constexpr std::size_t most = 20;
    for (std::size_t i = 0; i < std::min(more.size(), most); ++i)
      text_ += "  " + effect(more[i].size) + "\n      " + fault(more[i].first) + comma() +
               when(more[i].first.moment) + "\n      " + fault(more[i].second) + comma() +
               when(more[i].second.moment) + "\n";
    if (more.size() > most) text_ += "  …\n";
  }

  const WeakResult* result_;
  Language language_;
  std::string text_;
};

}  // namespace

std::string in_words(const WeakResult& result, Language language) { return Words(result, language).text(); }

}  // namespace fengsui::weak
