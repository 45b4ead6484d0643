// The official register of enterprises (企业基础情况表): who exists, where, with which equipment.
// Plain data; columns by form: register_form.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fengsui {

enum class RegisterSector : std::uint8_t { aluminium, steel };

// One equipment column of the form.
struct EquipmentColumn {
  std::string chinese;     // as printed: "固定式熔炼炉（台）"
  std::string english;     // "fixed melting furnaces"
  std::string unit_class;  // of the catalogue, "fixed_furnace"; empty: not yet simulated
};

struct RegisterRow {
  std::size_t line = 0;  // in the file
  std::string district, street, name, address;
  double capacity = 0.0;              // [10^4 t/a]
  std::vector<std::uint32_t> counts;  // per equipment column
};

// Something the reader wants people to know, in both languages.
struct RegisterNotice {
  std::string english, chinese;
};

struct Register {
  RegisterSector sector = RegisterSector::aluminium;
  std::vector<EquipmentColumn> equipment;
  std::vector<RegisterRow> rows;
  std::vector<RegisterNotice> notices;

  // How many units of a class the enterprise of this row has; 0 when the form has no such column.
  std::uint32_t count(const RegisterRow& row, std::string_view unit_class) const;

  // The districts, each once, in order of appearance.
  std::vector<std::string> districts() const;
  std::vector<std::string> names() const;
};

}  // namespace fengsui
