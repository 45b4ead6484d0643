#include "scenarios/written_quantity.h"

#include <algorithm>
#include <charconv>

#include "sim/base/text.h"
#include "sim/base/utf8.h"

namespace fengsui {

double WrittenQuantity::in(std::string_view unit, const std::string& file) const {
  if (const auto value = parse_quantity(text, unit)) return *value;
  const bool plain = unit.empty() || unit == "1";
  throw InputError(file, pointer, "\"" + shortened(text, 60) + "\"",
                   plain ? "a number without unit" : "a quantity in " + std::string(unit));
}

WrittenQuantity read_written_quantity(const JsonValue& value) {
  if (value.is_number()) return {format_number(value.number()), value.pointer()};
  const std::string text = value.text();

  // the unit is what follows the number
  double number = 0.0;
  const char* const end = text.data() + text.size();
  std::string_view unit(text);
  unit.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  unit = {std::from_chars(unit.data(), end, number).ptr, end};
  while (unit.starts_with(' ')) unit.remove_prefix(1);
  while (unit.ends_with(' ')) unit.remove_suffix(1);
  if (!known_unit(unit) || !parse_quantity(text, unit))
    throw value.error("\"" + shortened(text, 60) + "\"",
                      "a number with a known unit, such as \"1.72 kg/s\" or \"110 mm\"");
  return {text, value.pointer()};
}

}  // namespace fengsui
