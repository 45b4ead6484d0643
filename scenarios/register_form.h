// The official forms that can be read, with their columns as printed (merged headings written with a slash).
#pragma once

#include <vector>

#include "scenarios/register.h"

namespace fengsui {

// The columns that every form begins with.
namespace register_column {
inline constexpr const char* number = "序号";
inline constexpr const char* district = "区";
inline constexpr const char* street = "街道/镇/工业区";
inline constexpr const char* name = "企业名称";
inline constexpr const char* address = "企业地址";
inline constexpr const char* capacity = "产能（万吨/年）";
}  // namespace register_column

struct RegisterForm {
  RegisterSector sector;
  std::string english, chinese;  // name of the form
  std::vector<EquipmentColumn> equipment;

  // All headings of the form.
  std::vector<std::string> columns() const;
};

const std::vector<RegisterForm>& register_forms();

}  // namespace fengsui
