// The columns of the lists, explained: what stands in each, in both languages.
//
// The columns of the alarm list are terms of their own (terms.h).
#pragma once

#include <span>
#include <string>

#include "twin/record/label.h"
#include "viz/model/texts.h"

namespace fengsui::viz {

struct ColumnText {
  Text title;
  Label meaning;
};

std::span<const ColumnText> columns();

// "Got 实际: what happened instead, and when". The column must be one of columns().
std::string explain_column(Text title, Language language);

}  // namespace fengsui::viz
