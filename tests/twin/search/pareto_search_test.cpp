// The search for a front against fronts that are known exactly, each with a wrong variant that is rejected.
#include "twin/search/pareto_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <oneapi/tbb/parallel_for.h>

#include <cmath>
#include <filesystem>
#include <iterator>
#include <stdexcept>
#include <thread>

namespace fengsui {
namespace {

using testing::ElementsAre;

// A front f2 = shape(f1), f1 in [0, 1], as so many points.
SearchPoints front_of(double (*shape)(double), std::size_t count) {
  SearchPoints points;
  for (std::size_t i = 0; i <= count; ++i) {
    const double f1 = static_cast<double>(i) / static_cast<double>(count);
    points.push_back({f1, shape(f1)});
  }
  return points;
}
double zdt1(double f1) { return 1.0 - std::sqrt(f1); }
double zdt2(double f1) { return 1.0 - f1 * f1; }

TEST(Hypervolume, OfKnownFrontsIsReachedFromBelow) {
  struct Row {
    double (*shape)(double);
    double corner, exact;
  };
  for (const Row& row :
       {Row{zdt1, 1.1, 0.8766666667}, Row{zdt2, 1.1, 0.5433333333}, Row{zdt1, 11.0, 120.6666666667}}) {
    const std::vector<double> corner = {row.corner, row.corner};
    double last = 0.0;
    for (const std::size_t count : {10u, 100u, 20000u}) {
      const double found = hypervolume(front_of(row.shape, count), corner);
      EXPECT_GT(found, last);
      EXPECT_LT(found, row.exact);
      last = found;
    }
    EXPECT_NEAR(last, row.exact, 1e-4);
    // the other front is not taken for this one
    EXPECT_GT(std::abs(hypervolume(front_of(row.shape == zdt1 ? zdt2 : zdt1, 20000), corner) - row.exact),
              0.1);
  }
}

TEST(Hypervolume, CountsOnlyWhatIsBetterThanTheReference) {
  EXPECT_DOUBLE_EQ(hypervolume({{0.0, 0.0}, {2.0, -5.0}}, {1.0, 2.0}), 2.0);
  EXPECT_DOUBLE_EQ(hypervolume({{1.0, 0.0}}, {1.0, 1.0}), 0.0);
  EXPECT_DOUBLE_EQ(hypervolume({}, {1.0, 1.0}), 0.0);
  EXPECT_DOUBLE_EQ(hypervolume({{0.0, 0.0, 0.0}}, {1.0, 2.0, 3.0}), 6.0);
}

TEST(NotDominated, KeepsEqualsAndWhatIsBestInSomething) {
  EXPECT_THAT(not_dominated({{1, 5}, {2, 4}, {2, 5}, {1, 5}, {3, 3}}), ElementsAre(0u, 1u, 3u, 4u));
}

// Two variables that stand in the way of each other's objective, one of them whole: f1 = x^2 + (k-3)^2,
// f2 = (x-2)^2 + (k-3)^2; the front is k = 3, x in [0, 2].
SearchPoints two_parabolas(const SearchPoints& points) {
  SearchPoints answers;
  for (const auto& point : points) {
    const double away = (point[0] - 3.0) * (point[0] - 3.0);
    answers.push_back({point[1] * point[1] + away, (point[1] - 2.0) * (point[1] - 2.0) + away});
  }
  return answers;
}

const std::vector<SearchVariable> parabolas = {{0, 10, true}, {-5, 5, false}};

SearchPoints first_points() {
  SearchPoints first;
  for (int i = 0; i < 16; ++i) first.push_back({static_cast<double>(i % 11), -5.0 + i * 0.6});
  return first;
}

TEST(Search, FindsTheFrontAndTheWholeNumber) {
  std::size_t judged = 0, rounds = 0;
  const SearchOutcome found =
      search_front(parabolas, first_points(), {30, 1, 2}, [&](const SearchPoints& points) {
        judged += points.size();
        ++rounds;
        for (const auto& point : points) {
          EXPECT_EQ(point[0], std::round(point[0]));
          EXPECT_TRUE(point[1] >= -5.0 && point[1] <= 5.0);
        }
        return two_parabolas(points);
      });
  ASSERT_TRUE(found.complete);
  EXPECT_EQ(judged, 16u * 31);
  EXPECT_EQ(rounds, 31u) << "a generation at a time";
  const double exact =
      16.0 - 8.0 / 3.0;  // below (4, 4), over sqrt(f1) + sqrt(f2) = 2; 16 points reach some of it
  const double reached = hypervolume(two_parabolas(found.population), {4.0, 4.0});
  EXPECT_LT(reached, exact);
  EXPECT_GT(reached, 0.95 * exact);
  // points that were only drawn do not get there
  EXPECT_LT(hypervolume(two_parabolas(first_points()), {4.0, 4.0}), 0.95 * exact);
}

TEST(Search, IsTheSameForTheSameSeedAndEndsWhereAnAnswerIsNotKnown) {
  const auto searched = [&](std::uint32_t seed) {
    return search_front(parabolas, first_points(), {5, seed, 2},
                        [](const SearchPoints& points) { return two_parabolas(points); })
        .population;
  };
  EXPECT_EQ(searched(1), searched(1));
  EXPECT_NE(searched(1), searched(2));

  int rounds = 0;
  const SearchOutcome cut = search_front(parabolas, first_points(), {5, 1, 2},
                                         [&](const SearchPoints& points) -> std::optional<SearchPoints> {
                                           if (++rounds == 3) return std::nullopt;
                                           return two_parabolas(points);
                                         });
  EXPECT_FALSE(cut.complete);
  EXPECT_EQ(rounds, 3);
  EXPECT_THROW(search_front(parabolas, first_points(), {5, 1, 2},
                            [](const SearchPoints&) -> std::optional<SearchPoints> {
                              throw std::runtime_error("a run without a value");
                            }),
               std::runtime_error);
  EXPECT_THAT(search_version(), testing::StartsWith("pagmo 2."));
}

// Whoever asks for a front forks its runs in between: a thread that stays behind would leave its locks to
// them.
TEST(Search, LeavesNoThreadBehind) {
  const auto threads = [] {
    const std::filesystem::directory_iterator first("/proc/self/task");
    return std::distance(first, std::filesystem::directory_iterator());
  };
  const auto before = threads();
  search_front(parabolas, first_points(), {20, 1, 2},
               [](const SearchPoints& points) { return two_parabolas(points); });
  EXPECT_EQ(threads(), before);
  // what it would be without a limit
  tbb::parallel_for(0, 1000, [](int) { std::this_thread::yield(); });
  EXPECT_GT(threads(), std::thread::hardware_concurrency() > 1 ? before : before - 1);
}

}  // namespace
}  // namespace fengsui
