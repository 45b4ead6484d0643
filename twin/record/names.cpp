#include "twin/record/names.h"

#include <array>

#include "twin/record/record.h"

namespace fengsui {

namespace {

const KeyedName unknown{"unknown", {"unknown", "未知"}};

template <std::size_t Size>
const KeyedName& entry(const std::array<KeyedName, Size>& table, std::uint32_t index) {
  return index < Size ? table[index] : unknown;
}

}  // namespace

const KeyedName& colour_name(std::uint32_t colour) {
  static const std::array<KeyedName, colour_count> table = {{{"none", {"none", "无"}},
                                                             {"blue", {"blue", "蓝色"}},
                                                             {"yellow", {"yellow", "黄色"}},
                                                             {"orange", {"orange", "橙色"}},
                                                             {"red", {"red", "红色"}}}};
  return entry(table, colour);
}

const KeyedName& condition_name(std::uint32_t condition) {
  static const std::array<KeyedName, condition_count> table = {{{"low_low", {"low-low", "低低限"}},
                                                                {"low", {"low", "低限"}},
                                                                {"high", {"high", "高限"}},
                                                                {"high_high", {"high-high", "高高限"}},
                                                                {"rate", {"rate of change", "变化率"}},
                                                                {"stuck", {"stuck", "数据不变"}},
                                                                {"offline", {"offline", "离线"}},
                                                                {"state", {"state", "状态"}}}};
  return entry(table, condition);
}

const KeyedName& outcome_name(Outcome outcome) {
  static const std::array<KeyedName, 5> table = {{{"running", {"still running", "运行中"}},
                                                  {"finished", {"finished", "正常结束"}},
                                                  {"interrupted", {"interrupted", "中断"}},
                                                  {"stalled", {"engine under test stalled", "被测引擎停滞"}},
                                                  {"failed", {"failed", "失败"}}}};
  return entry(table, static_cast<std::uint32_t>(outcome));
}

}  // namespace fengsui
