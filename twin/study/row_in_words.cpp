#include "twin/study/row_in_words.h"

#include "sim/base/text.h"
#include "sim/port/words.h"
#include "twin/record/describe.h"

namespace fengsui {

namespace {

std::string named(const Record& record, Refers refers, std::uint32_t index, Language language) {
  return describe_reference(record, {}, refers, index, language);
}

// "95 mm"; a plain number has no unit
std::string quantity(double value, const std::string& measure) {
  return format_number(value) + (measure.empty() || measure == "1" ? "" : " " + measure);
}

template <class Table>
std::string measure_in(const Table& table, std::uint32_t index) {
  return index < table.size() ? table[index].measure : std::string();
}

template <class Enum>
std::string word(Enum value, Language language) {
  const PortWord& words = word_of(value);
  return std::string(language == Language::english ? words.english : words.chinese);
}

// Says the same in both languages.
template <class Say>
Label in_both(Say say) {
  return {say(Language::english), say(Language::chinese)};
}

}  // namespace

Label row_in_words(const Record& record, const LogEntry& entry) {
  return in_both([&](Language language) { return describe_entry(record, entry, language); });
}

Label row_in_words(const Record& record, const SegmentEntry& entry) {
  const Segment& segment = entry.segment;
  const std::string measure = measure_in(record.names.signals, entry.signal.index);
  const auto amount = [&](double value) { return quantity(value, measure); };
  return in_both([&](Language language) {
    const bool english = language == Language::english;
    std::string who = named(record, Refers::signal, entry.signal.index, language);
    if (entry.signal.index < record.names.signals.size())
      who = named(record, Refers::unit, record.names.signals[entry.signal.index].unit.index, language) + " " +
            who;
    who += english ? ": " : "：";
    const std::string from = amount(segment.from), to = amount(segment.target);
    switch (segment.shape) {
      case Segment::Shape::hold:
        return who + (english ? "holds " : "保持 ") + from;
      case Segment::Shape::ramp:
        return who + (english ? "goes from " : "由 ") + from + (english ? " to " : " 至 ") + to +
               (english ? " at " : "，速率 ") +
               quantity(segment.pace, (measure == "1" ? "" : measure) + "/s");
      case Segment::Shape::lag:
        return who + (english ? "settles from " : "由 ") + from + (english ? " towards " : " 趋于 ") + to +
               (english ? ", time constant " : "，时间常数 ") + quantity(segment.pace, "s");
    }
    return who;
  });
}

Label row_in_words(const Record& record, const ReadingEntry& entry) {
  const Reading& reading = entry.reading;
  return in_both([&](Language language) {
    const bool english = language == Language::english;
    return named(record, Refers::point, reading.point.index, language) + (english ? ": reads " : "：读数 ") +
           quantity(reading.value, measure_in(record.names.points, reading.point.index)) +
           (english ? ", quality " : "，质量 ") + word(reading.quality, language) +
           (english ? ", stamped " : "，时标 ") + format_duration(reading.time - scenario_start);
  });
}

Label row_in_words(const Record& record, const Alarm& alarm) {
  return in_both([&](Language language) {
    const bool english = language == Language::english;
    const std::string who = alarm.point.valid()
                                ? named(record, Refers::point, alarm.point.index, language)
                                : named(record, Refers::gateway, alarm.gateway.index, language);
    return who + (english ? ": " : "：") + word(alarm.condition, language) + (english ? " " : "") +
           word(alarm.event, language) + (english ? ", value " : "，值 ") + format_number(alarm.value) +
           (english ? ", limit " : "，限值 ") + format_number(alarm.limit) +
           (english ? ", priority " : "，等级 ") + std::to_string(alarm.priority) +
           (english ? ", number " : "，编号 ") + std::to_string(alarm.id.index);
  });
}

Label row_in_words(const Record& record, const Warning& warning) {
  return in_both([&](Language language) {
    const bool english = language == Language::english;
    return named(record, Refers::enterprise, warning.enterprise.index, language) + (english ? ": " : "：") +
           word(warning.colour, language) + (english ? " warning " : "预警") + word(warning.event, language) +
           (english ? ", score " : "，风险分 ") + format_number(warning.score) +
           (english ? ", number " : "，编号 ") + std::to_string(warning.id.index) +
           (warning.reason.empty() ? "" : (english ? ": " : "：") + warning.reason);
  });
}

}  // namespace fengsui
