// How everything that is told to others is marked, and how its times are written.
#pragma once

#include <string>

#include "sim/base/text.h"

namespace fengsui {

// Everything that leaves this program as an alert is marked as one of these; there is no third.
enum class AlertStatus { exercise, test };

constexpr const char* word_of(AlertStatus status) {
  return status == AlertStatus::exercise ? "Exercise" : "Test";
}

// "2026-03-02T10:00:00+08:00": Beijing time 北京时间, whatever the offset of `start`.
std::string beijing_time(WallTime start, Time time);

}  // namespace fengsui
