#include "tests/viz/driver.h"

#include <X11/keysym.h>
#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_internal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "viz/shell/picture_file.h"

namespace fengsui::viz::testing {

namespace {

ConsoleOptions sized(ConsoleOptions options, int width, int height) {
  options.width = width;
  options.height = height;
  return options;
}

unsigned long key_of(Step step) {
  switch (step) {
    case Step::up:
      return XK_Up;
    case Step::down:
      return XK_Down;
    case Step::left:
      return XK_Left;
    case Step::right:
      return XK_Right;
    case Step::enter:
      return XK_space;
    case Step::leave:
      return XK_Escape;
    case Step::heads:
      return XK_Alt_L;
    case Step::next_window:
      return XK_F6;
  }
  return 0;
}

}  // namespace

Driver::Driver(ConsoleOptions options, int width, int height, int dots_per_inch)
    : display_(width, height), walker_(marks_, [this](Step step) { take(step); }) {
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

void Driver::take(Step step) {
  press(key_of(step));
  // from window to window, Dear ImGui takes a frame more
  look(step >= Step::enter ? 2 : 0);
}

std::string Driver::focused() const {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  if (!context.NavWindow || context.NavId == 0) return {};
  for (const auto& [name, mark] : marks_.by_name)
    if (mark.item == context.NavId) return name;
  return {};
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
  // no tooltip of whatever the mouse is on
  const ImVec2 corner = ImGui::GetIO().DisplaySize;
  display_.move(static_cast<int>(corner.x) - 1, static_cast<int>(corner.y) - 1);
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
