#include "viz/model/explainer.h"

#include "twin/engine/rule_reader.h"

namespace fengsui::viz {

struct Explainer::Impl {
  Impl(const Directory& directory, const std::string& rules_text)
      : compiled(engine::compile(engine::read_rules(rules_text, "rules"), directory)), diary(compiled) {}

  engine::Compiled compiled;
  engine::Diary diary;
};

namespace {

std::optional<Label> label_of(const std::optional<engine::Explanation>& text) {
  if (!text) return {};
  return Label{text->english, text->chinese};
}

}  // namespace

Explainer::Explainer(const Record& record, const Directory& directory, const std::string& rules_text)
    : impl_(std::make_unique<Impl>(directory, rules_text)) {
  impl_->diary.note(record.alarms, record.warnings);
}

Explainer::~Explainer() = default;

std::optional<Label> Explainer::why(AlarmId alarm) const { return label_of(impl_->diary.why(alarm)); }
std::optional<Label> Explainer::why(WarningId warning) const { return label_of(impl_->diary.why(warning)); }

}  // namespace fengsui::viz
