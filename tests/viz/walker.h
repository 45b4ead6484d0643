// A person without a mouse: finds the way to a named thing by keys alone, and remembers the ways that were
// found.
//
// What the keyboard is on and what a key led to are read from Dear ImGui; nothing is set there. Where a thing
// can be reached at all, it is found: every key is tried from every place that was reached, those that lead
// towards the thing first.
#pragma once

#include <imgui.h>

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "viz/windows/marks.h"

namespace fengsui::viz::testing {

// Arrows; into a list, out of it, to the heads of its columns; to the next window of the view.
enum class Step { up, down, left, right, enter, leave, heads, next_window };

class Walker {
 public:
  // `press` presses a key and draws until the screen shows what it did.
  Walker(const Marks& marks, std::function<void(Step)> press) : marks_(marks), press_(std::move(press)) {}

  // Whether the keyboard was brought there, by at most `most` keys. False for what is not on the screen.
  bool walk_to(const std::string& name, int most = 600);
  // The keyboard has been on it since the ways were forgotten.
  bool has_been_at(const std::string& name) const;
  // To be called when other things have come to the screen.
  void forget() {
    places_.clear();
    out_of_.clear();
  }
  // Keys pressed since the beginning.
  int keys() const { return keys_; }

 private:
  struct Place {
    ImVec2 low, high;                               // [pixels] of the window
    std::optional<std::pair<ImVec2, ImVec2>> list;  // the area of the list that it lies in
    ImGuiID window = 0;                             // and the layer of it: heads are apart from rows
    bool opens = false;                             // a list that can be entered
    std::map<Step, ImGuiID> ways;
  };
  // The keys to a place, in their order.
  using Ways = std::map<ImGuiID, std::vector<Step>>;

  ImGuiID here();
  std::optional<ImGuiID> known(const Place& place, Step step) const;  // where it leads
  void go(ImGuiID from, Step step);
  Ways ways_from(ImGuiID from) const;
  std::optional<std::vector<Step>> next_try(const Ways& ways, ImVec2 low, ImVec2 high, bool head) const;

  const Marks& marks_;
  std::function<void(Step)> press_;
  std::map<ImGuiID, Place> places_;
  std::map<std::pair<ImGuiID, Step>, ImGuiID> out_of_;  // where steps lead from a whole window
  int keys_ = 0;
};

}  // namespace fengsui::viz::testing
