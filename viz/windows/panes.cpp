#include "viz/windows/panes.h"

#include <array>

namespace fengsui::viz {

namespace {

constexpr std::array<PaneInfo, pane_count> panes{
    {{Pane::city, "city", Text::city, Text::city_hint, draw_city},
     {Pane::enterprise, "enterprise", Text::enterprise, Text::enterprise_hint, draw_enterprise},
     {Pane::alarms, "alarms", Text::alarms, Text::alarms_hint, draw_alarms},
     {Pane::cases, "cases", Text::cases, Text::cases_hint, draw_cases},
     {Pane::trends, "trends", Text::trends, Text::trends_hint, draw_trends},
     {Pane::network, "network", Text::network, Text::network_hint, draw_network},
     {Pane::timeline, "timeline", Text::timeline, Text::timeline_hint, draw_timeline, true},
     {Pane::why, "why", Text::why, Text::why_hint, draw_why, true},
     {Pane::verdict, "verdict", Text::verdict, Text::verdict_hint, draw_verdict, true},
     {Pane::compare, "compare", Text::compare, Text::compare_hint, draw_compare, true},
     {Pane::seat, "seat", Text::seat, Text::seat_hint, draw_seat},
     {Pane::instructor, "instructor", Text::instructor, Text::instructor_hint, draw_instructor, true}}};

constexpr bool in_the_order_of_panes() {
  for (std::size_t i = 0; i < panes.size(); ++i)
    if (static_cast<std::size_t>(panes[i].pane) != i) return false;
  return true;
}
static_assert(in_the_order_of_panes(), "a pane is found by its number");

}  // namespace

const PaneInfo& info_of(Pane pane) { return panes[static_cast<std::size_t>(pane)]; }

}  // namespace fengsui::viz
