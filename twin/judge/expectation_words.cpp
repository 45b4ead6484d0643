#include "twin/judge/expectation_words.h"

#include <algorithm>
#include <cmath>

namespace fengsui {

namespace {

using Kind = Expectation::Kind;

// the subject of the sentence, in one language
class Sentence {
 public:
  Sentence(const Record& record, const Expectation& expectation, Language language)
      : names_(record.names), e_(expectation), english_(language == Language::english) {}

  std::string text() const {
    std::string text = what();
    const bool unwanted = e_.never;
    if (unwanted && e_.kind != Kind::false_alarms) text = (english_ ? "no " : "不出现：") + text;
    if (!e_.enterprise.empty()) text = english_ ? text + " of " + e_.enterprise : e_.enterprise + "：" + text;
    if (!e_.unit.empty() && e_.kind != Kind::witness) text += (english_ ? ", " : "，") + e_.unit;
    return text + when();
  }

 private:
  std::string in(const Label& label) const { return english_ ? label.english : label.chinese; }
  std::string pick(const char* english, const char* chinese) const { return english_ ? english : chinese; }

  std::string colour(const char* english, const char* chinese) const {
    const std::string noun = pick(english, chinese);
    if (e_.colour == Colour::none) return noun;
    const std::string colour = in(colour_name(static_cast<std::uint32_t>(e_.colour)).name);
    const bool worst = e_.colour == Colour::red;
    return english_ ? colour + (worst ? " " : " or worse ") + noun : colour + (worst ? "" : "及以上") + noun;
  }

  std::string level() const {
    for (const KeyedName& row : names_.levels)
      if (row.key == e_.level) return in(row.name);
    return pick("any level", "任一层级");
  }

  std::string what() const {
    switch (e_.kind) {
      case Kind::warning:
      case Kind::no_warning:
        return colour("warning", "预警");
      case Kind::alarm: {
        const std::string condition =
            e_.condition ? in(condition_name(static_cast<std::uint32_t>(*e_.condition)).name) + " " : "";
        const bool returned = e_.alarm_event == AlarmEvent::returned;
        return e_.point + " " + condition +
               (returned ? pick("alarm returned", "报警恢复") : pick("alarm", "报警"));
      }
      case Kind::acknowledged:
        return colour("case acknowledged at ", "处置事项签收于") + level();
      case Kind::cleared:
        return colour("case cleared", "处置事项消警");
      case Kind::escalated:
        return colour("case escalated to ", "处置事项升级至") + level();
      case Kind::accident:
        return pick("accident", "事故");
      case Kind::false_alarms:
        return pick("at most ", "误报不多于 ") + std::to_string(e_.at_most) + pick(" false alarms", " 次");
      case Kind::interlock: {
        static const Label outcomes[] = {
            {"demanded", "条件达到"}, {"acts", "动作"}, {"fails", "拒动"}, {"is blind", "缺失、旁路或失明"}};
        return pick("interlock ", "联锁 ") + e_.interlock + " " +
               in(outcomes[std::min<std::size_t>(static_cast<std::size_t>(e_.outcome), 3)]);
      }
      case Kind::witness:
        return pick("an effect of ", "故障见效：") + e_.event;
    }
    return {};
  }

  std::string when() const {
    const std::string origin = e_.after.empty() ? pick("the start", "开始") : e_.after;
    if (e_.at)
      return english_ ? ", " + short_duration(*e_.at) + " after " + origin + " (± " +
                            short_duration(e_.tolerance) + ")"
                      : "，" + origin + "后 " + short_duration(*e_.at) + "（±" +
                            short_duration(e_.tolerance) + "）";
    if (e_.within)
      return english_ ? ", within " + short_duration(*e_.within) + " after " + origin
                      : "，" + origin + "后 " + short_duration(*e_.within) + " 内";
    if (e_.after.empty()) return {};
    return english_ ? ", after " + origin : "，" + origin + "之后";
  }

  const Names& names_;
  const Expectation& e_;
  bool english_;
};

}  // namespace

Label expectation_in_words(const Record& record, const Expectation& expectation) {
  return {Sentence(record, expectation, Language::english).text(),
          Sentence(record, expectation, Language::chinese).text()};
}

std::string short_duration(Duration duration) {
  return duration < std::chrono::minutes(2) && duration > -std::chrono::minutes(2)
             ? format_number(std::round(to_seconds(duration) * 1000.0) / 1000.0) + " s"
             : format_duration(std::chrono::round<std::chrono::milliseconds>(duration));
}

}  // namespace fengsui
