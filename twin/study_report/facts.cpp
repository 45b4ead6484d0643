#include "twin/study_report/facts.h"

#include "twin/report/report_data.h"
#include "twin/study_report/pictures.h"

namespace fengsui {

void Facts::add(const char* english, const char* chinese, const std::string& value) {
  rows_ += std::string("<dt>") + (language_ == Language::chinese ? chinese : english) + "</dt><dd>" +
           html_escaped(value) + "</dd>";
}

void Facts::add_study(const Study& study) {
  add("Seed", "随机种子", std::to_string(study.seed));
  add("Inputs (SHA-256)", "输入摘要（SHA-256）", study.digest);
  for (const Factor& factor : study.factors)
    add("Factor", "因素",
        titled(factor.shown(language_), factor.unit) + " = " + factor.role + " " + factor.pointer);
}

std::string Facts::section(const char* english, const char* chinese) const {
  return std::string("<section><h2>") + (language_ == Language::chinese ? chinese : english) +
         "</h2><dl class=\"facts\">" + rows_ + "</dl></section>\n";
}

}  // namespace fengsui
