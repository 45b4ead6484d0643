// The form in which an instructor makes something happen, now or later, and what is planned.
#pragma once

#include "viz/windows/desk.h"

namespace fengsui::viz {

void draw_injection(Desk& desk);

}  // namespace fengsui::viz
