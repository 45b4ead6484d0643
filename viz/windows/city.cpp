// The city as a schematic map: districts as blocks, their enterprises as tiles in the colour of their
// warning.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "twin/report/words.h"
#include "viz/windows/panes.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

struct Tile {
  EnterpriseId enterprise;
  Colour colour = Colour::none;
  bool heard = true;  // its gateway
  std::size_t unacknowledged = 0;
  std::size_t cases = 0;
};

struct District {
  std::uint32_t index = 0;  // of the names; beyond them: enterprises of no district
  std::vector<Tile> tiles;
};

std::vector<District> districts_now(const Desk& desk) {
  const RunView& run = *desk.run;
  const Names& names = run.record.names;
  std::vector<Tile> tiles(names.enterprises.size());
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    tiles[i].enterprise = EnterpriseId(i);
    tiles[i].colour = run.warnings.colour(EnterpriseId(i), desk.now());
  }
  std::vector<std::uint32_t> found;
  run.alarms.at(desk.now(), found);
  for (const std::uint32_t i : found) {
    const AlarmRow& row = run.alarms.rows()[i];
    if (row.enterprise.index >= tiles.size()) continue;
    Tile& tile = tiles[row.enterprise.index];
    tile.unacknowledged += row.state == AlarmState::unacknowledged;
    if (row.condition == AlarmCondition::offline && present(row.state)) tile.heard = false;
  }
  run.conditions.at(desk.now(), found);
  for (const std::uint32_t i : found) {
    const Condition& condition = run.conditions.all()[i];
    if (condition.kind != LogKind::gateway_reported_offline || condition.subject >= names.gateways.size())
      continue;
    if (const EnterpriseId of = names.gateways[condition.subject].enterprise; of.index < tiles.size())
      tiles[of.index].heard = false;
  }
  run.cases.open_at(desk.now(), found);
  for (const std::uint32_t i : found)
    if (const EnterpriseId of = run.cases.stories()[i].enterprise; of.index < tiles.size()) {
      // a danger that was reported by telephone has a case and no warning of the engine
      Tile& tile = tiles[of.index];
      tile.colour = std::max(tile.colour, run.cases.stories()[i].colour_at(desk.now()));
      ++tile.cases;
    }

  std::vector<District> districts(names.districts.size() + 1);
  for (std::size_t i = 0; i < districts.size(); ++i) districts[i].index = static_cast<std::uint32_t>(i);
  for (const Tile& tile : tiles) {
    const std::size_t place = names.enterprises[tile.enterprise.index].district.index;
    districts[std::min(place, districts.size() - 1)].tiles.push_back(tile);
  }
  std::erase_if(districts, [](const District& district) { return district.tiles.empty(); });
  return districts;
}

// How many columns make `count` tiles of this shape as large as possible in the room.
int best_columns(std::size_t count, ImVec2 room, float width_to_height) {
  int best = 1;
  float best_height = 0;
  for (int columns = 1; columns <= static_cast<int>(count); ++columns) {
    const float rows = std::ceil(static_cast<float>(count) / static_cast<float>(columns));
    const float width = room.x / static_cast<float>(columns);
    const float height = std::min(room.y / rows, width / width_to_height);
    if (height > best_height) {
      best_height = height;
      best = columns;
    }
  }
  return best;
}

void draw_tile(Desk& desk, const Tile& tile, ImVec2 low, ImVec2 high) {
  const Paint& p = paint(desk.dark);
  const std::string name = enterprise_words(desk, tile.enterprise);
  const std::string key = "city.enterprise." + std::to_string(tile.enterprise.index);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImGui::SetCursorScreenPos(low);
  ImGui::PushID(static_cast<int>(tile.enterprise.index));
  const bool pressed = pressed_area("tile", {high.x - low.x, high.y - low.y});
  const bool again = pressed && desk.selection.enterprise == tile.enterprise && pressed_by_key();
  if (pressed) select_enterprise(desk, tile.enterprise);
  const ImGuiID item = last_item();
  const bool hovered = ImGui::IsItemHovered();
  if (again || (hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left))) {
    select_enterprise(desk, tile.enterprise);
    desk.view = View::plant;
  }
  ImGui::PopID();

  const float em = ImGui::GetFontSize();
  const bool roomy = high.x - low.x > 5 * em && high.y - low.y > 1.3F * em;
  const bool tall = high.y - low.y > 2.7F * em;
  const float badge = std::min({high.x - low.x, high.y - low.y, roomy ? 1.9F * em : 1000.0F});
  if (roomy) {
    list.AddRectFilled(low, high, p.raised, 3.0F);
    draw_official(list, low, {low.x + badge, high.y}, tile.colour, desk.dark, desk.language);
    list.PushClipRect(low, high, true);
    const float left = low.x + badge + 6;
    const float top = tall ? low.y + 4 : (low.y + high.y - em) / 2;
    list.AddText({left, top}, p.text, cut_to(name, high.x - left - em).c_str());
    if (tall) {
      std::string state = tile.colour == Colour::none
                              ? std::string(desk.say(Text::no_warning))
                              : colour_name(static_cast<std::uint32_t>(tile.colour)).name.in(desk.language) +
                                    " " + desk.say(Text::marks_warning);
      if (tile.unacknowledged > 0)
        state += " · " + std::to_string(tile.unacknowledged) + " " + desk.say(Text::unacknowledged);
      if (tile.cases > 0) state += " · " + counted(desk, tile.cases, Text::open_case, Text::open_cases);
      list.AddText({left, top + 1.25F * em}, p.faint, cut_to(state, high.x - left - 6).c_str());
    }
    list.PopClipRect();
  } else {
    // of hundreds of small tiles, round corners alone would be most of the triangles of a picture
    draw_official(list, low, high, tile.colour, desk.dark, desk.language, true, 0.0F);
  }
  // a gateway that is not heard: a cross, not only a colour
  if (!tile.heard) {
    const float arm = roomy ? 0.25F * em : std::min({0.25F * em, (high.x - low.x) / 4, (high.y - low.y) / 4});
    const ImVec2 centre =
        roomy ? ImVec2{high.x - 0.5F * em, low.y + 0.6F * em} : ImVec2{high.x - arm - 2, low.y + arm + 2};
    list.AddLine({centre.x - arm, centre.y - arm}, {centre.x + arm, centre.y + arm}, p.bad, 2.5F);
    list.AddLine({centre.x - arm, centre.y + arm}, {centre.x + arm, centre.y - arm}, p.bad, 2.5F);
  } else if (roomy) {
    list.AddCircleFilled({high.x - 0.5F * em, low.y + 0.6F * em}, 0.17F * em, p.good);
  }
  if (desk.selection.enterprise == tile.enterprise) list.AddRect(low, high, p.accent, 3.0F, 0, 3.0F);
  if (hovered) {
    list.AddRect(low, high, p.text, 3.0F);
    const std::string colour =
        tile.colour == Colour::none
            ? std::string(desk.say(Text::no_warning))
            : colour_name(static_cast<std::uint32_t>(tile.colour)).name.in(desk.language);
    ImGui::SetTooltip(
        "%s\n%s · %zu %s · %s\n%s\n%s", name.c_str(), colour.c_str(), tile.unacknowledged,
        desk.say(Text::unacknowledged), counted(desk, tile.cases, Text::open_case, Text::open_cases).c_str(),
        desk.say(tile.heard ? Text::gateway_ok : Text::gateway_down), desk.say(Text::click_open));
  }
  mark_area(desk, key, low, high,
            name + " " + std::string(colour_name(static_cast<std::uint32_t>(tile.colour)).key) +
                (tile.heard ? "" : " offline"),
            false, item);
}

// How many enterprises are under each colour, worst first.
void draw_counts(Desk& desk, const District& district, ImVec2 right_top, float left_edge) {
  const float em = ImGui::GetFontSize();
  std::array<std::size_t, colour_count> counts{};
  for (const Tile& tile : district.tiles) ++counts[static_cast<std::size_t>(tile.colour)];
  float x = right_top.x;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (std::size_t i = 1; i < colour_count; ++i) {
    const auto colour = static_cast<Colour>(i);
    if (counts[i] == 0) continue;
    const std::string count = std::to_string(counts[i]);
    const float width = ImGui::CalcTextSize(count.c_str()).x;
    x -= width + 1.8F * em;
    if (x < left_edge) break;
    draw_official(list, {x, right_top.y}, {x + 1.2F * em, right_top.y + 1.2F * em}, colour, desk.dark,
                  desk.language);
    list.AddText({x + 1.35F * em, right_top.y + 0.1F * em}, paint(desk.dark).text, count.c_str());
  }
}

void draw_district(Desk& desk, const District& district, ImVec2 low, ImVec2 high) {
  const Paint& p = paint(desk.dark);
  const float em = ImGui::GetFontSize();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(low, high, with_alpha(p.raised, 0.35), 6.0F);
  list.AddRect(low, high, p.line, 6.0F);
  const auto& names = desk.run->record.names.districts;
  const std::string title =
      (district.index < names.size() ? names[district.index].in(desk.language) : std::string("–")) + "  " +
      counted(desk, district.tiles.size(), Text::one_enterprise, Text::enterprises);
  list.AddText({low.x + 8, low.y + 5}, p.text, cut_to(title, high.x - low.x - 4 * em).c_str());
  draw_counts(desk, district, {high.x - 6, low.y + 4}, low.x + 6 * em);

  const ImVec2 inner_low{low.x + 6, low.y + 1.8F * em}, inner_high{high.x - 6, high.y - 6};
  const ImVec2 room{std::max(1.0F, inner_high.x - inner_low.x), std::max(1.0F, inner_high.y - inner_low.y)};
  // tiles with a name if there is room for names, else squares with the letter of their colour
  const float em_wide = 5.2F * em, em_high = 1.5F * em;
  int columns = best_columns(district.tiles.size(), room, 5.0F);
  const float tile_rows = std::ceil(static_cast<float>(district.tiles.size()) / static_cast<float>(columns));
  if (room.x / static_cast<float>(columns) < em_wide || room.y / tile_rows < em_high)
    columns = best_columns(district.tiles.size(), room, 1.2F);
  const auto across = static_cast<std::size_t>(columns);
  const std::size_t rows = (district.tiles.size() + across - 1) / across;
  const float width = room.x / static_cast<float>(columns);
  const float height = std::min(room.y / static_cast<float>(rows), 3.4F * em);
  for (std::size_t i = 0; i < district.tiles.size(); ++i) {
    const std::size_t column = i % across, row = i / across;
    const ImVec2 at{inner_low.x + static_cast<float>(column) * width,
                    inner_low.y + static_cast<float>(row) * height};
    draw_tile(desk, district.tiles[i], {at.x + 2, at.y + 2}, {at.x + width - 2, at.y + height - 2});
  }
}

}  // namespace

void draw_city(Desk& desk) {
  const std::vector<District> districts = districts_now(desk);
  if (districts.empty()) return empty_state(desk, "city", Text::city_none, Text::no_run_found);
  const ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  if (room.x < 40 || room.y < 40) return;

  // rows of districts, as many as leave each block the most room; a row is divided by the enterprises in it
  const auto columns = static_cast<std::size_t>(best_columns(districts.size(), room, 1.8F));
  std::size_t all = 0;
  for (const District& district : districts) all += district.tiles.size() + 4;
  float top = at.y;
  for (std::size_t first = 0; first < districts.size(); first += columns) {
    const std::size_t last = std::min(first + columns, districts.size());
    std::size_t in_row = 0;
    for (std::size_t i = first; i < last; ++i) in_row += districts[i].tiles.size() + 4;
    const float height = room.y * static_cast<float>(in_row) / static_cast<float>(all);
    float left = at.x;
    for (std::size_t i = first; i < last; ++i) {
      const float width =
          room.x * static_cast<float>(districts[i].tiles.size() + 4) / static_cast<float>(in_row);
      draw_district(desk, districts[i], {left, top}, {left + width - 4, top + height - 4});
      left += width;
    }
    top += height;
  }
  ImGui::SetCursorScreenPos({at.x, at.y + room.y - 1});
}

}  // namespace fengsui::viz
