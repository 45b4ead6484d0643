// What the reference engine's rules say about an alarm or a warning of a run, in words.
#pragma once

#include <memory>
#include <optional>

#include "twin/engine/explanation.h"
#include "twin/record/record.h"

namespace fengsui::viz {

class Explainer {
 public:
  // `directory` and `rules_text` are inputs of the run. Throws InputError when the rules cannot be read.
  Explainer(const Record& record, const Directory& directory, const std::string& rules_text);
  ~Explainer();
  Explainer(const Explainer&) = delete;
  Explainer& operator=(const Explainer&) = delete;

  // Nothing for numbers that were never given, and for engines that follow no such rule.
  std::optional<Label> why(AlarmId alarm) const;
  std::optional<Label> why(WarningId warning) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fengsui::viz
