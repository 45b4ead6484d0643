#include "viz/windows/paint.h"

#include <algorithm>
#include <array>

#include "twin/report/words.h"

namespace fengsui::viz {

namespace {

constexpr Paint dark_paint{
    IM_COL32(16, 20, 26, 255),   IM_COL32(24, 30, 38, 255),    IM_COL32(40, 49, 61, 255),
    IM_COL32(62, 74, 90, 255),   IM_COL32(226, 232, 240, 255), IM_COL32(146, 160, 178, 255),
    IM_COL32(86, 170, 255, 255), IM_COL32(88, 196, 128, 255),  IM_COL32(255, 92, 92, 255),
    IM_COL32(240, 176, 64, 255), IM_COL32(206, 140, 255, 255), IM_COL32(0, 0, 0, 90)};
constexpr Paint light_paint{
    IM_COL32(232, 236, 241, 255), IM_COL32(250, 251, 253, 255), IM_COL32(221, 228, 236, 255),
    IM_COL32(186, 196, 208, 255), IM_COL32(24, 32, 42, 255),    IM_COL32(88, 100, 116, 255),
    IM_COL32(16, 96, 190, 255),   IM_COL32(20, 122, 62, 255),   IM_COL32(196, 24, 24, 255),
    IM_COL32(166, 98, 0, 255),    IM_COL32(124, 48, 184, 255),  IM_COL32(120, 130, 145, 46)};

ImVec4 float4(ImU32 colour) { return ImGui::ColorConvertU32ToFloat4(colour); }

// lines at a slope, `step` apart
void hatch(ImDrawList& list, ImVec2 low, ImVec2 high, float step, bool rising, ImU32 colour) {
  const float width = high.x - low.x, height = high.y - low.y;
  list.PushClipRect(low, high, true);
  for (float x = -height; x < width; x += step) {
    const float left = low.x + x;
    if (rising) list.AddLine({left, high.y}, {left + height, low.y}, colour);
    if (!rising) list.AddLine({left, low.y}, {left + height, high.y}, colour);
  }
  list.PopClipRect();
}

}  // namespace

const Paint& paint(bool dark) { return dark ? dark_paint : light_paint; }

ImU32 official(Colour colour, bool dark) {
  static constexpr std::array<ImU32, 5> on_dark{IM_COL32(52, 66, 82, 255), IM_COL32(52, 120, 246, 255),
                                                IM_COL32(250, 214, 48, 255), IM_COL32(255, 140, 26, 255),
                                                IM_COL32(230, 30, 40, 255)};
  static constexpr std::array<ImU32, 5> on_light{IM_COL32(206, 215, 225, 255), IM_COL32(30, 96, 224, 255),
                                                 IM_COL32(250, 208, 20, 255), IM_COL32(245, 126, 10, 255),
                                                 IM_COL32(214, 16, 28, 255)};
  return (dark ? on_dark : on_light)[static_cast<std::size_t>(colour)];
}

ImU32 on_official(Colour colour, bool dark) {
  const bool bright =
      colour == Colour::yellow || colour == Colour::orange || (colour == Colour::none && !dark);
  return bright ? IM_COL32(20, 16, 0, 255) : IM_COL32(255, 255, 255, 255);
}

ImU32 severity_colour(Severity severity, bool dark) {
  const Paint& p = paint(dark);
  switch (severity) {
    case Severity::danger:
      return p.bad;
    case Severity::notice:
      return p.caution;
    case Severity::info:
      return p.text;
    case Severity::detail:
      return p.faint;
  }
  return p.text;
}

ImU32 curve_colour(std::size_t number, bool dark) {
  static constexpr std::array<ImU32, 8> on_dark{IM_COL32(96, 190, 255, 255),  IM_COL32(255, 190, 92, 255),
                                                IM_COL32(120, 220, 150, 255), IM_COL32(255, 140, 170, 255),
                                                IM_COL32(190, 170, 255, 255), IM_COL32(90, 220, 220, 255),
                                                IM_COL32(220, 220, 120, 255), IM_COL32(210, 210, 215, 255)};
  static constexpr std::array<ImU32, 8> on_light{IM_COL32(0, 92, 180, 255),  IM_COL32(176, 92, 0, 255),
                                                 IM_COL32(14, 122, 62, 255), IM_COL32(180, 24, 84, 255),
                                                 IM_COL32(96, 60, 190, 255), IM_COL32(0, 118, 124, 255),
                                                 IM_COL32(112, 108, 0, 255), IM_COL32(70, 76, 84, 255)};
  return (dark ? on_dark : on_light)[number % 8];
}

ImU32 with_alpha(ImU32 colour, double alpha) {
  const auto part = static_cast<ImU32>(std::clamp(alpha, 0.0, 1.0) * 255.0);
  return (colour & ~IM_COL32_A_MASK) | part << IM_COL32_A_SHIFT;
}

void draw_official(ImDrawList& list, ImVec2 low, ImVec2 high, Colour colour, bool dark, Language language,
                   bool with_letter, float rounding) {
  list.AddRectFilled(low, high, official(colour, dark), rounding);
  const ImU32 ink = with_alpha(on_official(colour, dark), 0.28);
  const float step = 8.0F;
  if (colour == Colour::red) {
    hatch(list, low, high, step, true, ink);
    hatch(list, low, high, step, false, ink);
  }
  if (colour == Colour::orange) hatch(list, low, high, step, true, ink);
  if (colour == Colour::yellow) hatch(list, low, high, 2 * step, false, ink);
  if (!with_letter || colour == Colour::none) return;
  const std::string letter = colour_letter(colour, language);
  const ImVec2 size = ImGui::CalcTextSize(letter.c_str());
  if (size.x > high.x - low.x || size.y > high.y - low.y + 4) return;
  list.AddText({(low.x + high.x - size.x) / 2, (low.y + high.y - size.y) / 2}, on_official(colour, dark),
               letter.c_str());
}

void apply_theme(bool dark, float scale) {
  const Paint& p = paint(dark);
  ImGuiStyle style;
  if (dark) ImGui::StyleColorsDark(&style);
  if (!dark) ImGui::StyleColorsLight(&style);
  style.WindowPadding = {8, 6};
  style.FramePadding = {8, 4};
  style.ItemSpacing = {8, 5};
  style.CellPadding = {6, 3};
  style.FrameRounding = 4;
  style.GrabRounding = 4;
  style.PopupRounding = 4;
  style.ChildRounding = 4;
  style.WindowRounding = 0;
  style.ScrollbarSize = 14;
  style.WindowBorderSize = 0;
  style.ScaleAllSizes(scale);
  const auto set = [&style](ImGuiCol_ place, ImU32 colour) { style.Colors[place] = float4(colour); };
  set(ImGuiCol_Text, p.text);
  set(ImGuiCol_TextDisabled, p.faint);
  set(ImGuiCol_WindowBg, p.back);
  set(ImGuiCol_ChildBg, p.panel);
  set(ImGuiCol_PopupBg, p.panel);
  set(ImGuiCol_Border, p.line);
  set(ImGuiCol_FrameBg, p.raised);
  set(ImGuiCol_FrameBgHovered, with_alpha(p.accent, 0.30));
  set(ImGuiCol_FrameBgActive, with_alpha(p.accent, 0.45));
  set(ImGuiCol_Button, p.raised);
  set(ImGuiCol_ButtonHovered, with_alpha(p.accent, 0.35));
  set(ImGuiCol_ButtonActive, with_alpha(p.accent, 0.55));
  set(ImGuiCol_Header, with_alpha(p.accent, 0.30));
  set(ImGuiCol_HeaderHovered, with_alpha(p.accent, 0.22));
  set(ImGuiCol_HeaderActive, with_alpha(p.accent, 0.45));
  set(ImGuiCol_TableHeaderBg, p.raised);
  set(ImGuiCol_TableBorderStrong, p.line);
  set(ImGuiCol_TableBorderLight, with_alpha(p.line, 0.5));
  set(ImGuiCol_TableRowBg, IM_COL32(0, 0, 0, 0));
  set(ImGuiCol_TableRowBgAlt, with_alpha(p.text, 0.035));
  set(ImGuiCol_CheckMark, p.accent);
  set(ImGuiCol_SliderGrab, p.accent);
  set(ImGuiCol_NavHighlight, p.accent);
  set(ImGuiCol_Separator, p.line);
  set(ImGuiCol_ScrollbarBg, IM_COL32(0, 0, 0, 0));
  set(ImGuiCol_ModalWindowDimBg, IM_COL32(0, 0, 0, 120));
  ImGui::GetStyle() = style;
}

}  // namespace fengsui::viz
