#include "twin/study_report/rare_words.h"

#include <cmath>
#include <cstdio>

#include "sim/base/text.h"

namespace fengsui {

std::string probability_words(double probability, int digits) {
  char text[48];
  if (probability == 0.0 || probability >= 1e-3) {
    std::snprintf(text, sizeof text, "%.*g", digits, probability);
    return text;
  }
  // "2.6e-06" without its nought
  std::snprintf(text, sizeof text, "%.*e", digits - 1, probability);
  std::string words = text;
  const std::size_t mark = words.find('e');
  std::string mantissa = words.substr(0, mark);
  if (mantissa.find('.') != std::string::npos) {
    mantissa.erase(mantissa.find_last_not_of('0') + 1);
    if (mantissa.back() == '.') mantissa.pop_back();
  }
  return mantissa + "e" + std::to_string(std::stoi(words.substr(mark + 1)));
}

// "384 000"
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, "\u202f");  // narrow space
  return digits;
}

// "65", "380 000": two digits that count.
std::string one_in(double probability) {
  const double rough = 1.0 / probability, power = std::pow(10.0, std::floor(std::log10(rough)) - 1.0);
  const double rounded = std::round(rough / power) * power;
  if (rounded >= 1e9) return probability_words(rounded, 2);
  return grouped(static_cast<std::uint64_t>(std::llround(rounded)));
}

// "00:02:03.2"
std::string clock_words(Time time) {
  const std::int64_t tenths = (time.time_since_epoch().count() + 50'000) / 100'000;
  return format_duration(Duration{tenths * 100'000});
}

}  // namespace fengsui
