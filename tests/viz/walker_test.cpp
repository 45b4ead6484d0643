// The walker that the tests of keys rely on: it finds every thing that keys reach, and no other.
#include "tests/viz/walker.h"

#include <gtest/gtest.h>
#include <imgui_internal.h>

#include <array>
#include <utility>

namespace fengsui::viz::testing {
namespace {

// A window of Dear ImGui without a screen: three buttons in a row, the middle one as the test wants it, and
// below them a list with rows.
class Window {
 public:
  explicit Window(ImGuiItemFlags of_the_middle, int rows = 40)
      : of_the_middle_(of_the_middle), rows_(rows), context_(ImGui::CreateContext()) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {400, 300};
    io.DeltaTime = 1.0F / 60;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    // in the order of the steps
    constexpr std::array used{ImGuiKey_UpArrow,    ImGuiKey_DownArrow, ImGuiKey_LeftArrow,
                              ImGuiKey_RightArrow, ImGuiKey_Space,     ImGuiKey_Escape};
    for (std::size_t i = 0; i < used.size(); ++i) io.KeyMap[used[i]] = static_cast<int>(i);
    io.Fonts->Build();
    for (int i = 0; i < 3; ++i) draw();
  }
  ~Window() { ImGui::DestroyContext(context_); }
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  void press(Step step) {
    bool& down = ImGui::GetIO().KeysDown[static_cast<std::size_t>(step)];
    down = true;
    draw();
    down = false;
    draw();
  }
  const Marks& marks() const { return marks_; }
  int pressed() const { return pressed_; }

 private:
  void name(const std::string& name) {
    if (!ImGui::IsItemVisible()) return;
    marks_.by_name[name] = {ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), {}, false, ImGui::GetItemID()};
  }
  void thing(const char* words, ImGuiItemFlags flags) {
    ImGui::PushItemFlag(flags, flags != 0);
    pressed_ += ImGui::Button(words);
    ImGui::PopItemFlag();
    name(words);
  }
  void draw() {
    marks_.by_name.clear();
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({400, 300});
    ImGui::Begin("window", nullptr, ImGuiWindowFlags_NoDecoration);
    thing("left", 0);
    ImGui::SameLine();
    thing("middle", of_the_middle_);
    ImGui::SameLine();
    thing("right", 0);
    ImGui::BeginChild("list", {200, 100});
    for (int i = 0; i < rows_; ++i) {
      const std::string row = "row " + std::to_string(i);
      ImGui::Selectable(row.c_str());
      name(row);
    }
    ImGui::EndChild();
    ImGui::End();
    ImGui::EndFrame();
  }

  ImGuiItemFlags of_the_middle_;
  int rows_, pressed_ = 0;
  ImGuiContext* context_;
  Marks marks_;
};

TEST(Walker, ReachesEachThingAndEntersAndLeavesLists) {
  Window window(0);
  Walker walker(window.marks(), [&](Step step) { window.press(step); });
  for (const char* name : {"right", "row 2", "left", "row 0", "middle"}) {
    EXPECT_TRUE(walker.walk_to(name)) << name;
    EXPECT_TRUE(walker.has_been_at(name)) << name;
  }
  EXPECT_EQ(window.pressed(), 0) << "what lies on the way is not pressed";
  EXPECT_LT(walker.keys(), 60);
  EXPECT_FALSE(walker.walk_to("row 39")) << "it is not on the screen";
}

TEST(Walker, NoticesWhatKeysDoNotReach) {
  for (const ImGuiItemFlags flags : {ImGuiItemFlags_NoNav, ImGuiItemFlags_Disabled}) {
    Window window(flags, 5);
    Walker walker(window.marks(), [&](Step step) { window.press(step); });
    EXPECT_TRUE(walker.walk_to("left"));
    EXPECT_TRUE(walker.walk_to("right"));
    const int before = walker.keys();
    EXPECT_FALSE(walker.walk_to("middle"));
    EXPECT_LT(walker.keys() - before, 500) << "it gives up when it has tried everything";
    EXPECT_FALSE(walker.has_been_at("middle"));
    EXPECT_TRUE(walker.walk_to("row 1")) << "and finds its way on";
  }
}

}  // namespace
}  // namespace fengsui::viz::testing
