#include "twin/service/cap.h"

#include "twin/record/xml_text.h"

namespace fengsui {

namespace {

const char* word_of(CapMessageType type) {
  switch (type) {
    case CapMessageType::alert:
      return "Alert";
    case CapMessageType::update:
      return "Update";
    case CapMessageType::cancel:
      break;
  }
  return "Cancel";
}

std::string mark(AlertStatus status, CapLanguage language) {
  const bool exercise = status == AlertStatus::exercise;
  if (language == CapLanguage::chinese) return exercise ? "（演练）" : "（测试）";
  return exercise ? "Exercise: " : "Test: ";
}

void put(std::string& xml, const std::string& indent, const char* element, const std::string& text) {
  if (text.empty()) return;
  xml += indent + "<" + element + ">" + xml_escaped(text) + "</" + element + ">\n";
}

std::string xml_of(const CapInfo& info, AlertStatus status) {
  const std::string in = "    ";
  std::string xml = "  <info>\n";
  put(xml, in, "language", info.language == CapLanguage::chinese ? "zh-CN" : "en-US");
  put(xml, in, "category", info.category);
  put(xml, in, "event", info.event);
  put(xml, in, "urgency", info.urgency);
  put(xml, in, "severity", info.severity);
  put(xml, in, "certainty", info.certainty);
  put(xml, in, "onset", info.onset);
  put(xml, in, "senderName", info.sender_name);
  put(xml, in, "headline", mark(status, info.language) + info.headline);
  put(xml, in, "description", info.description);
  for (const auto& [name, value] : info.parameters) {
    xml += in + "<parameter>\n";
    put(xml, in + "  ", "valueName", name);
    put(xml, in + "  ", "value", value);
    xml += in + "</parameter>\n";
  }
  xml += in + "<area>\n";
  put(xml, in + "  ", "areaDesc", info.area);
  return xml + in + "</area>\n  </info>\n";
}

}  // namespace

std::string cap_reference(const CapAlert& alert) {
  return alert.sender + "," + alert.identifier + "," + alert.sent;
}

std::string cap_xml(const CapAlert& alert) {
  const std::string in = "  ";
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">\n";
  put(xml, in, "identifier", alert.identifier);
  put(xml, in, "sender", alert.sender);
  put(xml, in, "sent", alert.sent);
  put(xml, in, "status", fengsui::word_of(alert.status));
  put(xml, in, "msgType", word_of(alert.type));
  put(xml, in, "scope", "Restricted");
  put(xml, in, "restriction", alert.restriction);
  put(xml, in, "note", alert.note);
  std::string references;
  for (const std::string& reference : alert.references)
    references += (references.empty() ? "" : " ") + reference;
  put(xml, in, "references", references);
  put(xml, in, "incidents", alert.incident);
  for (const CapInfo& info : alert.info) xml += xml_of(info, alert.status);
  return xml + "</alert>\n";
}

}  // namespace fengsui
