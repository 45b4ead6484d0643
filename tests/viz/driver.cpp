#include "tests/viz/driver.h"

#include <X11/keysym.h>
#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_internal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <utility>

#include "viz/shell/picture_file.h"

namespace fengsui::viz::testing {

namespace {

ConsoleOptions sized(ConsoleOptions options, int width, int height) {
  options.width = width;
  options.height = height;
  return options;
}

}  // namespace

Driver::Driver(ConsoleOptions options, int width, int height, int dots_per_inch) : display_(width, height) {
  display_.set_dots_per_inch(dots_per_inch);
  console_ = std::make_unique<Console>(sized(std::move(options), width, height));
  desk().marks = &marks_;
  look(4);
}

void Driver::look(int frames) {
  display_.flush();
  for (int i = 0; i < frames; ++i) console_->frame(0.0, 0.0);
}

void Driver::pass(double seconds, int frames) {
  for (int i = 0; i < frames; ++i) console_->frame(0.0, seconds / frames);
}

bool Driver::wait_for(const std::function<bool()>& so, const char* what) {
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (std::chrono::steady_clock::now() < give_up) {
    look(1);
    if (so()) return true;
    usleep(5000);
  }
  ADD_FAILURE() << "never: " << what
                << (desk().live && !desk().live->messages().empty()
                        ? "; the session says: " + desk().live->messages().back().text.english
                        : "");
  return false;
}

std::string Driver::words(const std::string& name) const {
  const auto found = marks_.by_name.find(name);
  if (found == marks_.by_name.end()) {
    ADD_FAILURE() << name << " is not on the screen";
    return {};
  }
  return found->second.words;
}

std::vector<std::string> Driver::names(const std::string& beginning) const {
  std::vector<std::string> found;
  for (const auto& [name, mark] : marks_.by_name)
    if (name.starts_with(beginning)) found.push_back(name);
  return found;
}

std::string Driver::focused() const {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  if (!context.NavWindow || context.NavId == 0) return {};
  const ImRect at =
      ImGui::WindowRectRelToAbs(context.NavWindow, context.NavWindow->NavRectRel[context.NavLayer]);
  const ImVec2 middle = at.GetCenter();
  std::string found;
  float least = 1e9F;
  for (const auto& [name, mark] : marks_.by_name) {
    const ImRect area(mark.low, mark.high);
    if (!area.Contains(middle) || area.GetArea() >= least) continue;
    least = area.GetArea();
    found = name;
  }
  return found;
}

bool Driver::walk_to(const std::string& name) {
  constexpr int most = 60;
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  std::set<std::pair<ImGuiID, unsigned long>> tried;  // presses that are not tried again from the same place
  for (int i = 0; i < most; ++i) {
    const auto found = marks_.by_name.find(name);
    if (found == marks_.by_name.end()) return false;
    if (context.NavId == 0 || !context.NavWindow || context.NavDisableHighlight) {
      press(XK_Down);
      continue;
    }
    if (focused() == name) return true;
    const ImRect target(found->second.low, found->second.high);
    const ImRect at =
        ImGui::WindowRectRelToAbs(context.NavWindow, context.NavWindow->NavRectRel[context.NavLayer]);
    const bool list = std::ranges::any_of(
        context.Windows, [&](const ImGuiWindow* window) { return window->ChildId == context.NavId; });
    const ImGuiWindow& window = *context.NavWindow;
    const bool closed_list = (window.Flags & ImGuiWindowFlags_ChildWindow) != 0 &&
                             (window.Flags & ImGuiWindowFlags_NavFlattened) == 0;
    if (list && at.Contains(target.GetCenter())) {
      press(XK_space);
      continue;
    }
    if (closed_list && !window.OuterRectClipped.Contains(target.GetCenter())) {
      press(XK_Escape);
      continue;
    }
    // towards it, first along the axis on which it is beside, and another way from where that leads nowhere
    const bool below = target.GetCenter().y > at.GetCenter().y,
               right = target.GetCenter().x > at.GetCenter().x;
    const bool same_row = target.Min.y < at.Max.y && at.Min.y < target.Max.y;
    constexpr std::array<unsigned long, 4> keys{XK_Up, XK_Down, XK_Left, XK_Right};
    std::array<unsigned long, 4> ways{keys[below ? 1 : 0], keys[right ? 3 : 2], keys[below ? 0 : 1],
                                      keys[right ? 2 : 3]};
    if (same_row) std::swap(ways[0], ways[1]);
    const ImGuiID from = context.NavId;
    for (const unsigned long way : ways) {
      if (!tried.insert({from, way}).second) continue;
      press(way);
      if (context.NavId != from) break;
    }
    if (context.NavId == from) return focused() == name;
  }
  return focused() == name;
}

void Driver::point_at(const std::string& name, float across, float down) {
  const auto found = marks_.by_name.find(name);
  if (found == marks_.by_name.end()) {
    ADD_FAILURE() << name << " is not on the screen";
    return;
  }
  const Mark& mark = found->second;
  display_.move(static_cast<int>(mark.low.x + (mark.high.x - mark.low.x) * across),
                static_cast<int>(mark.low.y + (mark.high.y - mark.low.y) * down));
  look(2);
}

void Driver::click(const std::string& name, float across, float down) {
  point_at(name, across, down);
  display_.button(1, true);
  look(1);
  display_.button(1, false);
  look(2);
}

void Driver::double_click(const std::string& name) {
  point_at(name);
  // on a busy machine the second click comes late
  const float ordinary_s = std::exchange(ImGui::GetIO().MouseDoubleClickTime, 60.0F);
  for (int i = 0; i < 2; ++i) {
    display_.button(1, true);
    look(1);
    display_.button(1, false);
    look(1);
  }
  look(2);
  ImGui::GetIO().MouseDoubleClickTime = ordinary_s;
}

void Driver::drag(const std::string& name, int right, int below) {
  const auto found = marks_.by_name.find(name);
  if (found == marks_.by_name.end()) {
    ADD_FAILURE() << name << " is not on the screen";
    return;
  }
  const int x = static_cast<int>((found->second.low.x + found->second.high.x) / 2);
  const int y = static_cast<int>((found->second.low.y + found->second.high.y) / 2);
  display_.move(x, y);
  look(2);
  display_.button(1, true);
  look(1);
  for (int i = 1; i <= 8; ++i) {
    display_.move(x + right * i / 8, y + below * i / 8);
    look(1);
  }
  display_.button(1, false);
  look(2);
}

void Driver::wheel(const std::string& name, int notches) {
  point_at(name);
  for (int i = 0; i < std::abs(notches); ++i) {
    display_.button(notches > 0 ? 4 : 5, true);
    display_.button(notches > 0 ? 4 : 5, false);
    look(1);
  }
}

void Driver::press(unsigned long symbol, unsigned long with) {
  if (with != 0) display_.key(with, true);
  display_.key(symbol, true);
  look(1);
  display_.key(symbol, false);
  if (with != 0) display_.key(with, false);
  look(1);
}

void Driver::type(const std::string& words) {
  for (const char letter : words) {
    const unsigned long symbol = letter == ' '   ? XK_space
                                 : letter == '_' ? XK_underscore
                                                 : static_cast<unsigned long>(letter);
    const bool upper = letter == '_' || letter == '+' || letter == ':' || (letter >= 'A' && letter <= 'Z');
    press(symbol, upper ? XK_Shift_L : 0);
  }
}

Picture Driver::picture(const std::string& name) {
  look(2);
  Picture picture;
  console_->frame(0.0, 0.0, &picture);
  std::filesystem::create_directories(picture_folder());
  write_png(picture_folder() / (name + ".png"), picture);
  return picture;
}

std::vector<std::string> Driver::cut() const {
  std::vector<std::string> found;
  for (const auto& [name, mark] : marks_.by_name)
    if (mark.cut) found.push_back(name + ": " + mark.words);
  return found;
}

std::filesystem::path picture_folder() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "screenshots";
}

}  // namespace fengsui::viz::testing
