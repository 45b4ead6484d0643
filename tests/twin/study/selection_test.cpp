// Ranking and selection against known answers, each with a wrong variant that is rejected.
#include "twin/study/selection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "sim/base/inversion.h"
#include "sim/base/random.h"

namespace fengsui {
namespace {

using testing::DoubleNear;
using testing::Pointwise;

TEST(Kn, HasThePublishedConstants) {
  struct Row {
    double alpha;
    std::size_t systems, first;
    double eta, h_squared;
  };
  for (const Row& row : {Row{.05, 10, 10, 0.85908343, 15.46350174}, Row{.05, 10, 20, 0.30293380, 11.51148454},
                         Row{.05, 5, 20, 0.23723832, 9.01505599}, Row{.05, 2, 10, 0.33405027, 6.01290483},
                         Row{.05, 100, 20, 0.53347512, 20.27205447}}) {
    const KnConstants found = kn_constants(row.alpha, row.systems, row.first);
    EXPECT_NEAR(found.eta, row.eta, 1e-8);
    EXPECT_NEAR(found.h_squared, row.h_squared, 1e-7);
  }
}

TEST(Rinott, HasThePublishedConstants) {
  EXPECT_NEAR(rinott_constant(2, 10, .95), 2.614119, 1e-6);
  EXPECT_NEAR(rinott_constant(2, 20, .95), 2.452473, 1e-6);
  EXPECT_NEAR(rinott_constant(5, 20, .95), 3.385419, 1e-6);
  EXPECT_NEAR(rinott_constant(10, 20, .95), 3.875277, 1e-6);
  EXPECT_NEAR(rinott_constant(10, 20, .90), 3.437359, 1e-6);
  EXPECT_NEAR(rinott_constant(10, 50, .95), 3.686759, 1e-6);
  EXPECT_NEAR(rinott_constant(100, 20, .95), 5.184012, 1e-6);
  // with variances that are known well, every pair decides by itself: h = sqrt(2) z, with z for .95^(1/9)
  const double limit = std::sqrt(2.0) * normal_quantile(std::pow(0.95, 1.0 / 9.0));
  EXPECT_NEAR(rinott_constant(10, 4000, .95), limit, 2e-3);
  // Bechhofer's constant also uses that all pairs share the best system
  EXPECT_GT(limit, 3.418179);
}

TEST(Ocba, AllocatesAsPublished) {
  EXPECT_THAT(ocba_shares(std::vector{1., 2., 3.}, std::vector{1., 1., 1.}),
              Pointwise(DoubleNear(1e-8), {0.45194102, 0.43844719, 0.10961180}));
  EXPECT_THAT(ocba_shares(std::vector{0., 1., 2., 3.}, std::vector{2., 1., 1., 3.}),
              Pointwise(DoubleNear(1e-8), {0.49056604, 0.22641509, 0.05660377, 0.22641509}));
}

TEST(Ocba, MakesTheRightChoiceLikelierThanEqualShares) {
  std::vector<double> means, deviations(10, 6.0);
  for (int i = 1; i <= 10; ++i) means.push_back(i);
  const std::vector<double> shares = ocba_shares(means, deviations);
  EXPECT_THAT(shares,
              Pointwise(DoubleNear(1e-7), {0.4031745, 0.38760749, 0.09690187, 0.0430675, 0.02422547,
                                           0.0155043, 0.01076687, 0.00791036, 0.00605637, 0.00478528}));
  struct Row {
    double budget, ocba, equal;
  };
  for (const Row& row : {Row{500, 0.85239690, 0.74322680}, Row{1000, 0.98426303, 0.87128783},
                         Row{2000, 0.99950416, 0.95178030}}) {
    std::vector<double> counts, same(10, row.budget / 10);
    for (const double share : shares) counts.push_back(share * row.budget);
    EXPECT_NEAR(selection_bound(means, deviations, counts), row.ocba, 1e-7);
    EXPECT_NEAR(selection_bound(means, deviations, same), row.equal, 1e-7);
  }
}

TEST(Selection, OfTwoNormalSystemsIsExactlyKnown) {
  EXPECT_NEAR(selection_bound(std::vector{0., 1.}, std::vector{1., 1.}, std::vector{10., 10.}), 0.98732634,
              1e-8);
}

// `systems` normal ones; the first is better than all others by `gap`. `common`: the share of the variance
// that all have in common.
std::vector<std::vector<double>> normal_systems(std::uint64_t seed, std::size_t systems, double gap,
                                                double common, std::size_t replications) {
  std::vector<std::vector<double>> values(systems);
  for (std::size_t r = 0; r < replications; ++r) {
    const double shared = normal_quantile(Stream{seed, Draw::test, 0}.uniform(r));
    for (std::uint32_t i = 0; i < systems; ++i)
      values[i].push_back((i == 0 ? 0.0 : gap) + std::sqrt(common) * shared +
                          std::sqrt(1.0 - common) *
                              normal_quantile(Stream{seed, Draw::test, i + 1}.uniform(r)));
  }
  return values;
}

struct Record {
  int right = 0;
  double replications = 0.0;
};

Record selected(double common, const KnRule& rule) {
  Record record;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const KnScreening found = kn_screen(normal_systems(seed, 5, 0.5, common, 400), rule);
    EXPECT_EQ(found.survivors.size(), 1u);
    record.right += found.survivors == std::vector<std::uint32_t>{0};
    record.replications += static_cast<double>(found.replications) / 400;
  }
  return record;
}

TEST(Kn, FindsTheBestAsOftenAsItPromisesEvenInTheLeastFavourableCase) {
  const KnRule rule{.alpha = 0.05, .indifference = 0.5, .first = 10};
  const Record own_luck = selected(0.0, rule), common_luck = selected(0.8, rule);
  // 95 % of 400, less three deviations
  EXPECT_GE(own_luck.right, 380 - 13);
  EXPECT_GE(common_luck.right, 380 - 13);
  EXPECT_LT(common_luck.replications, own_luck.replications / 2) << "what is common costs nothing";
  // a rule that is content with the first comparison is wrong far more often
  const Record hasty = selected(0.0, {.alpha = 0.05, .indifference = 5.0, .first = 10});
  EXPECT_LT(hasty.right, 380 - 13);
}

TEST(Kn, OfTwinsTheFirstIsAsGoodAsAny) {
  std::vector<std::vector<double>> twins = normal_systems(1, 1, 0.0, 0.0, 100);
  twins.push_back(twins.front());
  const KnScreening found = kn_screen(twins, {});
  EXPECT_THAT(found.survivors, testing::ElementsAre(0u));
  EXPECT_EQ(found.replications, 10u) << "they never differ, so nothing more is to be learnt";
}

TEST(Kn, LooksOnlyAtWhatEverySurvivorHas) {
  auto values = normal_systems(1, 3, 0.5, 0.0, 60);
  EXPECT_EQ(kn_screen(values, {.first = 61}).survivors.size(), 3u);
  // one that was dropped needs no more runs
  const KnRule rule{.indifference = 0.1, .first = 10};
  values[2].assign(10, 1000.0);
  for (std::size_t r = 0; r < 10; ++r) values[2][r] += static_cast<double>(r % 2);
  const KnScreening found = kn_screen(values, rule);
  EXPECT_THAT(found.survivors, testing::Not(testing::Contains(2u)));
  EXPECT_GT(found.replications, 10u);
}

}  // namespace
}  // namespace fengsui
