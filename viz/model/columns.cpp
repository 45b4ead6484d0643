#include "viz/model/columns.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace fengsui::viz {

namespace {

using T = Text;

const std::array<ColumnText, 13> table{
    {{T::column_time, {"time of day of the scenario", "情景中的时刻"}},
     {T::column_lane,
      {"where it happened: plant, sensors, network 网络, engine under test 被测引擎, or an office 机构",
       "发生位置：设备、传感器、网络、被测引擎或机构"}},
     {T::column_event, {"▲ danger 险情, ● notice 提示; pale: still to come", "▲险情，●提示；浅色：尚未发生"}},
     {T::column_expected, {"what the scenario 情景 asks for", "情景的预期"}},
     {T::column_got, {"what happened, and when; click goes there", "实际情况与时刻；点击跳转"}},
     {T::column_score,
      {"what is measured of the engine under test 被测引擎 and of the people", "对被测引擎和人员的评价指标"}},
     {T::column_value, {"– where there was nothing to measure", "“–”表示无可评价"}},
     {T::column_seat, {"the desk of one role at an office 机构", "某机构的一个岗位"}},
     {T::score_acts, {"buttons pressed at the seat 席位", "席位上的操作次数"}},
     {T::score_in_time, {"steps done within their time limit 时限", "在规定时限内完成的步骤"}},
     {T::score_late, {"steps done after their time limit 时限, or never", "超过规定时限或未完成的步骤"}},
     {T::score_signing,
      {"from a warning 预警 on the desk until it was signed 签收, on the average",
       "从预警到达至签收的平均用时"}},
     {T::score_simulated,
      {"how many of the simulated officers 值守员 in the same scenario were not faster",
       "同一情景下不比其更快的模拟值守员比例"}}}};

}  // namespace

std::span<const ColumnText> columns() { return table; }

std::string explain_column(Text title, Language language) {
  const auto found = std::ranges::find(table, title, &ColumnText::title);
  assert(found != table.end());
  const std::string english = text(title, Language::english), chinese = text(title, Language::chinese);
  if (language == Language::english) return english + " " + chinese + ": " + found->meaning.english;
  return chinese + " " + english + "：" + found->meaning.chinese;
}

}  // namespace fengsui::viz
