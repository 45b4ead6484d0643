#include "viz/model/engine_words.h"

#include <cctype>

namespace fengsui::viz {

namespace {

bool letter_or_digit(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Where it stands alone: "well 1" is not in "well 12".
void replace_words(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos;) {
    const std::size_t end = at + from.size();
    const bool alone =
        (at == 0 || !letter_or_digit(text[at - 1])) && (end == text.size() || !letter_or_digit(text[end]));
    if (alone) text.replace(at, from.size(), to);
    at = text.find(from, at + (alone ? to.size() : from.size()));
  }
}

}  // namespace

std::string with_unit_names(std::string chinese, const Names& names, EnterpriseId enterprise) {
  for (const UnitName& unit : names.units)
    if (unit.enterprise == enterprise && !unit.name.english.empty() && !unit.name.chinese.empty())
      replace_words(chinese, unit.name.english, unit.name.chinese);
  return chinese;
}

std::string reason_words(const std::string& reason, const Names& names, EnterpriseId enterprise,
                         Language language) {
  const std::size_t middle = reason.find(" / ");
  if (language == Language::english) return middle == std::string::npos ? reason : reason.substr(middle + 3);
  return with_unit_names(reason.substr(0, middle), names, enterprise);
}

}  // namespace fengsui::viz
