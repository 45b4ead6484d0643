#include "scenarios/reference.h"

#include "sim/base/text.h"
#include "sim/base/utf8.h"

namespace fengsui {

namespace {

// long lists help nobody
constexpr std::size_t most_listed = 12;

std::string listed(const std::vector<std::string>& candidates) {
  std::string text;
  for (std::size_t index = 0; index < candidates.size() && index < most_listed; ++index)
    text += (index ? ", " : "") + candidates[index];
  if (candidates.size() > most_listed)
    text += ", … (" + std::to_string(candidates.size() - most_listed) + " more)";
  return text;
}

}  // namespace

InputError unknown_reference(std::string_view pointer, std::string_view file, std::string_view what,
                             std::string_view name, const std::vector<std::string>& candidates) {
  std::string expected(what);
  if (const auto suggestion = nearest(name, candidates))
    expected += ", \"" + *suggestion + "\" perhaps";
  else if (candidates.empty())
    expected += ", of which there are none";
  else
    expected += ": " + listed(candidates);
  return InputError(std::string(file), std::string(pointer), "\"" + shortened(name, 60) + "\"", expected);
}

}  // namespace fengsui
