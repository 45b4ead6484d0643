// Small things that all windows draw alike: text that may be cut, tooltips, empty states, marks.
#pragma once

#include <string>
#include <string_view>

#include "viz/model/terms.h"
#include "viz/windows/desk.h"
#include "viz/windows/paint.h"

namespace fengsui::viz {

// Names the last item for whoever drives the console from outside.
void mark(Desk& desk, std::string_view name, std::string_view words = {}, bool cut = false);
void mark_area(Desk& desk, std::string_view name, ImVec2 low, ImVec2 high, std::string_view words = {},
               bool cut = false, ImGuiID item = 0);
// The number of the last item, for `mark_area` of what is drawn around it.
ImGuiID last_item();

// A drawn thing that can be pressed: an area that answers to the mouse, and to the keyboard that has reached
// it, with the frame that shows so.
bool pressed_area(const char* id, ImVec2 size);
// The back of a drawing, which answers to the mouse alone: the keyboard goes to what lies on it.
void mouse_area(const char* id, ImVec2 size);
// What was just pressed was pressed by a key.
bool pressed_by_key();
// The last item is held by the mouse; one that the keyboard holds has no place of the mouse.
bool held_by_mouse();

// Text in the width that is left, ended by "…" when it does not fit; the tooltip then shows all of it.
// Returns whether all of it was shown.
bool fitting_text(const std::string& words, ImU32 colour = 0);
// The longest beginning of the text that fits into `width` [pixels], with "…" when something is cut.
std::string cut_to(const std::string& words, float width);

// A button, a checkbox, a search field with a name to find it by.
bool button(Desk& desk, Text label, std::string_view name, Text hint);
bool checkbox(Desk& desk, Text label, std::string_view name, bool& value);
bool search_field(Desk& desk, std::string_view name, std::string& words, float width);

// A tooltip for the last item, after a moment.
void hint(const char* words);
// The same, with what a term means.
void hint(Desk& desk, Term term);

// What a window says when it has nothing to show: a line and what to do about it.
void empty_state(Desk& desk, std::string_view name, Text what, Text what_to_do);

// "1 open case", "2 open cases".
std::string counted(const Desk& desk, std::size_t count, Text one, Text several);

// "海螺型材有限公司（虚构）"; "" for none.
std::string enterprise_words(const Desk& desk, EnterpriseId enterprise);
std::string unit_words(const Desk& desk, UnitId unit);
std::string point_words(const Desk& desk, PointId point);  // "DW_LM_DIST metal level"
// "27.3 °C"; a state has no unit.
std::string measured_words(double value, const std::string& measure);
std::string measure_words(const std::string& measure);
std::string clock_words(const Desk& desk, Time time);  // time of day
// "1:05" minutes and seconds, "2:03:09" hours, "3 d 04 h"; for columns of ages.
std::string age_words(Duration age);

}  // namespace fengsui::viz
