// What the page shows, as one JSON value: words and numbers ready to be drawn, in one language.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "twin/report/report.h"

namespace fengsui {

nlohmann::ordered_json report_data(const std::vector<ReportInput>& runs, Language language);

// Text for an element or an attribute of HTML.
std::string html_escaped(std::string_view text);

}  // namespace fengsui
