// Numbers, durations and tables as the page shows them.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "sim/base/time.h"
#include "sim/port/messages.h"
#include "twin/record/label.h"

namespace fengsui {

using Json = nlohmann::ordered_json;

// At most four significant digits: "0.2667", "27.3", "158.2", "12345".
std::string number_words(double value);

// "27 s", "1 min 32 s", "2 h 05 min", "3 d 4 h"; negative ones with a minus sign.
std::string duration_words(Duration duration, Language language);
std::string duration_words(const std::optional<Duration>& duration, std::string_view absent,
                           Language language);

// The text with each {name} replaced by its value.
std::string filled(std::string text, std::initializer_list<std::pair<std::string_view, std::string>> values);

// Cells of a table: a plain text is a cell already.
Json styled(std::string text, std::string_view style);  // "good", "bad", "mono"
Json badge(std::string text, std::string_view verdict);
Json colour_cell(Colour colour, Language language);
// One letter for a colour: R O Y B, 红橙黄蓝.
std::string colour_letter(Colour colour, Language language);

// A table of at most `most` rows; what is left out is counted beneath.
class Table {
 public:
  Table(Language language, std::string_view empty_key, std::size_t most = 200);

  Table& column(std::string_view key);  // a text of texts.h
  Table& number_column(std::string_view key);
  Table& titled_column(std::string title);
  void row(Json cells, bool failed = false);
  Json json() const;

 private:
  Language language_;
  std::size_t most_, left_out_ = 0;
  Json content_;
};

}  // namespace fengsui
