#include "twin/upload/beijing_time.h"

#include <array>
#include <cstdio>

namespace fengsui::upload {

namespace {

using namespace std::chrono;

constexpr hours ahead_of_utc{8};

// So many digits from there; nothing when one of them is none.
std::optional<int> number_at(std::string_view text, std::size_t begin, std::size_t width) {
  int number = 0;
  for (const char digit : text.substr(begin, width)) {
    if (digit < '0' || digit > '9') return {};
    number = number * 10 + (digit - '0');
  }
  return number;
}

}  // namespace

std::string format_beijing(Second time) {
  const Second local = time + ahead_of_utc;
  const sys_days day = floor<days>(local);
  const year_month_day date(day);
  const hh_mm_ss clock(local - day);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u %02d:%02d:%02d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text.data();
}

std::optional<Second> parse_beijing(std::string_view text) {
  if (text.size() != 19 || text[4] != '-' || text[7] != '-' || text[10] != ' ' || text[13] != ':' ||
      text[16] != ':')
    return {};
  const auto y = number_at(text, 0, 4), m = number_at(text, 5, 2), d = number_at(text, 8, 2),
             hour = number_at(text, 11, 2), minute = number_at(text, 14, 2), second = number_at(text, 17, 2);
  if (!y || !m || !d || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) return {};
  const year_month_day date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return {};
  return Second(sys_days(date)) + hours{*hour} + minutes{*minute} + seconds{*second} - ahead_of_utc;
}

}  // namespace fengsui::upload
