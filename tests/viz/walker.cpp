#include "tests/viz/walker.h"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace fengsui::viz::testing {

namespace {

constexpr std::array all_steps{Step::up,    Step::down,  Step::left,  Step::right,
                               Step::enter, Step::leave, Step::heads, Step::next_window};

// A child window whose things are not among those of its parent.
bool closed_list(const ImGuiWindow& window) {
  return (window.Flags & ImGuiWindowFlags_ChildWindow) != 0 &&
         (window.Flags & (ImGuiWindowFlags_NavFlattened | ImGuiWindowFlags_Popup)) == 0;
}

// Leads to the same from everywhere in a window.
bool of_the_whole_window(Step step) {
  return step == Step::leave || step == Step::heads || step == Step::next_window;
}

// [pixels] between two areas, along both axes.
float distance(const ImRect& from, const ImRect& to) {
  const auto gap = [](float low, float high, float other_low, float other_high) {
    return std::max({0.0F, other_low - high, low - other_high});
  };
  const ImVec2 a = from.GetCenter(), b = to.GetCenter();
  return gap(from.Min.x, from.Max.x, to.Min.x, to.Max.x) + gap(from.Min.y, from.Max.y, to.Min.y, to.Max.y) +
         0.1F * (std::abs(a.x - b.x) + std::abs(a.y - b.y));
}

}  // namespace

ImGuiID Walker::here() {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  if (!context.NavWindow || context.NavId == 0 || context.NavDisableHighlight) return 0;
  const ImRect at =
      ImGui::WindowRectRelToAbs(context.NavWindow, context.NavWindow->NavRectRel[context.NavLayer]);
  Place& place = places_[context.NavId];
  place.low = at.Min;
  place.high = at.Max;
  place.list.reset();
  if (closed_list(*context.NavWindow))
    place.list = {context.NavWindow->OuterRectClipped.Min, context.NavWindow->OuterRectClipped.Max};
  place.window = context.NavWindow->RootWindowForNav->ID ^ static_cast<ImGuiID>(context.NavLayer);
  place.opens = std::ranges::any_of(context.Windows, [&](const ImGuiWindow* window) {
    return window->WasActive && window->ChildId == context.NavId && closed_list(*window);
  });
  return context.NavId;
}

void Walker::go(ImGuiID from, Step step) {
  press_(step);
  ++keys_;
  const ImGuiID to = here();
  if (from == 0 || to == 0) return;
  places_[from].ways[step] = to;
  if (of_the_whole_window(step)) out_of_[{places_[from].window, step}] = to;
}

std::optional<ImGuiID> Walker::known(const Place& place, Step step) const {
  if (const auto found = place.ways.find(step); found != place.ways.end()) return found->second;
  if (const auto found = out_of_.find({place.window, step}); found != out_of_.end()) return found->second;
  return {};
}

// By the fewest keys.
Walker::Ways Walker::ways_from(ImGuiID from) const {
  Ways found{{from, {}}};
  std::vector<ImGuiID> fresh{from};
  while (!fresh.empty()) {
    std::vector<ImGuiID> next;
    for (const ImGuiID id : fresh)
      for (const Step step : all_steps) {
        const auto to = known(places_.at(id), step);
        if (!to || found.contains(*to)) continue;
        std::vector<Step> steps = found.at(id);
        steps.push_back(step);
        found.emplace(*to, std::move(steps));
        next.push_back(*to);
      }
    fresh = std::move(next);
  }
  return found;
}

// The key that was not tried yet and promises most, with the way to where it is tried; none when all were.
std::optional<std::vector<Step>> Walker::next_try(const Ways& ways, ImVec2 low, ImVec2 high,
                                                  bool head) const {
  constexpr float key = 40.0F, aside = 150.0F, astray = 1500.0F;  // [pixels] that each is worth
  const ImRect target(low, high);
  const ImVec2 middle = target.GetCenter();
  std::optional<std::vector<Step>> best;
  float least = 0.0F;
  for (const auto& [id, steps] : ways) {
    const Place& place = places_.at(id);
    const ImRect at(place.low, place.high);
    const bool around = place.opens && at.Contains(middle);
    const bool in_list = !place.list || ImRect(place.list->first, place.list->second).Contains(middle);
    for (const Step step : all_steps) {
      if (known(place, step)) continue;
      if (step == Step::enter && !place.opens) continue;
      if ((step == Step::leave || step == Step::heads) && !place.list) continue;
      const bool towards = step == Step::up     ? middle.y < at.Min.y
                           : step == Step::down ? middle.y > at.Max.y
                           : step == Step::left ? middle.x < at.Min.x
                                                : middle.x > at.Max.x;
      float cost = key * static_cast<float>(steps.size()) + distance(at, target);
      if (step == Step::enter)
        cost += around ? 0.0F : astray;
      else if (step == Step::leave)
        cost += in_list ? astray : 0.0F;
      else if (step == Step::heads)
        cost += in_list ? (head ? 0.0F : aside) : astray;
      else if (step == Step::next_window)
        cost += in_list ? astray : key;
      else
        cost += around || !in_list ? astray : towards ? 0.0F : aside;
      if (best && cost >= least) continue;
      least = cost;
      best = steps;
      best->push_back(step);
    }
  }
  return best;
}

bool Walker::walk_to(const std::string& name, int most) {
  const auto found = marks_.by_name.find(name);
  if (found == marks_.by_name.end() || found->second.item == 0) return false;
  const ImGuiID wanted = found->second.item;
  ImVec2 low = found->second.low, high = found->second.high;
  const bool head = name.find(".column.") != std::string::npos;  // of a column, as a person sees
  for (const int until = keys_ + most; keys_ < until;) {
    const ImGuiID from = here();
    if (from == wanted) return true;
    if (from == 0) {  // the keyboard is nowhere yet
      go(0, Step::down);
      continue;
    }
    // lists scroll
    if (const auto seen = marks_.by_name.find(name); seen != marks_.by_name.end()) {
      low = seen->second.low;
      high = seen->second.high;
    }
    const Ways ways = ways_from(from);
    const auto way = ways.find(wanted);
    const auto steps = way != ways.end() ? way->second : next_try(ways, low, high, head);
    if (!steps) return false;
    go(from, steps->front());
  }
  return false;
}

bool Walker::has_been_at(const std::string& name) const {
  const auto found = marks_.by_name.find(name);
  return found != marks_.by_name.end() && places_.contains(found->second.item);
}

}  // namespace fengsui::viz::testing
