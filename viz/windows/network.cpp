// The network as a graph from the gateways on the left to the platform on the right: what is down at this
// time, and what must not break.
#include <imgui.h>

#include <algorithm>
#include <array>
#include <set>

#include "sim/network/topology.h"
#include "twin/report/words.h"
#include "viz/windows/panes.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

constexpr std::array<NodeKind, 5> columns{NodeKind::gateway, NodeKind::access, NodeKind::carrier,
                                          NodeKind::district, NodeKind::platform};

constexpr std::size_t most_labels = 60;      // links
constexpr std::size_t most_links_told = 12;  // of a node

struct Drawing {
  std::vector<ImVec2> at;  // centre of each node
  float half_width = 0.0F, half_height = 0.0F;
};

Drawing place(const TopologySpec& topology, ImVec2 low, ImVec2 size) {
  Drawing drawing;
  drawing.at.resize(topology.nodes.size());
  const float em = ImGui::GetFontSize();
  std::array<std::size_t, columns.size()> count{};
  const auto column_of = [](NodeKind kind) {
    return static_cast<std::size_t>(std::ranges::find(columns, kind) - columns.begin());
  };
  for (const NodeSpec& node : topology.nodes) ++count[column_of(node.kind)];
  const auto used =
      static_cast<std::size_t>(std::ranges::count_if(count, [](std::size_t n) { return n > 0; }));
  const float width = size.x / static_cast<float>(std::max<std::size_t>(1, used));
  drawing.half_width = std::min(6.0F * em, 0.36F * width);
  drawing.half_height = 0.75F * em;

  std::array<float, columns.size()> x{};
  float left = low.x;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (count[i] > 0) {
      x[i] = left + width / 2;
      left += width;
    }
  std::array<std::size_t, columns.size()> placed{};
  for (std::size_t i = 0; i < topology.nodes.size(); ++i) {
    const std::size_t column = column_of(topology.nodes[i].kind);
    const float step = size.y / static_cast<float>(count[column]);
    drawing.at[i] = {x[column], low.y + step * (static_cast<float>(placed[column]++) + 0.5F)};
  }
  return drawing;
}

// What is down at this time: links by index, gateways by index.
struct Down {
  std::set<std::uint32_t> links, gateways;
};

Down down_now(const Desk& desk) {
  Down down;
  std::vector<std::uint32_t> found;
  desk.run->conditions.at(desk.now(), found);
  for (const std::uint32_t i : found) {
    const Condition& condition = desk.run->conditions.all()[i];
    // the platform knows of a gateway only what the engine reports
    const bool told = condition.kind == LogKind::gateway_reported_offline;
    if (condition.kind == LogKind::link_down && !desk.hides_truth()) down.links.insert(condition.subject);
    if (told || (condition.kind == LogKind::gateway_down && !desk.hides_truth()))
      down.gateways.insert(condition.subject);
  }
  return down;
}

// What a gateway holds back and what it has lost; at a seat nobody knows.
struct Backlog {
  std::size_t waiting = 0, lost = 0;
};

Backlog backlog_of(const Desk& desk, GatewayId gateway) {
  if (desk.hides_truth()) return {};
  Backlog backlog{desk.run->queues.waiting(gateway, desk.now()), desk.run->queues.lost(gateway, desk.now())};
  // the present of a live run knows its stores themselves
  if (desk.live && desk.playback.at_live && gateway.index < desk.live->status().stored.size())
    backlog.waiting = desk.live->status().stored[gateway.index];
  return backlog;
}

// "12 waiting · 3 lost"; "" when nothing is held back.
std::string backlog_words(const Desk& desk, const Backlog& backlog) {
  std::string words;
  if (backlog.waiting > 0)
    words = filled(desk.say(Text::readings_waiting), {{"n", std::to_string(backlog.waiting)}});
  if (backlog.lost > 0)
    words += (words.empty() ? "" : " · ") +
             filled(desk.say(Text::readings_lost), {{"n", std::to_string(backlog.lost)}});
  return words;
}

std::string name_of(const Desk& desk, const std::string& english, const std::string& chinese) {
  return desk.language == Language::english || chinese.empty() ? english : chinese;
}

bool near_line(ImVec2 mouse, ImVec2 a, ImVec2 b) {
  const ImVec2 along{b.x - a.x, b.y - a.y};
  const float length2 = std::max(1.0F, along.x * along.x + along.y * along.y);
  const float share =
      std::clamp(((mouse.x - a.x) * along.x + (mouse.y - a.y) * along.y) / length2, 0.0F, 1.0F);
  const ImVec2 off{mouse.x - a.x - share * along.x, mouse.y - a.y - share * along.y};
  return off.x * off.x + off.y * off.y < 25.0F;
}

// "fibre to the district: up, latency 12 ms · 100 Mbit/s".
std::string link_words(const Desk& desk, const LinkSpec& link, bool is_down) {
  return name_of(desk, link.name, link.name_chinese) + ": " +
         desk.say(is_down ? Text::link_down : Text::link_up) + ", " + desk.say(Text::column_latency) + " " +
         number_words(to_seconds(link.latency) * 1e3) + " ms · " +
         number_words(link.bandwidth_bits_per_second / 1e6) + " Mbit/s";
}

void draw_link(Desk& desk, const Findings& findings, const Drawing& drawing, std::size_t number,
               const Down& down) {
  const Paint& p = paint(desk.dark);
  const LinkSpec& link = findings.topology->links[number];
  ImVec2 a = drawing.at[link.first.index], b = drawing.at[link.second.index];
  if (a.x > b.x) std::swap(a, b);
  a.x += drawing.half_width;
  b.x -= drawing.half_width;
  const bool is_down = down.links.contains(static_cast<std::uint32_t>(number));
  const auto single = std::ranges::find_if(
      findings.single_points, [&](const SinglePoint& point) { return point.link.index == number; });
  // the last link of each gateway is single by nature; what many depend on stands out
  const bool critical = single != findings.single_points.end() && single->gateways_cut_off > 1;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (is_down) {
    for (int i = 0; i < 10; i += 2) {
      const float from = static_cast<float>(i) / 10, to = static_cast<float>(i + 1) / 10;
      list.AddLine({a.x + (b.x - a.x) * from, a.y + (b.y - a.y) * from},
                   {a.x + (b.x - a.x) * to, a.y + (b.y - a.y) * to}, p.bad, 3.0F);
    }
    const ImVec2 middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
    const char* words = desk.say(Text::link_down);
    const ImVec2 size = ImGui::CalcTextSize(words);
    list.AddRectFilled({middle.x - size.x / 2 - 4, middle.y - size.y / 2},
                       {middle.x + size.x / 2 + 4, middle.y + size.y / 2}, p.bad, 3.0F);
    list.AddText({middle.x - size.x / 2, middle.y - size.y / 2}, IM_COL32_WHITE, words);
  } else {
    list.AddLine(a, b, critical ? p.caution : with_alpha(p.faint, 0.8), critical ? 2.5F : 1.5F);
    // the latency upon the line, where there are few enough of them to be read
    const std::string latency = number_words(to_seconds(link.latency) * 1e3) + " ms";
    const ImVec2 size = ImGui::CalcTextSize(latency.c_str());
    if (findings.topology->links.size() <= most_labels && b.x - a.x > size.x + 2 * ImGui::GetFontSize()) {
      const ImVec2 at{(a.x + b.x - size.x) / 2, (a.y + b.y - size.y) / 2};
      list.AddRectFilled({at.x - 3, at.y}, {at.x + size.x + 3, at.y + size.y}, p.panel);
      list.AddText(at, p.faint, latency.c_str());
    }
  }
  mark_area(desk, "network.link." + std::to_string(number), {std::min(a.x, b.x), std::min(a.y, b.y)},
            {std::max(a.x, b.x), std::max(a.y, b.y)},
            name_of(desk, link.name, link.name_chinese) + (is_down ? " down" : " up"));
  if (!ImGui::IsWindowHovered() || !near_line(ImGui::GetIO().MousePos, a, b)) return;
  std::string words = link_words(desk, link, is_down);
  if (single != findings.single_points.end())
    words += "\n" + filled(desk.say(Text::single_point), {{"n", std::to_string(single->gateways_cut_off)}});
  ImGui::SetTooltip("%s", words.c_str());
}

void draw_node(Desk& desk, const Findings& findings, const Drawing& drawing, std::size_t number,
               const Down& down) {
  const Paint& p = paint(desk.dark);
  const TopologySpec& topology = *findings.topology;
  const NodeSpec& node = topology.nodes[number];
  const ImVec2 centre = drawing.at[number];
  const ImVec2 low{centre.x - drawing.half_width, centre.y - drawing.half_height},
      high{centre.x + drawing.half_width, centre.y + drawing.half_height};
  const auto gateway = static_cast<std::uint32_t>(std::ranges::find(topology.gateways, NodeId(number)) -
                                                  topology.gateways.begin());
  const bool is_gateway = gateway < topology.gateways.size();
  const bool is_down = is_gateway && down.gateways.contains(gateway);
  const auto single = std::ranges::find_if(
      findings.single_points, [&](const SinglePoint& point) { return point.node.index == number; });
  const bool critical = single != findings.single_points.end() && single->gateways_cut_off > 1;
  const auto& gateways = desk.run->record.names.gateways;
  std::string name = name_of(desk, node.name, node.name_chinese);
  if (is_gateway && gateway < gateways.size()) name = gateways[gateway].name;

  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(low, high, is_down ? p.bad : p.raised, 4.0F);
  list.AddRect(low, high, critical ? p.caution : p.line, 4.0F, 0, critical ? 2.5F : 1.0F);
  const Backlog backlog = is_gateway ? backlog_of(desk, GatewayId(std::size_t{gateway})) : Backlog();
  const std::string held = backlog_words(desk, backlog);
  float room = high.x - low.x - 8;
  if (!held.empty()) {
    const std::string short_words = cut_to(held, 0.6F * room);
    const float width = ImGui::CalcTextSize(short_words.c_str()).x;
    list.AddText({high.x - 4 - width, centre.y - ImGui::GetFontSize() / 2},
                 is_down            ? IM_COL32_WHITE
                 : backlog.lost > 0 ? p.bad
                                    : p.caution,
                 short_words.c_str());
    room -= width + 6;
  }
  const std::string shown = cut_to((critical ? "▲ " : "") + name, room);
  list.AddText({low.x + 4, centre.y - ImGui::GetFontSize() / 2}, is_down ? IM_COL32_WHITE : p.text,
               shown.c_str());
  ImGui::SetCursorScreenPos(low);
  ImGui::PushID(static_cast<int>(number));
  if (pressed_area("node", {high.x - low.x, high.y - low.y}) && is_gateway && gateway < gateways.size())
    select_enterprise(desk, gateways[gateway].enterprise);
  mark(desk, "network.node." + std::to_string(number),
       name + (held.empty() ? "" : " " + held) + (is_down ? " down" : "") + (critical ? " single" : ""));
  if (ImGui::IsItemHovered()) {
    std::string words = name + "\n" + desk.say(is_down ? Text::gateway_down : Text::link_up);
    if (!held.empty()) words += "\n" + held;
    if (single != findings.single_points.end())
      words += "\n" + filled(desk.say(Text::single_point), {{"n", std::to_string(single->gateways_cut_off)}});
    // its links too: no keyboard reaches a line
    std::size_t told = 0;
    for (std::size_t i = 0; i < topology.links.size() && told < most_links_told; ++i)
      if (const LinkSpec& link = topology.links[i];
          link.first.index == number || link.second.index == number) {
        words += "\n" + link_words(desk, link, down.links.contains(static_cast<std::uint32_t>(i)));
        ++told;
      }
    ImGui::SetTooltip("%s", words.c_str());
  }
  ImGui::PopID();
}

// What is down, held back and lost in the whole of it.
void draw_sum(Desk& desk, const Down& down) {
  Backlog all;
  for (std::size_t i = 0; i < desk.run->record.names.gateways.size(); ++i) {
    const Backlog one = backlog_of(desk, GatewayId(i));
    all.waiting += one.waiting;
    all.lost += one.lost;
  }
  const std::string words = filled(desk.say(Text::network_sum), {{"l", std::to_string(down.links.size())},
                                                                 {"g", std::to_string(down.gateways.size())},
                                                                 {"n", std::to_string(all.waiting)},
                                                                 {"m", std::to_string(all.lost)}});
  const Paint& p = paint(desk.dark);
  fitting_text(words, down.links.empty() && down.gateways.empty() ? p.faint : p.bad);
  mark(desk, "network.sum", words);
  hint(desk.say(Text::network_sum_hint));
}

}  // namespace

void draw_network(Desk& desk) {
  const Findings* findings = desk.run->findings();
  if (!findings) return empty_state(desk, "network", Text::learning, Text::network_hint);
  if (!findings->topology || findings->topology->nodes.empty())
    return empty_state(desk, "network", Text::network_none, Text::network_none_hint);
  const TopologySpec& topology = *findings->topology;
  const Down down = down_now(desk);
  draw_sum(desk, down);
  ImGui::BeginChild("graph", {0, 0}, false, ImGuiWindowFlags_NavFlattened);
  const ImVec2 low = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  // a large city is scrolled rather than squeezed
  const float height =
      std::max(room.y - 4, static_cast<float>(topology.gateways.size()) * 1.7F * ImGui::GetFontSize());
  const Drawing drawing = place(topology, low, {room.x, height});
  for (std::size_t i = 0; i < topology.links.size(); ++i) draw_link(desk, *findings, drawing, i, down);
  for (std::size_t i = 0; i < topology.nodes.size(); ++i) draw_node(desk, *findings, drawing, i, down);
  ImGui::SetCursorScreenPos({low.x, low.y + height - 1});
  ImGui::Dummy({1, 1});
  ImGui::EndChild();
}

}  // namespace fengsui::viz
