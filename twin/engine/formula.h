// A formula over named numbers: "in - out", "hot >= 60 and flow < 20", "abs(a - b) / max(a, b)".
//
// Input: one finite value per name, in the order of the names. Output: a number; comparisons and conditions
// give 1 or 0. Parsed and evaluated by muParser: + - * / ^, < <= == != >= >, and, or, ?:, abs min max avg sum
// sqrt exp ln log and the trigonometric functions. No assignment, no text, one result. Copies share nothing.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace fengsui::engine {

enum class UseOfNames { all, some };

class Formula {
 public:
  // Asserts that problem_of() has nothing to say.
  Formula(std::string text, std::vector<std::string> names);
  Formula(const Formula& other) : Formula(other.text_, other.names_) {}
  Formula(Formula&&) noexcept;
  Formula& operator=(Formula other) noexcept;
  ~Formula();

  const std::string& text() const { return text_; }

  // Nothing when the values have none: a division by zero, the root of a negative number, an overflow.
  std::optional<double> value(std::span<const double> values);

 private:
  friend std::optional<std::string> problem_of(const std::string&, const std::vector<std::string>&,
                                               UseOfNames);

  struct Parser;
  std::string text_;
  std::vector<std::string> names_;
  std::unique_ptr<Parser> parser_;
};

// What is wrong with a formula, in words with the position; nothing when it can be evaluated and uses the
// names as asked. A name is a letter followed by letters, digits and underscores.
std::optional<std::string> problem_of(const std::string& text, const std::vector<std::string>& names,
                                      UseOfNames use = UseOfNames::all);

}  // namespace fengsui::engine
