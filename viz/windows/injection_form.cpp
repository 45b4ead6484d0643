#include "viz/windows/injection_form.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <array>
#include <numeric>

#include "sim/port/words.h"
#include "twin/report/words.h"
#include "viz/model/search.h"
#include "viz/windows/live_controls.h"
#include "viz/windows/widgets.h"

namespace fengsui::viz {

namespace {

// A label, and the room for what follows it.
void label(Desk& desk, Text words) {
  const float em = ImGui::GetFontSize();
  ImGui::AlignTextToFramePadding();
  ImGui::TextDisabled("%s", desk.say(words));
  ImGui::SameLine(6.5F * em);
  ImGui::SetNextItemWidth(std::min(24.0F * em, ImGui::GetContentRegionAvail().x));
}

// A list of choices by their numbers; with many of them a search field stands above.
template <class Id, class Words>
void choose(Desk& desk, Text title, const char* name, const std::vector<std::uint32_t>& choices, Id& chosen,
            Words words) {
  label(desk, title);
  const auto number = static_cast<std::uint32_t>(chosen.index);
  const std::string shown = choices.empty() ? std::string("–") : words(number);
  const std::string key = std::string("instructor.") + name;
  const bool open = ImGui::BeginCombo(("##" + key).c_str(), shown.c_str(), ImGuiComboFlags_HeightLarge);
  mark(desk, key, shown);
  if (!open) return;
  if (choices.size() > 12) {
    if (ImGui::IsWindowAppearing()) {
      desk.instructor.search.clear();
      ImGui::SetKeyboardFocusHere();
    }
    search_field(desk, key + ".search", desk.instructor.search, -1);
  } else {
    desk.instructor.search.clear();
  }
  for (const std::uint32_t choice : choices) {
    const std::string choice_words = words(choice);
    if (!contains_words(choice_words, desk.instructor.search)) continue;
    ImGui::PushID(static_cast<int>(choice));
    if (ImGui::Selectable(choice_words.c_str(), choice == number)) chosen = Id(std::size_t{choice});
    mark(desk, key + "." + std::to_string(choice), choice_words);
    ImGui::PopID();
  }
  ImGui::EndCombo();
}

// The same for a plain number.
struct Position {
  std::uint32_t index = 0;
  Position() = default;
  explicit Position(std::size_t position) : index(static_cast<std::uint32_t>(position)) {}
};

template <class Words>
void choose_number(Desk& desk, Text title, const char* name, std::size_t count, std::uint32_t& chosen,
                   Words words) {
  std::vector<std::uint32_t> choices(count);
  std::iota(choices.begin(), choices.end(), 0u);
  Position position(chosen);
  choose(desk, title, name, choices, position, words);
  chosen = position.index;
}

void field(Desk& desk, Text title, const char* name, std::string& words, const std::string& hint_words) {
  label(desk, title);
  const std::string key = std::string("instructor.") + name;
  ImGui::InputTextWithHint(("##" + key).c_str(), hint_words.c_str(), &words);
  mark(desk, key, words);
}

void draw_kind(Desk& desk) {
  std::vector<std::uint32_t> kinds;
  for (const ActionWord& word : action_words()) {
    const InjectionFields fields = fields_of(word.kind);
    if (fields.enterprise || fields.link) kinds.push_back(static_cast<std::uint32_t>(word.kind));
  }
  Position kind(static_cast<std::size_t>(desk.instructor.form.kind));
  choose(desk, Text::inject_what, "what", kinds, kind, [&](std::uint32_t number) {
    const ActionWord& word = describe(static_cast<ActionKind>(number));
    return std::string(desk.language == Language::english ? word.english : word.chinese);
  });
  if (kind.index == static_cast<std::uint32_t>(desk.instructor.form.kind)) return;
  desk.instructor.form.kind = static_cast<ActionKind>(kind.index);
  desk.instructor.form.fault = 0;
  desk.instructor.form.size.clear();
  desk.instructor.trouble.clear();
}

void draw_place(Desk& desk, const InjectionFields& fields) {
  const Names& names = desk.run->record.names;
  InjectionForm& form = desk.instructor.form;
  const auto in = [&](const Label& words) { return words.in(desk.language); };
  if (fields.enterprise) {
    const EnterpriseId before = form.enterprise;
    std::vector<std::uint32_t> all(names.enterprises.size());
    std::iota(all.begin(), all.end(), 0u);
    choose(desk, Text::inject_enterprise, "enterprise", all, form.enterprise,
           [&](std::uint32_t i) { return names.enterprises[i].name; });
    if (form.enterprise != before) select_enterprise(desk, form.enterprise);
    tidy(names, form);
  }
  if (fields.unit)
    choose(desk, Text::inject_unit, "unit", units_for(names, form.enterprise), form.unit,
           [&](std::uint32_t i) { return in(names.units[i].name); });
  tidy(names, form);
  if (fields.fault && form.unit.valid()) {
    const auto& faults = names.unit_classes[names.units[form.unit.index].unit_class].faults;
    Position fault(form.fault);
    choose(desk, Text::inject_fault, "fault", faults_for(names, form), fault,
           [&](std::uint32_t i) { return in(faults[i].name); });
    form.fault = fault.index;
  }
  if (fields.point)
    choose(desk, Text::inject_point, "point", points_for(names, form.enterprise, form.unit), form.point,
           [&](std::uint32_t i) { return point_words(desk, PointId(std::size_t{i})); });
  if (fields.sensor_fault)
    choose_number(desk, Text::inject_fault, "fault", names.sensor_faults.size(), form.fault,
                  [&](std::uint32_t i) { return in(names.sensor_faults[i].name); });
  if (fields.interlock)
    choose(desk, Text::inject_interlock, "interlock", interlocks_for(names, form.enterprise, form.unit),
           form.interlock, [&](std::uint32_t i) { return in(names.interlocks[i].name); });
  if (fields.gateway)
    choose(desk, Text::inject_gateway, "gateway", gateways_for(names, form.enterprise), form.gateway,
           [&](std::uint32_t i) { return names.gateways[i].name; });
  if (fields.link) {
    std::vector<std::uint32_t> all(names.links.size());
    std::iota(all.begin(), all.end(), 0u);
    choose(desk, Text::inject_link, "link", all, form.link,
           [&](std::uint32_t i) { return names.links[i].name; });
  }
  if (fields.office)
    choose(desk, Text::inject_office, "office", offices_for(names, form.enterprise), form.office,
           [&](std::uint32_t i) { return in(names.offices[i].name); });
  if (fields.channel)
    choose_number(desk, Text::inject_channel, "channel", names.channels.size(), form.channel,
                  [&](std::uint32_t i) { return in(names.channels[i].name); });
}

void draw_how(Desk& desk, const InjectionFields& fields) {
  InjectionForm& form = desk.instructor.form;
  const auto word = [&](const PortWord& w) {
    return std::string(desk.language == Language::english ? w.english : w.chinese);
  };
  if (fields.condition) {
    auto number = static_cast<std::uint32_t>(form.condition);
    choose_number(desk, Text::inject_condition, "condition", words_for<AlarmCondition>().size(), number,
                  [&](std::uint32_t i) { return word(words_for<AlarmCondition>()[i]); });
    form.condition = static_cast<AlarmCondition>(number);
  }
  if (fields.colour) {
    Position colour(static_cast<std::size_t>(form.colour));
    choose(desk, Text::inject_colour, "colour", {1, 2, 3, 4}, colour,
           [&](std::uint32_t i) { return word(words_for<Colour>()[i]); });
    form.colour = static_cast<Colour>(colour.index);
  }
  if (fields.size) {
    const std::string measure = measure_words(size_measure(desk.run->record.names, form));
    field(desk, Text::inject_size, "size", form.size,
          desk.say(Text::inject_size_hint) + (measure.empty() ? "" : " [" + measure + "]"));
  }
  if (fields.duration) field(desk, Text::inject_duration, "duration", form.duration, "90s, 5 min");
  field(desk, Text::inject_at, "at", form.at, desk.say(Text::inject_at_hint));
  if (fields.can_end) field(desk, Text::inject_lasts, "lasts", form.lasts, desk.say(Text::inject_lasts_hint));
}

void draw_planned(Desk& desk) {
  const float em = ImGui::GetFontSize();
  const auto& planned = desk.live->status().planned;
  ImGui::TextDisabled("%s", desk.say(planned.empty() ? Text::planned_none : Text::planned));
  if (planned.empty() || !ImGui::BeginTable("planned", 3, ImGuiTableFlags_RowBg)) return;
  ImGui::TableSetupColumn("time", ImGuiTableColumnFlags_WidthFixed, 5.5F * em);
  ImGui::TableSetupColumn("what", ImGuiTableColumnFlags_WidthStretch);
  ImGui::TableSetupColumn("act", ImGuiTableColumnFlags_WidthFixed, 6.0F * em);
  for (std::size_t i = 0; i < planned.size(); ++i) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted(clock_words(desk, planned[i].at).c_str());
    ImGui::TableNextColumn();
    const std::string words = action_words_of(desk.run->record.names, planned[i].action, desk.language);
    fitting_text(words);
    mark(desk, "instructor.planned." + std::to_string(i), words);
    ImGui::TableNextColumn();
    ImGui::PushID(static_cast<int>(planned[i].number));
    if (button(desk, Text::forget, "instructor.forget." + std::to_string(i), Text::forget))
      desk.live->ask(live::Forget{planned[i].number});
    ImGui::PopID();
  }
  ImGui::EndTable();
}

}  // namespace

void draw_injection(Desk& desk) {
  InjectionForm& form = desk.instructor.form;
  const Names& names = desk.run->record.names;
  if (!form.enterprise.valid()) form.enterprise = desk.selection.enterprise;
  if (const Findings* findings = desk.run->findings(); findings && form.fault_class.empty())
    form.fault_class = findings->fault_class;
  draw_kind(desk);
  tidy(names, form);
  const InjectionFields fields = fields_of(form.kind);
  draw_place(desk, fields);
  draw_how(desk, fields);
  const float em = ImGui::GetFontSize();
  ImGui::Dummy({5.7F * em, 1});
  ImGui::SameLine(6.5F * em);
  ImGui::PushStyleColor(ImGuiCol_Button, with_alpha(paint(desk.dark).accent, 0.5));
  const std::string over = desk.live->ended() ? desk.say(Text::state_ended) : "";
  if (able_button(desk, desk.say(Text::inject), "instructor.inject", desk.say(Text::inject_hint), over,
                  8 * em)) {
    const auto request = request_of(names, form, desk.live->status().now);
    if (const auto* inject = std::get_if<live::Inject>(&request)) {
      desk.live->ask(*inject);
      desk.instructor.trouble.clear();
    } else {
      desk.instructor.trouble = std::get<Label>(request).in(desk.language);
    }
  }
  ImGui::PopStyleColor();
  if (!desk.instructor.trouble.empty()) {
    ImGui::PushStyleColor(ImGuiCol_Text, paint(desk.dark).bad);
    ImGui::TextWrapped("%s", desk.instructor.trouble.c_str());
    ImGui::PopStyleColor();
    mark(desk, "instructor.trouble", desk.instructor.trouble);
  }
  draw_planned(desk);
}

}  // namespace fengsui::viz
