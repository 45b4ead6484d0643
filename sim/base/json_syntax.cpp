#include "sim/base/json_syntax.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "sim/base/utf8.h"

namespace fengsui {

namespace {

constexpr std::size_t deepest_nesting = 64;

std::string line_and_column(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, std::min(byte, text.size()));
  const auto line = 1 + std::ranges::count(before, '\n');
  const std::size_t newline = before.rfind('\n');
  const auto column = code_points(newline == std::string_view::npos ? before : before.substr(newline + 1));
  return "line " + std::to_string(line) + ", column " +
         std::to_string(std::max<std::size_t>(1, column.size()));
}

// The parser's own words without its name, number and position.
std::string plain(std::string words) {
  if (const std::size_t colon = words.rfind("; "); colon != std::string::npos) words.resize(colon);
  if (const std::size_t dash = words.find(" - "); dash != std::string::npos) return words.substr(dash + 3);
  if (const std::size_t column = words.find(": "); column != std::string::npos)
    return words.substr(column + 2);
  if (const std::size_t bracket = words.find("] "); bracket != std::string::npos)
    return words.substr(bracket + 2);
  return words;
}

// Follows the parser through the text; each handler returns false to stop at the first fault.
class Watcher {
 public:
  using Json = nlohmann::json;

  explicit Watcher(std::string_view text) : text_(text) {}

  bool null() { return value(); }
  bool boolean(bool) { return value(); }
  bool number_integer(Json::number_integer_t) { return value(); }
  bool number_unsigned(Json::number_unsigned_t) { return value(); }
  bool number_float(Json::number_float_t, const Json::string_t&) { return value(); }
  bool string(Json::string_t&) { return value(); }
  bool binary(Json::binary_t&) { return value(); }

  bool start_object(std::size_t) { return open(); }
  bool start_array(std::size_t) {
    if (!open()) return false;
    levels_.back().array = true;
    return true;
  }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(Json::string_t& name) {
    if (!levels_.back().keys.insert(name).second) {
      fault = {pointer(), "the key \"" + shortened(name, 60) + "\" twice", "each key once"};
      return false;
    }
    levels_.back().at = name;
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const Json::exception& problem) {
    fault = {line_and_column(text_, position), shortened(plain(problem.what()), 200), "valid JSON"};
    return false;
  }

  std::optional<JsonSyntaxFault> fault;

 private:
  // One open object or array, and which of its members is being read.
  struct Level {
    bool array = false;
    std::size_t index = 0;
    std::string at;
    std::set<std::string> keys;
  };

  bool value() {
    if (!levels_.empty()) ++levels_.back().index;
    return true;
  }

  bool open() {
    if (levels_.size() >= deepest_nesting) {
      fault = {pointer(), "nesting deeper than 64 levels", "a flatter document"};
      return false;
    }
    levels_.emplace_back();
    return true;
  }

  bool close() {
    levels_.pop_back();
    return value();
  }

  // where the innermost open object stands
  std::string pointer() const {
    std::string text;
    for (std::size_t depth = 0; depth + 1 < levels_.size(); ++depth)
      text += "/" + (levels_[depth].array ? std::to_string(levels_[depth].index)
                                          : shortened(levels_[depth].at, 60));
    return text.empty() ? "/" : text;
  }

  std::string_view text_;
  std::vector<Level> levels_;
};

}  // namespace

std::optional<JsonSyntaxFault> json_syntax_fault(std::string_view text) {
  Watcher watcher(text);
  nlohmann::json::sax_parse(text, &watcher, nlohmann::json::input_format_t::json, /*strict=*/true,
                            /*ignore_comments=*/true);
  return watcher.fault;
}

}  // namespace fengsui
