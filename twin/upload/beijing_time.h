// Times as the interface writes them: "2026-03-03 08:05:00", whole seconds, Beijing time (UTC+8).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace fengsui::upload {

// Since 1970, UTC.
using Second = std::chrono::sys_seconds;

// Years 0000 to 9999.
std::string format_beijing(Second time);
std::optional<Second> parse_beijing(std::string_view text);  // nothing when malformed or no such day

}  // namespace fengsui::upload
