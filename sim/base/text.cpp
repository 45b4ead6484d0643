#include "sim/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include "sim/base/utf8.h"

namespace fengsui {

namespace {

// Units that data files may use: each has a dimension and a factor and offset to that dimension's base unit.
struct Unit {
  std::string_view name, dimension;
  double factor;
};

constexpr std::array units = {
    Unit{"", "1", 1},
    Unit{"1", "1", 1},
    Unit{"%", "1", 0.01},
    Unit{"us", "s", 1e-6},
    Unit{"ms", "s", 1e-3},
    Unit{"s", "s", 1},
    Unit{"min", "s", 60},
    Unit{"h", "s", 3600},
    Unit{"d", "s", 86400},
    Unit{"y", "s", 31557600},
    Unit{"1/y", "1/s", 1 / 31557600.0},
    Unit{"1/d", "1/s", 1 / 86400.0},
    Unit{"1/h", "1/s", 1 / 3600.0},
    Unit{"1/min", "1/s", 1 / 60.0},
    Unit{"1/s", "1/s", 1},
    Unit{"mm", "m", 1e-3},
    Unit{"cm", "m", 1e-2},
    Unit{"m", "m", 1},
    Unit{"km", "m", 1e3},
    Unit{"mm/s", "m/s", 1e-3},
    Unit{"m/s", "m/s", 1},
    Unit{"mm/min", "m/s", 1e-3 / 60},
    Unit{"m/min", "m/s", 1.0 / 60},
    Unit{"m2", "m2", 1},
    Unit{"m3", "m3", 1},
    Unit{"m3/h", "m3/s", 1 / 3600.0},
    Unit{"L/min", "m3/s", 1e-3 / 60},
    Unit{"L", "m3", 1e-3},
    Unit{"g", "kg", 1e-3},
    Unit{"kg", "kg", 1},
    Unit{"t", "kg", 1e3},
    Unit{"kg/s", "kg/s", 1},
    Unit{"kg/min", "kg/s", 1.0 / 60},
    Unit{"t/h", "kg/s", 1 / 3.6},
    Unit{"Pa", "Pa", 1},
    Unit{"kPa", "Pa", 1e3},
    Unit{"MPa", "Pa", 1e6},
    Unit{"K", "K", 1},
    Unit{"degC", "degC", 1},
    Unit{"°C", "degC", 1},
    Unit{"K/min", "K/s", 1.0 / 60},
    Unit{"K/s", "K/s", 1},
    Unit{"deg", "deg", 1},
    Unit{"deg/s", "deg/s", 1},
    Unit{"mm/m", "mm/m", 1},
    Unit{"N", "N", 1},
    Unit{"kN", "N", 1e3},
    Unit{"kW", "W", 1e3},
    Unit{"%/min", "1/s", 0.01 / 60},
    Unit{"%LEL", "%LEL", 1},
    Unit{"ppm", "ppm", 1},
    Unit{"bit", "bit", 1},
    Unit{"byte", "bit", 8},
    Unit{"bit/s", "bit/s", 1},
    Unit{"kbit/s", "bit/s", 1e3},
    Unit{"Mbit/s", "bit/s", 1e6},
    Unit{"Gbit/s", "bit/s", 1e9},
    Unit{"people", "people", 1},
    Unit{"n/lay", "n/lay", 1},
};

const Unit* find_unit(std::string_view name) {
  const auto unit = std::ranges::find(units, name, &Unit::name);
  return unit == units.end() ? nullptr : &*unit;
}

// What a unit measures, how often per second, and its factor to the base unit.
struct UnitMeaning {
  std::string_view dimension;
  int per_second = 0;
  double factor = 1.0;
};

// Of a unit in the table, or of such a unit per time: "degC/min", "kPa/s".
std::optional<UnitMeaning> meaning_of(std::string_view name) {
  const Unit *unit = find_unit(name), *time = nullptr;
  if (const std::size_t slash = name.rfind('/'); !unit && slash != std::string_view::npos && slash > 0) {
    unit = find_unit(name.substr(0, slash));
    time = find_unit(name.substr(slash + 1));
    if (!time || time->dimension != "s") return {};
  }
  if (!unit) return {};

  UnitMeaning meaning{unit->dimension, 0, unit->factor};
  for (; meaning.dimension.ends_with("/s"); ++meaning.per_second) meaning.dimension.remove_suffix(2);
  if (time) meaning.factor /= time->factor, ++meaning.per_second;
  // temperatures that change do so in kelvin
  if (meaning.per_second > 0 && meaning.dimension == "degC") meaning.dimension = "K";
  return meaning;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Exactly `digits` decimal digits at the front of `text`, which are removed.
std::optional<int> take_digits(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return {};
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
  if (error != std::errc{} || end != text.data() + digits || text.front() == '-') return {};
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

// ".250" as microseconds; nothing at all is zero.
std::optional<std::int64_t> take_fraction(std::string_view& text) {
  if (!take(text, '.')) return 0;
  std::int64_t microseconds = 0, scale = 100000;
  if (text.empty()) return {};
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    microseconds += scale * (text.front() - '0');
    scale /= 10;
    text.remove_prefix(1);
  }
  return microseconds;
}

// "hh:mm:ss[.fraction]", hours of one to six digits.
std::optional<Duration> parse_clock(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == 0 || colon == std::string_view::npos || colon > 6) return {};
  const auto hours = take_digits(text, colon);
  if (!hours || !take(text, ':')) return {};
  const auto minutes = take_digits(text, 2);
  if (!minutes || *minutes > 59 || !take(text, ':')) return {};
  const auto seconds = take_digits(text, 2);
  if (!seconds || *seconds > 59) return {};
  const auto fraction = take_fraction(text);
  if (!fraction || !text.empty()) return {};
  return std::chrono::hours{*hours} + std::chrono::minutes{*minutes} + std::chrono::seconds{*seconds} +
         Duration{*fraction};
}

std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<double> parse_quantity(std::string_view text, std::string_view unit) {
  text = trimmed(text);
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || !std::isfinite(value)) return {};
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  const std::string_view name = trimmed(text);
  if (name == unit) return value;
  const auto from = meaning_of(name), to = meaning_of(unit);
  if (!from || !to || from->dimension != to->dimension || from->per_second != to->per_second) return {};
  const double converted = value * from->factor / to->factor;
  if (!std::isfinite(converted)) return {};
  return converted;
}

bool known_unit(std::string_view unit) { return meaning_of(unit).has_value(); }

std::optional<Duration> parse_duration(std::string_view text) {
  text = trimmed(text);
  if (text.find(':') != std::string_view::npos) return parse_clock(text);
  const auto seconds = parse_quantity(text, "s");
  if (!seconds || std::abs(*seconds) > 9e12 || (!text.empty() && text.back() >= '0' && text.back() <= '9'))
    return {};
  return from_seconds(*seconds);
}

std::optional<WallTime> parse_wall_time(std::string_view text) {
  const auto year = take_digits(text, 4);
  if (!year || !take(text, '-')) return {};
  const auto month = take_digits(text, 2);
  if (!month || !take(text, '-')) return {};
  const auto day = take_digits(text, 2);
  if (!day || !take(text, 'T')) return {};
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return {};

  const std::size_t offset_at = text.find_first_of("+-Z");
  if (offset_at == std::string_view::npos || text.find(':') != 2) return {};
  const auto clock = parse_clock(text.substr(0, offset_at));
  if (!clock || *clock >= std::chrono::hours{24}) return {};
  text.remove_prefix(offset_at);
  Duration offset{};
  if (text != "Z") {
    const int sign = text.front() == '-' ? -1 : 1;
    text.remove_prefix(1);
    const auto hours = take_digits(text, 2);
    if (!hours || *hours > 14 || !take(text, ':')) return {};
    const auto minutes = take_digits(text, 2);
    if (!minutes || *minutes > 59 || !text.empty()) return {};
    offset = sign * (std::chrono::hours{*hours} + std::chrono::minutes{*minutes});
  }
  const auto midnight = std::chrono::duration_cast<Duration>(std::chrono::sys_days{date}.time_since_epoch());
  return WallTime{midnight + *clock - offset, offset};
}

std::string format_wall_time(WallTime start, Time time) {
  using namespace std::chrono;
  if (time == never) return "never";
  const Duration local = start.since_epoch + start.offset + time.time_since_epoch();
  const auto day = floor<days>(sys_time<Duration>{local});
  const year_month_day date{day};
  const hh_mm_ss clock{floor<seconds>(sys_time<Duration>{local} - day)};
  const auto offset_minutes = duration_cast<minutes>(start.offset).count();
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d%c%02d:%02d", int(date.year()),
                unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()),
                int(clock.minutes().count()), int(clock.seconds().count()), offset_minutes < 0 ? '-' : '+',
                int(std::abs(offset_minutes) / 60), int(std::abs(offset_minutes) % 60));
  return text;
}

std::string format_duration(Duration duration) {
  if (duration == forever) return "forever";
  const std::int64_t seconds = std::abs(duration.count() / 1000000);
  const std::int64_t microseconds = std::abs(duration.count() % 1000000);
  char text[64];
  int length = std::snprintf(text, sizeof text, "%s%02lld:%02lld:%02lld", duration.count() < 0 ? "-" : "",
                             static_cast<long long>(seconds / 3600),
                             static_cast<long long>(seconds / 60 % 60), static_cast<long long>(seconds % 60));
  if (microseconds) {
    length += std::snprintf(text + length, sizeof text - static_cast<std::size_t>(length), ".%06lld",
                            static_cast<long long>(microseconds));
    while (text[length - 1] == '0') text[--length] = '\0';
  }
  return text;
}

std::string format_number(double value) {
  char text[32];
  const auto [end, error] = std::to_chars(text, text + sizeof text, value);
  return error == std::errc{} ? std::string(text, end) : "nan";
}

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates) {
  // by characters: two Chinese characters often share bytes. A very long word resembles nothing.
  const std::u32string characters = code_points(word);
  if (candidates.empty() || characters.size() > 1000) return {};
  std::size_t smallest = std::max<std::size_t>(2, characters.size() / 2) + 1;
  const std::string* best = nullptr;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(characters, code_points(candidate));
    if (distance >= smallest) continue;
    smallest = distance;
    best = &candidate;
  }
  if (!best) return {};
  return *best;
}

}  // namespace fengsui
