// An alert of the Common Alerting Protocol 1.2 (OASIS) as a value, and its XML.
//
// It is Exercise or Test; the protocol's Actual has no name here. The mark （演练） or "Exercise: " is put
// before each headline by the writer, so that no caller can leave it out.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "twin/service/wording.h"

namespace fengsui {

enum class CapMessageType { alert, update, cancel };
enum class CapLanguage { chinese, english };

// One <info>: the same event in one language.
struct CapInfo {
  CapLanguage language = CapLanguage::chinese;
  std::string category, event, urgency, severity, certainty;  // codes of CAP 1.2, except the event
  std::string onset;                                          // as `sent`
  std::string sender_name, headline, description, area;
  std::vector<std::pair<std::string, std::string>> parameters;
};

struct CapAlert {
  std::string identifier, sender;  // without space, comma, '<' and '&'
  std::string sent;                // with a numeric offset, whole seconds
  AlertStatus status = AlertStatus::exercise;
  CapMessageType type = CapMessageType::alert;
  std::string restriction, note, incident;
  std::vector<std::string> references;  // of earlier alerts, see cap_reference()
  std::vector<CapInfo> info;
};

// "sender,identifier,sent".
std::string cap_reference(const CapAlert& alert);

// Elements in the order of the schema; empty optional ones are left out. Scope is Restricted.
std::string cap_xml(const CapAlert& alert);

}  // namespace fengsui
