// A name that people read, in the two languages of the product.
#pragma once

#include <string>

namespace fengsui {

enum class Language { english, chinese };

struct Label {
  std::string english, chinese;

  const std::string& in(Language language) const { return language == Language::english ? english : chinese; }

  friend bool operator==(const Label&, const Label&) = default;
};

}  // namespace fengsui
