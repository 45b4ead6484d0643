#include "twin/service/cap_folder.h"

#include "sim/port/words.h"
#include "twin/record/sha256.h"
#include "twin/service/durable_file.h"

namespace fengsui {

namespace {

std::string short_digest(const std::string& text) {
  Sha256 hash;
  hash.add({reinterpret_cast<const unsigned char*>(text.data()), text.size()});
  return hexadecimal(hash.value()).substr(0, 12);
}

CapMessageType type_of(WarningEvent event) {
  if (event == WarningEvent::raised) return CapMessageType::alert;
  return event == WarningEvent::changed ? CapMessageType::update : CapMessageType::cancel;
}

std::string in(CapLanguage language, const PortWord& word) {
  return std::string(language == CapLanguage::chinese ? word.chinese : word.english);
}

// The engine gives its reason as "中文 / English".
std::string in(CapLanguage language, const std::string& reason) {
  const std::size_t between = reason.find(" / ");
  if (between == std::string::npos) return reason;
  return language == CapLanguage::chinese ? reason.substr(0, between) : reason.substr(between + 3);
}

const std::string& in(CapLanguage language, const BothLanguages& text) {
  return language == CapLanguage::chinese ? text.chinese : text.english;
}

}  // namespace

CapFolder::CapFolder(std::filesystem::path folder, CapWords words, AlertStatus status, WallTime start)
    : folder_(std::move(folder)), words_(std::move(words)), status_(status), start_(start) {
  require_folder(folder_);
}

void CapFolder::begin(const Directory& directory, const std::string& run, bool) {
  directory_ = directory;
  run_ = run;
  warnings_.clear();
}

CapInfo CapFolder::info_of(const Warning& warning, Colour colour, CapLanguage language) const {
  const bool chinese = language == CapLanguage::chinese, ended = warning.event == WarningEvent::ended;
  const CapCodes& codes = words_.colours[static_cast<std::size_t>(colour)];
  const std::string& enterprise = directory_.enterprises[warning.enterprise.index].name;
  CapInfo info;
  info.language = language;
  info.category = words_.category;
  info.event = in(language, words_.event);
  info.urgency = ended ? words_.ended.urgency : codes.urgency;
  info.severity = codes.severity;
  info.certainty = ended ? words_.ended.certainty : codes.certainty;
  info.onset = beijing_time(start_, warning.time);
  info.sender_name = in(language, words_.sender_name);
  info.headline =
      chinese ? enterprise + in(language, word_of(colour)) + "预警" + in(language, word_of(warning.event))
              : in(language, word_of(colour)) + " warning " + in(language, word_of(warning.event)) + ": " +
                    enterprise;
  info.description = in(language, warning.reason);
  info.area = enterprise;
  info.parameters = {{"colour", std::string(word_of(colour).key)},
                     {"event", std::string(word_of(warning.event).key)},
                     {"run", run_},
                     {"since_start_us", std::to_string(warning.time.time_since_epoch().count())}};
  return info;
}

CapAlert CapFolder::alert_of(const Warning& warning, Told& told) const {
  // one that ended has no colour of its own
  if (warning.colour != Colour::none) told.colour = warning.colour;
  CapAlert alert;
  alert.sender = words_.sender;
  alert.sent = beijing_time(start_, warning.time);
  alert.status = status_;
  alert.type = type_of(warning.event);
  alert.restriction = words_.restriction;
  alert.note = words_.note;
  alert.references = told.references;
  const std::string incident = "fengsui-" + run_ + "-w" + std::to_string(warning.id.index);
  alert.incident = incident;
  for (const CapLanguage language : {CapLanguage::chinese, CapLanguage::english})
    alert.info.push_back(info_of(warning, told.colour, language));
  alert.identifier =
      incident + "-" + std::to_string(told.references.size() + 1) + "-" + short_digest(cap_xml(alert));
  told.references.push_back(cap_reference(alert));
  return alert;
}

void CapFolder::publish(const EngineOutput& output, bool fresh) {
  for (const Warning& warning : output.warnings) {
    const CapAlert alert = alert_of(warning, warnings_[warning.id]);
    const auto file = folder_ / (alert.identifier + ".xml");
    if (fresh && !std::filesystem::exists(file)) write_whole(file, cap_xml(alert));
  }
}

}  // namespace fengsui
