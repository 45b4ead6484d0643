#include "twin/service/cap_words.h"

#include "sim/base/strict_json.h"
#include "sim/port/words.h"

namespace fengsui {

namespace {

std::string urgency_of(const JsonValue& value) {
  return value.text_of({"Immediate", "Expected", "Future", "Past", "Unknown"});
}
std::string severity_of(const JsonValue& value) {
  return value.text_of({"Extreme", "Severe", "Moderate", "Minor", "Unknown"});
}
std::string certainty_of(const JsonValue& value) {
  return value.text_of({"Observed", "Likely", "Possible", "Unlikely", "Unknown"});
}

void require_source(const JsonObject& object, const JsonObject& sources) {
  const std::string source = object["source"].text();
  if (!source.starts_with("estimate: ") && !sources.has(source))
    throw object["source"].error("\"" + source + "\"", "a key of \"sources\", or \"estimate: why\"");
}

std::string filled(const JsonValue& value) {
  if (value.text().empty()) throw value.error("nothing", "a text");
  return value.text();
}

BothLanguages both_of(const JsonValue& value) {
  const JsonObject object = value.object({"en", "zh"});
  return {filled(object["en"]), filled(object["zh"])};
}

}  // namespace

CapWords read_cap_words(const std::string& text, const std::string& file) {
  const JsonDocument document = JsonDocument::parse(text, file);
  const JsonObject root =
      document.root().object({"format", "about", "sources", "sender", "sender_name", "category", "event",
                              "restriction", "note", "colours", "ended"});
  root["format"].integer(1, 1);
  const JsonObject sources = root["sources"].map();

  CapWords words;
  const JsonObject sender = root["sender"].object({"value", "source"});
  require_source(sender, sources);
  words.sender = filled(sender["value"]);
  // references separate their parts by these
  if (words.sender.find_first_of(" ,<&") != std::string::npos)
    throw sender["value"].error("\"" + words.sender + "\"", "a text without space, comma, '<' and '&'");
  const JsonObject category = root["category"].object({"value", "source"});
  require_source(category, sources);
  words.category = category["value"].text_of({"Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health",
                                              "Env", "Transport", "Infra", "CBRNE", "Other"});
  words.restriction = filled(root["restriction"]);
  words.note = filled(root["note"]);
  words.sender_name = both_of(root["sender_name"]);
  words.event = both_of(root["event"]);

  const JsonObject colours = root["colours"].object({"red", "orange", "yellow", "blue"});
  for (const Colour colour : {Colour::blue, Colour::yellow, Colour::orange, Colour::red}) {
    const JsonObject codes =
        colours[word_of(colour).key].object({"urgency", "severity", "certainty", "source"});
    require_source(codes, sources);
    words.colours[static_cast<std::size_t>(colour)] = {
        urgency_of(codes["urgency"]), severity_of(codes["severity"]), certainty_of(codes["certainty"])};
  }
  const JsonObject ended = root["ended"].object({"urgency", "certainty", "source"});
  require_source(ended, sources);
  words.ended = {urgency_of(ended["urgency"]), "", certainty_of(ended["certainty"])};
  return words;
}

}  // namespace fengsui
