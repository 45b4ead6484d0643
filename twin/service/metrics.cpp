#include "twin/service/metrics.h"

#include "sim/base/text.h"
#include "sim/port/words.h"
#include "twin/service/durable_file.h"

namespace fengsui {

namespace {

// One metric with its samples.
class Family {
 public:
  Family(std::string& text, std::string name, const char* type, const char* help)
      : text_(text), name_("fengsui_engine_" + std::move(name)) {
    text_ += "# HELP " + name_ + " " + help + "\n# TYPE " + name_ + " " + type + "\n";
  }

  // No label value needs escaping: all are words of our own.
  void sample(const std::string& labels, double value) {
    text_ += name_ + (labels.empty() ? "" : "{" + labels + "}") + " " + format_number(value) + "\n";
  }

 private:
  std::string& text_;
  std::string name_;
};

std::string label(const char* name, std::string_view value) {
  return std::string(name) + "=\"" + std::string(value) + "\"";
}

double number(std::int64_t value) { return static_cast<double>(value); }

}  // namespace

void Metrics::begin(const Directory&, const std::string&, bool) { *this = Metrics(); }

void Metrics::take(const Alarm& alarm) {
  ++alarm_events_[{alarm.condition, alarm.event}];
  const Subject subject{alarm.point, alarm.gateway, alarm.condition};
  const auto becomes = [&](State state) {
    alarms_[subject] = state;
    seen_[{alarm.condition, state}];
  };
  switch (alarm.event) {
    case AlarmEvent::raised:
    case AlarmEvent::realarmed:
      return becomes(State::unacknowledged);
    case AlarmEvent::acknowledged:
      return becomes(State::acknowledged);
    case AlarmEvent::latched:
      return becomes(State::latched);
    case AlarmEvent::shelved:
      return becomes(State::shelved);
    case AlarmEvent::suppressed:
      return becomes(State::suppressed);
    case AlarmEvent::out_of_service:
      return becomes(State::out_of_service);
    case AlarmEvent::returned:
    case AlarmEvent::reset:
    case AlarmEvent::unshelved:
    case AlarmEvent::released:
    case AlarmEvent::in_service:
      alarms_.erase(subject);
  }
}

void Metrics::publish(const EngineOutput& output, bool) {
  for (const Alarm& alarm : output.alarms) take(alarm);
  for (const Warning& warning : output.warnings) {
    ++warning_events_[warning.event];
    if (warning.event == WarningEvent::ended)
      warnings_.erase(warning.id);
    else
      warnings_[warning.id] = warning.colour;
  }
}

std::string Metrics::text(const ServiceFigures& figures) const {
  std::string text;
  const auto single = [&](const char* name, const char* type, const char* help, double value) {
    Family(text, name, type, help).sample("", value);
  };
  const auto count = [](std::uint64_t value) { return static_cast<double>(value); };
  single("messages_total", "counter", "Messages handled.", number(figures.messages));
  single("readings_total", "counter", "Readings taken.", count(figures.readings.taken));
  Family dropped(text, "readings_dropped_total", "counter", "Readings not taken, by reason.");
  dropped.sample(label("reason", "bad_quality"), count(figures.readings.bad_quality));
  dropped.sample(label("reason", "duplicate"), count(figures.readings.duplicate));
  dropped.sample(label("reason", "late"), count(figures.readings.late));
  dropped.sample(label("reason", "too_late"), count(figures.readings.too_late));
  single("readings_ahead_of_time_total", "counter", "Readings whose stamp was ahead and was corrected.",
         count(figures.readings.ahead_of_time));

  Family events(text, "alarm_events_total", "counter", "What happened to alarms.");
  for (const auto& [key, happened] : alarm_events_)
    events.sample(label("condition", word_of(key.first).key) + "," + label("event", word_of(key.second).key),
                  number(happened));
  auto present = seen_;
  for (const auto& [subject, state] : alarms_) ++present[{std::get<AlarmCondition>(subject), state}];
  Family alarms(text, "alarms", "gauge", "Alarms that are not normal.");
  for (const auto& [key, how_many] : present)
    alarms.sample(label("condition", word_of(key.first).key) + "," +
                      label("state", state_words[static_cast<std::size_t>(key.second)]),
                  number(how_many));

  Family raised(text, "warning_events_total", "counter", "What happened to warnings.");
  for (const auto& [event, happened] : warning_events_)
    raised.sample(label("event", word_of(event).key), number(happened));
  Family warnings(text, "warnings", "gauge", "Warnings in force, by colour.");
  for (const Colour colour : {Colour::blue, Colour::yellow, Colour::orange, Colour::red}) {
    std::int64_t in_force = 0;
    for (const auto& [id, its] : warnings_) in_force += its == colour;
    warnings.sample(label("colour", word_of(colour).key), number(in_force));
  }

  if (figures.last_advance)
    single("last_advance_seconds", "gauge", "Time of the run up to which everything is decided.",
           to_seconds(*figures.last_advance));
  if (figures.journal) {
    single("journal_messages", "gauge", "Messages in the journal.", number(figures.journal_messages));
    single("journal_bytes", "gauge", "Size of the journal on the disk.", number(figures.journal_bytes));
    single("replayed_messages", "gauge", "Messages handled again when this process started.",
           number(figures.replayed));
  }
  return text;
}

void MetricsFile::write(const Metrics& metrics, const ServiceFigures& figures) {
  write_whole(file_, metrics.text(figures), Sync::no);
  next_ = std::chrono::steady_clock::now() + std::chrono::seconds(1);
}

}  // namespace fengsui
