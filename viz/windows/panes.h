// The windows. Each draws itself into the room that is left, is usable alone, and says so when it is empty.
#pragma once

#include "viz/windows/desk.h"

namespace fengsui::viz {

void draw_city(Desk& desk);
void draw_enterprise(Desk& desk);
void draw_alarms(Desk& desk);
void draw_cases(Desk& desk);
void draw_trends(Desk& desk);
void draw_network(Desk& desk);
void draw_timeline(Desk& desk);
void draw_why(Desk& desk);
void draw_verdict(Desk& desk);
void draw_compare(Desk& desk);
void draw_seat(Desk& desk);
void draw_instructor(Desk& desk);

struct PaneInfo {
  Pane pane;
  const char* key;  // stable, for settings and tests
  Text title, hint;
  void (*draw)(Desk&);
  bool tells_truth = false;  // closed to who sits at a seat of a drill
};

const PaneInfo& info_of(Pane pane);

}  // namespace fengsui::viz
