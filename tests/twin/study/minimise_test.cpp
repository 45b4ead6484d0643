// Delta debugging against known answers, and the shrinking of scenarios against tests that know what matters.
#include "twin/study/minimise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "twin/study/ddmin.h"

namespace fengsui {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Counted {
  std::function<bool(const Parts&)> fails;
  std::size_t tried = 0, most = 100000;

  std::optional<std::size_t> operator()(const std::vector<Parts>& candidates) {
    for (std::size_t i = 0; i < candidates.size() && tried < most; ++i, ++tried)
      if (fails(candidates[i])) return i;
    return {};
  }
};

Parts needs(std::size_t parts, const std::set<std::size_t>& needed, std::size_t* tried = nullptr) {
  Counted test{[&](const Parts& kept) { return std::ranges::includes(kept, needed); }};
  const Parts kept = ddmin(parts, std::ref(test));
  if (tried) *tried = test.tried;
  return kept;
}

TEST(Ddmin, KeepsWhatIsNeededAndNothingElse) {
  EXPECT_THAT(needs(8, {0, 6, 7}), ElementsAre(0, 6, 7)) << "the example of the paper";
  EXPECT_THAT(needs(8, {}), IsEmpty());
  EXPECT_THAT(needs(1, {0}), ElementsAre(0));
  EXPECT_THAT(needs(0, {}), IsEmpty());
  EXPECT_THAT(needs(5, {0, 1, 2, 3, 4}), ElementsAre(0, 1, 2, 3, 4));
}

TEST(Ddmin, EverySubsetOfSixIsFound) {
  for (unsigned bits = 0; bits < 64; ++bits) {
    std::set<std::size_t> needed;
    for (std::size_t i = 0; i < 6; ++i)
      if (bits >> i & 1) needed.insert(i);
    EXPECT_EQ(needs(6, needed), Parts(needed.begin(), needed.end()));
  }
}

TEST(Ddmin, OneOfManyTakesFewTries) {
  std::size_t tried = 0;
  EXPECT_THAT(needs(1024, {777}, &tried), ElementsAre(777));
  EXPECT_LE(tried, 1u + 2 * 10) << "halving ten times, two halves each";
}

TEST(Ddmin, ResultIsOneMinimalEvenWhenFailureIsNotMonotone) {
  // fails with an even number of parts that has part 3: leaving out one is never enough, two are
  const auto fails = [](const Parts& kept) {
    return kept.size() % 2 == 0 && std::ranges::binary_search(kept, std::size_t{3});
  };
  Counted test{fails};
  const Parts kept = ddmin(10, std::ref(test));
  ASSERT_TRUE(fails(kept));
  for (const std::size_t part : kept) {
    Parts fewer = kept;
    std::erase(fewer, part);
    EXPECT_FALSE(fails(fewer));
  }
}

TEST(Ddmin, GivesUpWithTheBestSoFar) {
  Counted test{[](const Parts& kept) { return std::ranges::binary_search(kept, std::size_t{777}); }};
  test.most = 5;
  const Parts kept = ddmin(1024, std::ref(test));
  EXPECT_EQ(test.tried, 5u);
  EXPECT_LT(kept.size(), 1024u);
  EXPECT_GT(kept.size(), 1u);
  EXPECT_TRUE(test.fails(kept));
}

TEST(Minimise, NumbersLoseDigitsButNeverTheirUnit) {
  EXPECT_EQ(with_fewer_digits("1.72 kg/s", 1), "2 kg/s");
  EXPECT_EQ(with_fewer_digits("1.72 kg/s", 2), "1.7 kg/s");
  EXPECT_EQ(with_fewer_digits("158.2 kg", 1), "200 kg");
  EXPECT_EQ(with_fewer_digits("0.123", 1), "0.1");
  EXPECT_EQ(with_fewer_digits("-95.5 mm", 1), "-100 mm");
  EXPECT_EQ(with_fewer_digits("200 kg", 1), "200 kg") << "nothing shorter";
  EXPECT_EQ(with_fewer_digits("2022-04-03T20:00:00+08:00", 1), "2022-04-03T20:00:00+08:00");
  EXPECT_EQ(with_fewer_digits("casting_well 9", 1), "casting_well 9");
}

TEST(Minimise, ExpectationsNeedTheirTime) {
  using std::chrono::minutes;
  Scenario scenario;
  EXPECT_EQ(duration_needed(scenario), Duration::zero());
  scenario.events.emplace_back();
  scenario.events[0].id = "leak";
  scenario.events[0].at = minutes{8};
  Expectation warning;
  warning.after = "leak";
  warning.within = minutes{2};
  scenario.expectations = {warning};
  EXPECT_EQ(duration_needed(scenario), minutes{10});
  scenario.expectations[0].after.clear();
  EXPECT_EQ(duration_needed(scenario), minutes{2});

  Expectation accident;
  accident.kind = Expectation::Kind::accident;
  accident.after = "leak";
  accident.at = minutes{3};
  accident.tolerance = minutes{1};
  scenario.expectations.push_back(accident);
  EXPECT_EQ(duration_needed(scenario), minutes{12});

  // what must not happen fails by happening; what is expected at some time may come last
  Expectation open;
  open.never = true;
  scenario.expectations.push_back(open);
  EXPECT_EQ(duration_needed(scenario), minutes{12});
  scenario.expectations.back().never = false;
  EXPECT_EQ(duration_needed(scenario), forever);
}

SmallScenario sample() {
  SmallScenario whole;
  whole.scenario = nlohmann::ordered_json::parse(R"({
    "version": 1, "about": {"sourced": ["x"]}, "duration": "03:00:00", "seed": 20220403,
    "enterprises": {"one": {"management": 60, "units": [{"unit": "well *", "phase": "idle"},
                                                        {"unit": "well 9", "people_near": 5}]},
                    "two": {"management": 70}},
    "events": [{"id": "away", "at": "00:07:28", "do": "operator_leaves", "unit": "well 9"},
               {"id": "leak", "at": "00:08:28", "do": "fault", "fault": "leak", "size": "1.72 kg/s"}],
    "expect": [{"witness": "leak"}, {"warning": "red", "after": "leak"}]})");
  whole.register_text = "head,head\na,\"two\nlines\"\nb,1\nc,2\n";
  whole.register_lines = {2, 4, 5};
  return whole;
}

TEST(Minimise, KeepsWhatTheFailureNeeds) {
  std::size_t tried = 0;
  const auto test = [&](const std::vector<SmallScenario>& candidates) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      ++tried;
      const auto& scenario = candidates[i].scenario;
      const auto events = scenario.value("events", nlohmann::ordered_json::array());
      const bool leaks =
          std::ranges::any_of(events, [](const auto& event) { return event.value("id", "") == "leak"; });
      const auto units =
          scenario.value("/enterprises/one/units"_json_pointer, nlohmann::ordered_json::array());
      const bool people =
          std::ranges::any_of(units, [](const auto& unit) { return unit.contains("people_near"); });
      const bool long_enough = scenario["duration"].template get<std::string>() >= "00:10:00";
      const bool expects = scenario["expect"].back().contains("warning");
      if (leaks && people && long_enough && expects &&
          candidates[i].register_text.find("b,1") != std::string::npos)
        return i;
    }
    return {};
  };
  const SmallScenario small = minimised(sample(), {1}, test);
  EXPECT_EQ(small.register_text, "head,head\nb,1\n");
  EXPECT_THAT(small.register_lines, ElementsAre(2));
  const auto& scenario = small.scenario;
  EXPECT_FALSE(scenario.contains("about"));
  EXPECT_EQ(scenario["expect"].dump(), R"([{"warning":"red","after":"leak"}])");
  EXPECT_EQ(scenario["enterprises"].dump(), R"({"one":{"units":[{"people_near":1}]}})");
  ASSERT_EQ(scenario["events"].size(), 1u);
  EXPECT_FALSE(scenario["events"][0].contains("size")) << "an optional word";
  EXPECT_EQ(scenario["events"][0]["at"], "00:08:00");
  EXPECT_EQ(scenario["seed"], 1);
  EXPECT_GE(scenario["duration"], "00:10:00");
  EXPECT_LE(scenario["duration"], "00:10:35");
  EXPECT_LT(tried, 120u);
}

TEST(Minimise, ATestThatRefusesEverythingLeavesAllAsItWas) {
  const auto never = [](const std::vector<SmallScenario>&) { return std::optional<std::size_t>{}; };
  EXPECT_EQ(minimised(sample(), {1}, never), sample());
}

}  // namespace
}  // namespace fengsui
