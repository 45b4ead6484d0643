#include "twin/report/words.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "twin/record/names.h"
#include "twin/report/texts.h"

namespace fengsui {

std::string number_words(double value) {
  if (!std::isfinite(value)) return "–";
  std::array<char, 64> buffer{};
  const char* format = std::abs(value) >= 1000.0 ? "%.0f" : "%.4g";
  std::snprintf(buffer.data(), buffer.size(), format, value);
  return buffer.data();
}

std::string duration_words(Duration duration, Language language) {
  const bool english = language == Language::english;
  const std::string second = english ? " s" : " 秒", minute = english ? " min" : " 分",
                    hour = english ? " h" : " 小时", day = english ? " d" : " 天";
  const double seconds = std::abs(to_seconds(duration));
  const std::string sign = duration < Duration::zero() ? "−" : "";
  std::array<char, 32> buffer{};
  if (seconds < 119.5) {
    std::snprintf(buffer.data(), buffer.size(), seconds < 9.95 ? "%.2g" : "%.0f", seconds);
    return sign + buffer.data() + second;
  }
  const long long whole = std::llround(seconds);
  if (whole < 7200) {
    const std::string rest = whole % 60 ? " " + std::to_string(whole % 60) + second : "";
    return sign + std::to_string(whole / 60) + minute + rest;
  }
  if (whole < 172800) {
    const std::string rest = whole / 60 % 60 ? " " + std::to_string(whole / 60 % 60) + minute : "";
    return sign + std::to_string(whole / 3600) + hour + rest;
  }
  const std::string rest = whole / 3600 % 24 ? " " + std::to_string(whole / 3600 % 24) + hour : "";
  return sign + std::to_string(whole / 86400) + day + rest;
}

std::string duration_words(const std::optional<Duration>& duration, std::string_view absent,
                           Language language) {
  return duration ? duration_words(*duration, language) : std::string(absent);
}

std::string filled(std::string text, std::initializer_list<std::pair<std::string_view, std::string>> values) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    bool replaced = false;
    for (const auto& [name, value] : values) {
      const std::string slot = "{" + std::string(name) + "}";
      if (text.compare(i, slot.size(), slot) != 0) continue;
      result += value;
      i += slot.size();
      replaced = true;
      break;
    }
    if (!replaced) result += text[i++];
  }
  return result;
}

Json styled(std::string text, std::string_view style) {
  return {{"text", std::move(text)}, {"style", style}};
}

Json badge(std::string text, std::string_view verdict) {
  return {{"text", std::move(text)}, {"badge", verdict}};
}

std::string colour_letter(Colour colour, Language language) {
  static constexpr std::array<std::pair<const char*, const char*>, colour_count> letters{
      {{"–", "–"}, {"B", "蓝"}, {"Y", "黄"}, {"O", "橙"}, {"R", "红"}}};
  const auto& [english, chinese] = letters[static_cast<std::size_t>(colour)];
  return language == Language::english ? english : chinese;
}

Json colour_cell(Colour colour, Language language) {
  if (colour == Colour::none) return "–";
  const KeyedName& name = colour_name(static_cast<std::uint32_t>(colour));
  const std::string words = name.name.in(language);
  return {{"text", language == Language::english ? colour_letter(colour, language) + " " + words : words},
          {"colour", name.key}};
}

Table::Table(Language language, std::string_view empty_key, std::size_t most)
    : language_(language),
      most_(most),
      content_{
          {"columns", Json::array()}, {"rows", Json::array()}, {"empty", report_text(empty_key, language)}} {}

Table& Table::titled_column(std::string title) {
  content_["columns"].push_back({{"text", std::move(title)}});
  return *this;
}

Table& Table::column(std::string_view key) { return titled_column(report_text(key, language_)); }

Table& Table::number_column(std::string_view key) {
  content_["columns"].push_back({{"text", report_text(key, language_)}, {"numeric", true}});
  return *this;
}

void Table::row(Json cells, bool failed) {
  if (content_["rows"].size() >= most_) {
    ++left_out_;
    return;
  }
  Json entry{{"cells", std::move(cells)}};
  if (failed) entry["failed"] = true;
  content_["rows"].push_back(std::move(entry));
}

Json Table::json() const {
  Json result = content_;
  if (left_out_ > 0)
    result["more"] = filled(report_text("and_more", language_), {{"n", std::to_string(left_out_)}});
  return result;
}

}  // namespace fengsui
