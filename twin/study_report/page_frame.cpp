#include "twin/study_report/page_frame.h"

#include "twin/report/assets.h"
#include "twin/report/report_data.h"

namespace fengsui {

namespace {

// of the pictures of plot.h
constexpr std::string_view plot_style = R"(
.plots { display: grid; gap: 14px; } .plots svg { width: 100%; height: auto; }
.plots text { fill: var(--ink); font-size: 12px; } .plots .quiet { fill: var(--quiet); }
.plots .strong { font-weight: 600; font-size: 13px; }
.plots .halo { paint-order: stroke; stroke: var(--card); stroke-width: 3px; font-weight: 600; }
.plots .grid { stroke: var(--line); } .plots .axis { stroke: var(--quiet); }
.plots .curve { fill: none; stroke: var(--brand); stroke-width: 1.6; stroke-opacity: .75; }
.plots .dot, .plots .box { fill: var(--brand); } .plots .tried { fill: var(--quiet); fill-opacity: .4; }
.plots .today { fill: var(--ink); } .plots .chosen { fill: var(--red); }
.plots .wanted { fill: none; stroke: var(--red); stroke-width: 1.4; stroke-dasharray: 5 4; }
.plots .interval { fill: none; stroke: var(--ink); stroke-width: 1.1; stroke-opacity: .75; }
)";

}  // namespace

std::string framed_page(const PageFrame& frame, Language language, const std::string& sections) {
  const auto say = [&](const char* english, const char* chinese) {
    return language == Language::chinese ? chinese : english;
  };
  const std::string title = html_escaped(frame.title.in(language));
  return "<!doctype html>\n<html lang=\"" + std::string(say("en", "zh-CN")) +
         "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
         "content=\"width=device-width, initial-scale=1\">\n<meta "
         "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
         "'unsafe-inline'; img-src data:\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
         title + "</title>\n<style>" + std::string(asset("report.css")) + std::string(plot_style) +
         std::string(frame.style) +
         "</style>\n</head>\n<body>\n<main>\n<header><div class=\"topline\"><span class=\"product\">" +
         frame.product.in(language) + "</span><span class=\"exercise\">" +
         say("EXERCISE / TEST 演练", "演练 / 测试 EXERCISE") + "</span></div>\n<h1>" + title +
         "</h1>\n<p class=\"lead\">" +
         say("Simulated runs. Nothing on this page happened to a real plant.",
             "本报告为仿真运行结果，页面所述并非真实发生的事件。") +
         "</p></header>\n" + sections + "</main>\n</body>\n</html>\n";
}

}  // namespace fengsui
