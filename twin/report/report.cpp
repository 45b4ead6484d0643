#include "twin/report/report.h"

#include <cassert>

#include "twin/report/assets.h"
#include "twin/report/report_data.h"
#include "twin/report/texts.h"

namespace fengsui {

namespace {

// A script element ends at "</script", wherever it stands, so no "<" may remain in the data.
std::string script_safe(const std::string& json) {
  std::string safe;
  safe.reserve(json.size() + json.size() / 64);
  for (const char c : json) {
    if (c == '<') {
      safe += "\\u003c";
    } else if (c == '>') {
      safe += "\\u003e";
    } else if (c == '&') {
      safe += "\\u0026";
    } else {
      safe += c;
    }
  }
  return safe;
}

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string render_report(const std::vector<ReportInput>& runs, Language language) {
  assert(!runs.empty());
  const nlohmann::ordered_json data = report_data(runs, language);

  // one pass over the template: what is filled in is never looked at again, whatever it contains
  const std::string_view page = asset("report.html");
  std::string report;
  std::size_t position = 0;
  while (true) {
    const std::size_t open = page.find("{{", position);
    if (open == std::string_view::npos) break;
    const std::size_t close = page.find("}}", open);
    const std::string_view slot = page.substr(open + 2, close - open - 2);
    report += page.substr(position, open - position);
    if (slot == "data") {
      report += script_safe(data.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    } else if (slot == "title") {
      report += html_escaped(data["title"].get_ref<const std::string&>());
    } else if (slot == "language") {
      report += language == Language::english ? "en" : "zh-CN";
    } else if (slot == "noscript") {
      report += html_escaped(report_text("noscript", language));
    } else {
      report += asset(slot);
    }
    position = close + 2;
  }
  report += page.substr(position);
  return report;
}

}  // namespace fengsui
