// The result of a study of a rare accident: known probabilities of every level, accidents that weigh the
// estimate and can be had again, and the file that keeps them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <numeric>

#include "sim/base/error.h"
#include "tests/twin/study/folder.h"
#include "tests/twin/study/sample_rare.h"
#include "twin/study/study_columns.h"
#include "twin/study/study_file.h"

namespace fengsui {
namespace {

using sample::Folder;

namespace fs = std::filesystem;
using testing::HasSubstr;

const std::vector<InputFile> inputs = {{"scenario", "nowhere.json", "{}"}, {"rules", "rules.json", "[1]"}};

std::string refusal(const std::function<void()>& act) {
  try {
    act();
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

TEST(RareResult, EveryLevelHasItsKnownProbability) {
  const RareStudy study = sample::rare_study();
  const std::vector<study::RareEstimate> levels = estimates_by_level(study, sample::rare_result(study));
  ASSERT_EQ(levels.size(), 5u);
  for (std::size_t i = 0; i < levels.size(); ++i) {
    const int coins = 4 * static_cast<int>(i + 1);
    const double error = levels[i].relative_error * levels[i].probability;
    EXPECT_NEAR(levels[i].probability, sample::ruin(coins), 4.5 * error) << coins;
    EXPECT_LT(levels[i].low, levels[i].probability);
    EXPECT_GT(levels[i].high, levels[i].probability);
    // a coin more would be told apart
    EXPECT_GT(std::abs(sample::ruin(coins + 1) - levels[i].probability), 1.5 * error) << coins;
    EXPECT_GT(levels[i].probability - sample::ruin(coins + 4), 4.5 * error) << coins;
  }
}

TEST(RareResult, TheAccidentsTogetherWeighAsMuchAsTheEstimate) {
  // with so many attempts more than a hundred arrive, and not all are kept
  const RareStudy study = sample::rare_study(2000, 3);
  const RareResult result = sample::rare_result(study);
  double weight = 0.0, of_all_that_came = 0.0;
  for (const RareReplication& replication : result.replications) {
    EXPECT_EQ(replication.accidents.size(), most_rare_accidents);
    EXPECT_GT(replication.stages.back().reached, most_rare_accidents);
    const double each = weight_of(study, result, replication);
    weight += each * static_cast<double>(replication.accidents.size());
    of_all_that_came += each * replication.stages.back().reached;
  }
  EXPECT_NEAR(weight / result.splitting.probability, 1.0, 1e-12);
  EXPECT_GT(of_all_that_came / result.splitting.probability, 1.5) << "the kept ones stand for all";
}

TEST(RareResult, HowManyPlainRunsWouldKnowItAsWell) {
  const RareStudy study = sample::rare_study(100, 2);
  RareResult result;
  result.replications = {{0, {{100, 40}, {1, 10}}, {}}, {1, {{100, 50}}, {}}};
  result.splitting.probability = 0.01;
  result.splitting.relative_error = 0.1;
  EXPECT_NEAR(plain_runs_needed(result).value_or(0), 0.99 / (0.01 * 0.01), 1e-6);
  EXPECT_FALSE(worth(result)) << "nobody knows what a plain run costs";
  result.plain_runs = 10;
  result.plain_events = 200;
  EXPECT_NEAR(worth(result).value_or(0), 9900.0 * 20.0 / 100.0, 1e-6);
  result.splitting.probability = 0.0;
  EXPECT_FALSE(worth(result));
  EXPECT_TRUE(inconclusive(result));
}

// Goes the way of one accident once more.
sample::Gambler::State again(const RareReplay& replay) {
  sample::Gambler gambler{replay.study.levels, 0};
  sample::Gambler::State state = gambler.begin(replay.luck.front());
  for (std::size_t level = 0; level < replay.luck.size(); ++level)
    if (!gambler.advance(state, level, replay.luck[level])) return {0, 0, {}};
  return state;
}

TEST(RareResult, EveryAccidentInTheFileHappensAgain) {
  const Folder folder;
  const RareStudy study = sample::rare_study(300, 10);
  const RareResult result = sample::rare_result(study);
  write_rare(folder / "rare.h5", study, inputs, result);
  EXPECT_EQ(folder.files(), 1) << "nothing half written";
  const std::size_t kept = accidents_kept(result);
  ASSERT_GT(kept, 100u);
  std::size_t lost_with_other_luck = 0;
  for (std::size_t i = 0; i < kept; ++i) {
    RareReplay replay = read_rare_replay(folder / "rare.h5", i);
    ASSERT_EQ(replay.luck.size(), 5u);
    const sample::Gambler::State state = again(replay);
    ASSERT_EQ(state.coins, sample::target) << i;
    EXPECT_EQ(static_cast<double>(state.throws), replay.time_s) << i;
    ++replay.luck[3];
    lost_with_other_luck += static_cast<double>(again(replay).throws) != replay.time_s;
  }
  EXPECT_GT(lost_with_other_luck, kept * 9 / 10) << "the luck of one stage decides";
  const RareReplay first = read_rare_replay(folder / "rare.h5", 0);
  EXPECT_EQ(first.study.text, study.text);
  ASSERT_EQ(first.inputs.size(), 2u);
  EXPECT_EQ(first.inputs[1].role, "rules");
  EXPECT_EQ(first.inputs[1].text, "[1]");
}

TEST(RareResult, TheFileHasTheSameBytesAndItsColumnsTheirUnits) {
  const Folder folder;
  const RareStudy study = sample::rare_study(50, 4);
  write_rare(folder / "a.h5", study, inputs, sample::rare_result(study));
  write_rare(folder / "b.h5", study, inputs, sample::rare_result(study));
  EXPECT_EQ(read_file(folder / "a.h5"), read_file(folder / "b.h5"));

  const Hdf5Handle file(H5Fopen((folder / "a.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
  EXPECT_THAT(hdf5::read_text_attribute(file.id(), "exercise").value_or(""), HasSubstr("Exercise"));
  const auto unit = [&](const char* column) {
    const Hdf5Handle dataset(H5Dopen2(file.id(), column, H5P_DEFAULT), H5Dclose);
    return hdf5::read_text_attribute(dataset.id(), "unit").value_or("none");
  };
  EXPECT_EQ(unit("/levels/level"), "1");
  EXPECT_EQ(unit("/accidents/time"), "s");
  EXPECT_EQ(unit("/accidents/reached_1"), "s");
  EXPECT_EQ(unit("/stages/events"), "");
}

TEST(RareResult, WhatIsNoSuchFileIsRefused) {
  const Folder folder;
  const RareStudy study = sample::rare_study(100, 4);
  const RareResult result = sample::rare_result(study);
  write_rare(folder / "rare.h5", study, inputs, result);
  const auto read = [&](const char* name, std::uint64_t number) {
    return refusal([&] { read_rare_replay(folder / name, number); });
  };
  EXPECT_EQ(read("rare.h5", accidents_kept(result) - 1), "");
  EXPECT_THAT(read("rare.h5", accidents_kept(result)), HasSubstr("/accidents/luck_1: found no row"));
  EXPECT_THAT(read("nowhere.h5", 0), HasSubstr("fengsui rare"));
  std::ofstream(folder / "text.h5") << "text";
  EXPECT_THAT(read("text.h5", 0), HasSubstr("another kind"));
  const std::string whole = read_file(folder / "rare.h5");
  std::ofstream(folder / "cut.h5") << whole.substr(0, whole.size() / 2);
  EXPECT_NE(read("cut.h5", 0), "");
  EXPECT_THAT(refusal([&] { read_replay(folder / "rare.h5", 0); }), HasSubstr("another kind"));
  EXPECT_THAT(refusal([&] { write_rare(folder / "missing" / "rare.h5", study, inputs, result); }),
              HasSubstr("a folder that can be written"));
}

TEST(RareResult, AnInterruptedOneSaysSoAndKeepsItsNumbers) {
  const Folder folder;
  const RareStudy study = sample::rare_study(50, 4);
  RareResult result = sample::rare_result(study);
  result.replications.erase(result.replications.begin());
  result.interrupted = true;
  write_rare(folder / "rare.h5", study, inputs, result);
  const Hdf5Handle file(H5Fopen((folder / "rare.h5").c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
  EXPECT_EQ(hdf5::read_text_attribute(file.id(), "outcome"), "interrupted");
  EXPECT_EQ(hdf5::read_number_attribute(file.id(), "replications"), 3);
  const Hdf5Handle column(H5Dopen2(file.id(), "/stages/replication", H5P_DEFAULT), H5Dclose);
  EXPECT_EQ(hdf5::read_whole_number(column.id(), 0), 1u);
  EXPECT_THAT(stages_as_csv(study, result), HasSubstr("\n1,1,0.2,"));
}

}  // namespace
}  // namespace fengsui
