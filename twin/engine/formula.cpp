#include "twin/engine/formula.h"

#include <muParser.h>

#include <algorithm>
#include <cassert>
#include <cctype>
#include <cmath>

namespace fengsui::engine {

namespace {

constexpr std::size_t longest_text = 1000;

// muParser writes "&&" and "||"; people write words.
double both(double left, double right) { return left != 0.0 && right != 0.0 ? 1.0 : 0.0; }
double either(double left, double right) { return left != 0.0 || right != 0.0 ? 1.0 : 0.0; }

bool is_name(const std::string& name) {
  const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
  const auto part = [&](char c) {
    return letter(c) || c == '_' || std::isdigit(static_cast<unsigned char>(c)) != 0;
  };
  return !name.empty() && letter(name.front()) && std::ranges::all_of(name, part);
}

bool assigns(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') continue;
    const bool second = i > 0 && std::string_view("<>=!").find(text[i - 1]) != std::string_view::npos;
    const bool first = i + 1 < text.size() && text[i + 1] == '=';
    if (!second && !first) return true;
  }
  return false;
}

}  // namespace

struct Formula::Parser {
  std::vector<double> values;
  mu::Parser parser;

  Parser(const std::string& text, const std::vector<std::string>& names) : values(names.size(), 0.0) {
    parser.ClearConst();
    parser.DefineOprt("and", both, mu::prLAND, mu::oaLEFT, true);
    parser.DefineOprt("or", either, mu::prLOR, mu::oaLEFT, true);
    for (std::size_t i = 0; i < names.size(); ++i) parser.DefineVar(names[i], &values[i]);
    parser.SetExpr(text);
  }
};

Formula::Formula(std::string text, std::vector<std::string> names)
    : text_(std::move(text)), names_(std::move(names)), parser_(std::make_unique<Parser>(text_, names_)) {
  assert(!problem_of(text_, names_, UseOfNames::some));
}

Formula::Formula(Formula&&) noexcept = default;
Formula::~Formula() = default;

Formula& Formula::operator=(Formula other) noexcept {
  text_.swap(other.text_);
  names_.swap(other.names_);
  parser_.swap(other.parser_);
  return *this;
}

std::optional<double> Formula::value(std::span<const double> values) {
  assert(values.size() == names_.size());
  std::ranges::copy(values, parser_->values.begin());
  const double result = parser_->parser.Eval();
  return std::isfinite(result) ? std::optional(result) : std::nullopt;
}

std::optional<std::string> problem_of(const std::string& text, const std::vector<std::string>& names,
                                      UseOfNames use) {
  if (text.size() > longest_text) return "a formula of " + std::to_string(text.size()) + " characters";
  if (text.find_first_not_of(" \t\n") == std::string::npos) return "an empty formula";
  if (assigns(text)) return "\"=\", which compares nothing (== does)";
  for (const std::string& name : names)
    if (!is_name(name)) return "the name \"" + name + "\"";
  try {
    Formula::Parser parser(text, names);
    for (const std::string& name : names)
      if (use == UseOfNames::all && !parser.parser.GetUsedVar().contains(name))
        return "\"" + name + "\", which is not used";
    parser.parser.Eval();
    if (parser.parser.GetNumResults() != 1) return "several results";
  } catch (const mu::Parser::exception_type& problem) {
    return problem.GetMsg();
  }
  return {};
}

}  // namespace fengsui::engine
