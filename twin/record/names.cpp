#include "twin/record/names.h"

#include "sim/port/words.h"
#include "twin/record/record.h"

namespace fengsui {

namespace {

const KeyedName unknown{"unknown", {"unknown", "未知"}};

const KeyedName& entry(const std::vector<KeyedName>& table, std::uint32_t index) {
  return index < table.size() ? table[index] : unknown;
}

template <class Enum>
std::vector<KeyedName> table_of() {
  std::vector<KeyedName> table;
  for (const PortWord& word : words_for<Enum>())
    table.push_back({std::string(word.key), {std::string(word.english), std::string(word.chinese)}});
  return table;
}

}  // namespace

const KeyedName& colour_name(std::uint32_t colour) {
  static const std::vector<KeyedName> table = table_of<Colour>();
  return entry(table, colour);
}

const KeyedName& condition_name(std::uint32_t condition) {
  static const std::vector<KeyedName> table = table_of<AlarmCondition>();
  return entry(table, condition);
}

const KeyedName& outcome_name(Outcome outcome) {
  static const std::vector<KeyedName> table = {{"running", {"still running", "运行中"}},
                                               {"finished", {"finished", "正常结束"}},
                                               {"interrupted", {"interrupted", "中断"}},
                                               {"stalled", {"engine under test stalled", "被测引擎停滞"}},
                                               {"failed", {"engine under test failed", "被测引擎失败"}}};
  return entry(table, static_cast<std::uint32_t>(outcome));
}

}  // namespace fengsui
