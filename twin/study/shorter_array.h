// A covering array made shorter: a row is taken out, and the tuples that are missing then are put into the
// others by tabu search (Nurmela 2004), one cell at a time; again, until no search of bounded length
// succeeds.
#pragma once

#include <optional>
#include <random>

#include "twin/study/tuples.h"

namespace fengsui {

// `rows` cover every tuple that is marked in `possible`, and still do afterwards. `bits`: luck, moved on.
void make_shorter(std::vector<ArrayRow>& rows, const Tuples& tuples, const std::vector<bool>& possible,
                  const RowAllowed& allowed, std::mt19937_64& bits);

}  // namespace fengsui
