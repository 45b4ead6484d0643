// The last section of a page about simulated runs: what was done, as names and values. Values are plain text.
// Throws nothing.
#pragma once

#include <string>

#include "twin/study/study.h"

namespace fengsui {

class Facts {
 public:
  explicit Facts(Language language) : language_(language) {}

  void add(const char* english, const char* chinese, const std::string& value);
  // Its seed, the digest of its inputs, and where each factor stands.
  void add_study(const Study& study);

  // HTML.
  std::string section(const char* english, const char* chinese) const;

 private:
  Language language_;
  std::string rows_;
};

}  // namespace fengsui
