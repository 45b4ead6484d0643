#include "scenarios/register_form.h"

namespace fengsui {

std::vector<std::string> RegisterForm::columns() const {
  namespace column = register_column;
  std::vector<std::string> headings = {column::number, column::district, column::street,
                                       column::name,   column::address,  column::capacity};
  for (const EquipmentColumn& entry : equipment) headings.push_back(entry.chinese);
  return headings;
}

const std::vector<RegisterForm>& register_forms() {
  static const std::vector<RegisterForm> forms = {
      {RegisterSector::aluminium,
       "aluminium processing (deep-well casting)",
       "铝加工（深井铸造）企业基础情况表",
       {{"固定式熔炼炉（台）", "fixed melting furnaces", "fixed_furnace"},
        {"倾动式熔炼炉（台）", "tilting melting furnaces", "tilting_furnace"},
        {"深井浇筑系统数量（套）", "deep-well casting systems", "casting_well"},
        {"钢丝绳式提升装置（套）", "wire-rope hoists", "rope_hoist"}}},
      {RegisterSector::steel,
       "steel",
       "钢铁企业基础情况表",
       {{"炼铁/高炉（座）", "blast furnaces", ""},
        {"炼钢/转炉（座）", "converters", ""},
        {"炼钢/电炉（座）", "electric arc furnaces", ""},
        {"炼钢/精炼炉（座）", "refining furnaces", ""},
        {"炼钢/冶金铸造起重机（台）", "foundry cranes", ""},
        {"煤气/焦炉煤气柜（座）", "coke-oven gas holders", ""},
        {"煤气/高炉煤气柜（座）", "blast-furnace gas holders", ""},
        {"煤气/转炉煤气柜（座）", "converter gas holders", ""},
        {"钢结构桶型仓（个）", "steel silos", ""}}},
  };
  return forms;
}

}  // namespace fengsui
