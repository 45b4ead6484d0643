// The files of the page, embedded at build time (assets.cmake): the template, its style and scripts, and the
// chart libraries.
#pragma once

#include <string_view>

namespace fengsui {

// The whole file: "report.html", "report.css", "page.js", …, "dygraph.js", "dygraph.css", "chart.js".
std::string_view asset(std::string_view name);

}  // namespace fengsui
