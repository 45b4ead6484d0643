#include "viz/shell/fonts.h"

#include <imgui.h>

#include <array>
#include <cstdlib>
#include <string>

#include "sim/port/words.h"
#include "sim/workflow/words.h"
#include "viz/model/injection.h"
#include "viz/model/texts.h"

namespace fengsui::viz {

namespace {

namespace fs = std::filesystem;

// In the order of preference. The number is the place of Simplified Chinese within the file.
constexpr std::array<std::pair<const char*, int>, 5> known_fonts{{{"NotoSansCJK-Regular.ttc", 2},
                                                                  {"NotoSansCJKsc-Regular.otf", 0},
                                                                  {"NotoSansSC-Regular.otf", 0},
                                                                  {"wqy-microhei.ttc", 0},
                                                                  {"wqy-zenhei.ttc", 0}}};

// What engine, seats and live session say in words of their own, made of these.
constexpr std::string_view spoken =
    "、一上下不与且业两个中为主么之也事于互些产人从他件任企优会传但位何余作使促保修倍倒值假偏停先入全"
    "关其内再写决减出分划则删别到制刻前办加动区升单占即原去参反发取另只叫可台号合同名后含员周命器回固"
    "在场均处备复多大夹始字存安完定实审容对导少尚尽层属工已席常平序应度延开引录得必快态恢情意感成或所"
    "承抑投报择持指按换据掉接推提搁撤擎收改政故效数整文无时是景更最有期未本机权束条构查样核检概次正此"
    "死每比没法波注派测消滑滞满滤演点照状率现班理生用由申电的监盘直相督短确磁示离程空立端符第等签算管"
    "约级线练组终结给继续综编缺网罚置联能自至色节虚行要规视解触警计认记设话该误请谈象负责走超距跟路踪"
    "轮较达过近这远迟退送选通速部都采重量钟链锁错长间降限除险隔障非项须预颜颠风馈首高（），：；";

void add(ImFontGlyphRangesBuilder& builder, std::string_view words) {
  builder.AddText(words.data(), words.data() + words.size());
}

void add(ImFontGlyphRangesBuilder& builder, const Label& label) {
  add(builder, label.english);
  add(builder, label.chinese);
}

template <class Words>
void add_words(ImFontGlyphRangesBuilder& builder, const Words& words) {
  for (const auto& word : words) {
    add(builder, word.english);
    add(builder, word.chinese);
  }
}

void add_names(ImFontGlyphRangesBuilder& builder, const Record& record) {
  const Names& names = record.names;
  add(builder, record.run.title);
  add(builder, record.run.about);
  for (const Label& district : names.districts) add(builder, district);
  for (const EnterpriseName& enterprise : names.enterprises) add(builder, enterprise.name);
  for (const UnitClassNames& unit_class : names.unit_classes) {
    add(builder, unit_class.name);
    for (const Label& phase : unit_class.phases) add(builder, phase);
    for (const FaultName& fault : unit_class.faults) add(builder, fault.name);
    for (const AccidentName& accident : unit_class.accidents) add(builder, accident.name);
  }
  const auto add_all = [&](const auto& table) {
    for (const auto& row : table) add(builder, row.name);
  };
  add_all(names.units);
  add_all(names.points);
  for (const PointName& point : names.points) add(builder, point.measure);
  add_all(names.interlocks);
  add_all(names.sensor_faults);
  add_all(names.gateways);
  add_all(names.links);
  add_all(names.levels);
  add_all(names.offices);
  add_all(names.channels);
  add_all(names.measures);
  add_all(names.tasks);
  add_all(names.clocks);
  add_all(names.verdicts);
  add_all(names.plant_actions);
  add_all(names.instructor_actions);
  add_all(names.events);
  for (const Warning& warning : record.warnings) add(builder, warning.reason);
  // a live run has yet to give its reasons: they are in its rules
  for (const EmbeddedFile& input : record.run.inputs) add(builder, input.text);
}

}  // namespace

std::optional<fs::path> find_font() {
  std::vector<fs::path> folders{"/usr/share/fonts", "/usr/local/share/fonts"};
  if (const char* home = std::getenv("HOME")) folders.push_back(fs::path(home) / ".local/share/fonts");
  for (const auto& [name, number] : known_fonts)
    for (const fs::path& folder : folders) {
      std::error_code problem;
      for (fs::recursive_directory_iterator
               file(folder, fs::directory_options::skip_permission_denied, problem),
           end;
           !problem && file != end; file.increment(problem))
        if (file->path().filename() == name) return file->path();
    }
  return {};
}

void load_fonts(const std::optional<fs::path>& font, const Record* record, float size) {
  ImGuiIO& io = ImGui::GetIO();
  io.Fonts->Clear();
  if (!font) {
    io.Fonts->AddFontDefault();
    return;
  }
  ImFontGlyphRangesBuilder builder;
  builder.AddRanges(io.Fonts->GetGlyphRangesDefault());
  builder.AddRanges(io.Fonts->GetGlyphRangesChineseSimplifiedCommon());  // for what people type
  add(builder, spoken);
  add(builder, "…×→←▲●▼■◆≠·–—−≤≥±°²³µ");
  for (const ConsoleText& row : console_texts()) {
    add(builder, row.english);
    add(builder, row.chinese);
  }
  add_words(builder, log_kinds());
  add_words(builder, words_for<AlarmCondition>());
  add_words(builder, words_for<Colour>());
  add_words(builder, action_words());
  for (const auto& words :
       {workflow::clock_words(), workflow::task_words(), workflow::measure_words(), workflow::verdict_words(),
        workflow::trigger_words(), workflow::seat_role_words(), workflow::seat_act_words()})
    add_words(builder, words);
  if (record) add_names(builder, *record);

  // ImGui reads the ranges when the atlas is built: they have to live until then
  ImVector<ImWchar> ranges;
  builder.BuildRanges(&ranges);
  ImFontConfig config;
  config.OversampleH = 1;
  config.OversampleV = 1;
  config.PixelSnapH = true;
  for (const auto& [name, number] : known_fonts)
    if (font->filename() == name) config.FontNo = number;
  io.Fonts->AddFontFromFileTTF(font->c_str(), size, &config, ranges.Data);
  io.Fonts->Build();
}

}  // namespace fengsui::viz
