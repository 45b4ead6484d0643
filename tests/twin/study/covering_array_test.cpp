// Covering arrays: every tuple is covered, counted by brute force; about as few rows as the best known; known
// counts and coverages of arrays from the literature. A checker that cannot see a missing tuple fails.
#include "twin/study/covering_array.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace fengsui {
namespace {

Levels same(std::size_t factors, std::size_t levels) { return Levels(factors, levels); }

// The orthogonal array L9: rows (a, b, a+b, a+2b) modulo 3.
std::vector<ArrayRow> orthogonal_nine() {
  std::vector<ArrayRow> rows;
  for (std::uint32_t a = 0; a < 3; ++a)
    for (std::uint32_t b = 0; b < 3; ++b) rows.push_back({a, b, (a + b) % 3, (a + 2 * b) % 3});
  return rows;
}

// Whether each pair occurs, by looking for it: knows nothing of tuple numbers.
bool every_pair_occurs(const std::vector<ArrayRow>& rows, const Levels& levels) {
  for (std::size_t f = 0; f < levels.size(); ++f)
    for (std::size_t g = f + 1; g < levels.size(); ++g)
      for (std::uint32_t a = 0; a < levels[f]; ++a)
        for (std::uint32_t b = 0; b < levels[g]; ++b)
          if (std::ranges::none_of(rows, [&](const ArrayRow& row) { return row[f] == a && row[g] == b; }))
            return false;
  return true;
}

TEST(CoveringArray, AnArrayFromTheLiteratureIsMeasuredAsItIs) {
  const auto rows = orthogonal_nine();
  const ArrayCoverage pairs = coverage_of(rows, same(4, 3), 2);
  EXPECT_EQ(pairs.covered, 54u);
  EXPECT_EQ(pairs.possible, 54u);
  const ArrayCoverage triples = coverage_of(rows, same(4, 3), 3);
  EXPECT_EQ(triples.covered, 36u);
  EXPECT_EQ(triples.possible, 108u);

  // without one row six pairs are missing, one per pair of factors
  auto eight = rows;
  eight.pop_back();
  EXPECT_EQ(coverage_of(eight, same(4, 3), 2).covered, 48u);
  EXPECT_FALSE(every_pair_occurs(eight, same(4, 3)));
  // rows that are no rows count for nothing
  EXPECT_EQ(coverage_of({{0, 1, 2, 3}, {0, 1, 2}, {0, 1, 2, undecided}}, same(4, 3), 2).covered, 0u);
}

TEST(CoveringArray, TheDenominatorsAreTheKnownOnes) {
  const auto tuples = [](const Levels& levels, std::size_t strength) {
    return coverage_of({}, levels, strength).possible;
  };
  EXPECT_EQ(tuples(same(10, 3), 2), 405u);
  EXPECT_EQ(tuples(same(10, 3), 3), 3240u);
  EXPECT_EQ(tuples(same(20, 2), 3), 9120u);
  EXPECT_EQ(tuples(same(12, 4), 2), 1056u);
  const Levels tcas{10, 10, 4, 3, 3, 2, 2, 2, 2, 2, 2, 2};
  EXPECT_EQ(tuples(tcas, 2), 837u);
  EXPECT_EQ(tuples(tcas, 3), 9158u);
}

struct Known {
  std::size_t factors, levels, strength, best;
};

TEST(CoveringArray, CoversEverythingInAtMostThirtyPercentMoreRowsThanTheBestKnown) {
  // binary pairs: Katona, Kleitman and Spencer; the others from the tables of Colbourn
  for (const Known& known : {Known{3, 2, 2, 4}, Known{4, 2, 2, 5}, Known{10, 2, 2, 6}, Known{15, 2, 2, 7},
                             Known{35, 2, 2, 8}, Known{4, 3, 2, 9}, Known{5, 3, 2, 11}, Known{7, 3, 2, 12},
                             Known{9, 3, 2, 13}, Known{10, 3, 2, 14}, Known{13, 3, 2, 15}, Known{7, 4, 2, 21},
                             Known{5, 6, 2, 39}, Known{4, 2, 3, 8}, Known{5, 2, 3, 10}, Known{4, 3, 3, 27}}) {
    const Levels levels = same(known.factors, known.levels);
    const CoveringArray array = covering_array({.levels = levels, .strength = known.strength});
    const ArrayCoverage counted = coverage_of(array.rows, levels, known.strength);
    EXPECT_EQ(counted.covered, counted.possible);
    EXPECT_EQ(array.coverage.covered, counted.covered);
    EXPECT_TRUE(known.strength != 2 || every_pair_occurs(array.rows, levels));
    EXPECT_LE(static_cast<double>(array.rows.size()), 1.3 * static_cast<double>(known.best))
        << known.factors << " factors of " << known.levels << ", strength " << known.strength;
    EXPECT_GE(array.rows.size(), known.best) << "fewer rows than can be: something is not covered";

    // each row is needed for what it was made for: without the last something is missing
    auto fewer = array.rows;
    fewer.pop_back();
    EXPECT_LT(coverage_of(fewer, levels, known.strength).covered, counted.possible);
  }
}

TEST(CoveringArray, BeatsRandomRowsOfTheSameNumber) {
  for (const auto& [levels, strength, count] : {std::tuple{same(10, 3), std::size_t{2}, std::size_t{9}},
                                                std::tuple{same(10, 3), std::size_t{2}, std::size_t{14}},
                                                std::tuple{same(20, 2), std::size_t{3}, std::size_t{12}},
                                                std::tuple{same(12, 4), std::size_t{2}, std::size_t{20}}}) {
    const double each = std::pow(static_cast<double>(levels.front()), -static_cast<double>(strength));
    const double expected = 1 - std::pow(1 - each, static_cast<double>(count));
    const auto random = random_rows(levels, count, 7);
    ASSERT_EQ(random.size(), count);
    EXPECT_NEAR(coverage_of(random, levels, strength).share(), expected, 0.05);
    const CoveringArray array = covering_array({.levels = levels, .strength = strength, .most_rows = count});
    EXPECT_EQ(array.rows.size(), count);
    EXPECT_EQ(coverage_of(array.rows, levels, strength).covered, array.coverage.covered);
    EXPECT_GT(array.coverage.share(), expected + 0.05);
  }
}

TEST(CoveringArray, RulesExcludeTuplesAndNothingElse) {
  // factor 0 at 0 wants factor 1 at 0, and factor 1 at 1 wants factor 2 at 1: then (0: 0, 2: 0) needs 1: 0
  const Levels levels{3, 3, 2, 2};
  const RowAllowed allowed = [](const ArrayRow& row) {
    if (row[0] == 0 && row[1] != undecided && row[1] != 0) return false;
    return !(row[1] == 1 && row[2] == 0);
  };
  const CoveringArray array = covering_array({.levels = levels, .allowed = allowed});
  for (const ArrayRow& row : array.rows) EXPECT_TRUE(allowed(row));
  // (0:0, 1:1), (0:0, 1:2), (1:1, 2:0) of 37 pairs
  EXPECT_EQ(array.coverage.excluded, 3u);
  EXPECT_EQ(array.coverage.possible, 34u);
  EXPECT_EQ(array.coverage.covered, 34u);
  EXPECT_EQ(coverage_of(array.rows, levels, 2, allowed).covered, 34u);
  // a row that breaks a rule covers nothing
  EXPECT_EQ(coverage_of({{0, 1, 1, 1}}, levels, 2, allowed).covered, 0u);
}

TEST(CoveringArray, ATupleThatOnlyFollowsFromTheRulesIsExcludedToo) {
  // no single rule forbids (0: 0, 2: 0), but no level of factor 1 goes with both
  const RowAllowed allowed = [](const ArrayRow& row) {
    return !(row[0] == 0 && row[1] == 1) && !(row[1] == 0 && row[2] == 0);
  };
  const CoveringArray array = covering_array({.levels = {2, 2, 2}, .allowed = allowed});
  EXPECT_EQ(array.coverage.excluded, 3u);
  EXPECT_EQ(array.coverage.covered, 9u);
}

TEST(CoveringArray, TheSameSeedGivesTheSameRowsAndAnotherSeedOthers) {
  const auto rows = [](std::uint64_t seed) {
    return covering_array({.levels = Levels(8, 3), .seed = seed}).rows;
  };
  EXPECT_EQ(rows(1), rows(1));
  EXPECT_NE(rows(1), rows(2));
  // cut off, it covers as much as the best rows of the whole do, or more
  const auto all = rows(1);
  const Levels levels(8, 3);
  const auto five = covering_array({.levels = levels, .seed = 1, .most_rows = 5});
  EXPECT_EQ(five.rows.size(), 5u);
  EXPECT_GE(five.coverage.covered + 15,
            coverage_of(std::vector<ArrayRow>(all.begin(), all.begin() + 5), levels, 2).covered);
}

}  // namespace
}  // namespace fengsui
