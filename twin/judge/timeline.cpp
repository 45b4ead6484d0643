#include "twin/judge/timeline.h"

#include "twin/record/describe.h"
#include "twin/record/utf8.h"

namespace fengsui {

namespace {

struct CodeRange {
  char32_t first, last;
};

// Unicode's wide and full-width blocks that occur in Chinese, Japanese and Korean text, and emoji
constexpr CodeRange wide[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},  {0x3400, 0x4DBF},
                              {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xAC00, 0xD7A3},  {0xF900, 0xFAFF},
                              {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},  {0x1F300, 0x1F64F},
                              {0x1F900, 0x1F9FF}, {0x20000, 0x2FFFD}, {0x30000, 0x3FFFD}};
constexpr CodeRange weightless[] = {{0x0300, 0x036F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}};

std::size_t columns_of(char32_t point) {
  for (const auto& [first, last] : weightless)
    if (point >= first && point <= last) return 0;
  for (const auto& [first, last] : wide)
    if (point >= first && point <= last) return 2;
  return 1;
}

Label lane_name(Lane lane) {
  switch (lane) {
    case Lane::scenario:
      return {"scenario", "情景"};
    case Lane::plant:
      return {"plant", "现场"};
    case Lane::sensors:
      return {"sensors", "传感器"};
    case Lane::network:
      return {"network", "网络"};
    case Lane::engine:
      return {"engine", "引擎"};
    case Lane::enterprise:
      return {"enterprise", "企业"};
    case Lane::district:
      return {"district", "区级"};
    case Lane::city:
      return {"city", "市级"};
    case Lane::workflow:
      return {"workflow", "处置"};
  }
  return {};
}

const char* escape_of(Severity severity) {
  switch (severity) {
    case Severity::danger:
      return "\x1b[1;31m";
    case Severity::notice:
      return "\x1b[33m";
    case Severity::info:
      return "";
    case Severity::detail:
      return "\x1b[2m";
  }
  return "";
}

// names come from files: what a terminal would obey is not passed on
std::string printable(std::string_view text) {
  std::string safe;
  while (!text.empty()) {
    const auto [point, bytes] = next_code_point(text);
    const bool control = point < 0x20 || (point >= 0x7F && point < 0xA0) || point == broken_code_point;
    safe += control ? replacement_character : text.substr(0, bytes);
    text.remove_prefix(bytes);
  }
  return safe;
}

}  // namespace

std::size_t display_width(std::string_view utf8) {
  std::size_t columns = 0;
  while (!utf8.empty()) {
    const auto [point, bytes] = next_code_point(utf8);
    columns += columns_of(point);
    utf8.remove_prefix(bytes);
  }
  return columns;
}

std::string fitted(std::string_view utf8, std::size_t columns) {
  const std::size_t width = display_width(utf8);
  if (width <= columns) return std::string(utf8) + std::string(columns - width, ' ');
  if (columns == 0) return {};
  // one column for the ellipsis
  std::string text;
  std::size_t used = 0;
  while (!utf8.empty()) {
    const auto [point, bytes] = next_code_point(utf8);
    if (used + columns_of(point) > columns - 1) break;
    used += columns_of(point);
    text += utf8.substr(0, bytes);
    utf8.remove_prefix(bytes);
  }
  return text + "…" + std::string(columns - 1 - used, ' ');
}

std::string render_timeline(const Record& record, const TimelineOptions& options) {
  std::string text;
  for (const LogEntry& entry : record.log) {
    const Severity severity = describe(entry.kind).severity;
    if (severity < options.at_least) continue;
    // a tenth of a second is enough for reading
    using Tenths = std::chrono::duration<std::int64_t, std::deci>;
    const Duration since_start = std::chrono::round<Tenths>(entry.time - scenario_start);
    const std::string time =
        options.wall_clock ? clock_time(record, entry.time) : format_duration(since_start);
    std::string line = fitted(time, options.wall_clock ? time.size() : 15) + "  " +
                       fitted(lane_name(lane_of(record, entry)).in(options.language), 10) + "  " +
                       printable(describe_entry(record, entry, options.language));
    if (options.width > 0 && display_width(line) > options.width) line = fitted(line, options.width);
    const std::string escape = options.colour ? escape_of(severity) : "";
    text += escape + line + (escape.empty() ? "" : "\x1b[0m") + "\n";
  }
  return text;
}

}  // namespace fengsui
