// Every fault of the way against every moment it may begin at, as a table of coloured cells: HTML for a page.
// A letter, too, says what the colour says. Throws nothing.
#pragma once

#include <string>
#include <string_view>

#include "twin/weak/weak_result.h"

namespace fengsui {

extern const std::string_view weak_matrix_style;

// What a cell says of an effect: a sign, or how much later.
std::string effect_cell(const weak::EffectSize& size, Language language);
// What the signs mean.
std::string weak_legend(Language language);

// The places in the order of the way. Faults that do harm at some moment stand in the open, the others in a
// part that folds out.
std::string weak_matrix(const weak::WeakResult& result, Language language);

}  // namespace fengsui
