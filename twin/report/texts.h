// Every label of the report, in both languages, in one table.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "twin/record/label.h"

namespace fengsui {

struct ReportText {
  std::string_view key, english, chinese;
};

std::span<const ReportText> report_texts();

// An unknown key is a programmer's error.
std::string report_text(std::string_view key, Language language);

}  // namespace fengsui
