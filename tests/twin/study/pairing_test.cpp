// Differences in the file of a tuning: points have different numbers of replications, and only those with one
// seed are pairs.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>

#include "sim/base/error.h"
#include "tests/twin/study/folder.h"
#include "tests/twin/study/tuned_by.h"
#include "twin/study/front_file.h"
#include "twin/study/study_columns.h"

namespace fengsui {
namespace {

using sample::Folder;

namespace fs = std::filesystem;

double number_in(const fs::path& path, const char* column, std::uint64_t row) {
  const Hdf5Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
  const Hdf5Handle dataset(H5Dopen2(file.id(), column, H5P_DEFAULT), H5Dclose);
  double value = std::nan("");
  EXPECT_TRUE(hdf5::read_number(dataset.id(), row, value)) << column;
  return value;
}

// The luck of a seed is in common, and large; the points differ by exactly their value.
std::vector<double> shifted(const std::vector<double>& point, std::uint64_t seed) {
  const double luck = static_cast<double>(seed % 1000);
  return {point[0] + luck, luck - point[0]};
}

TEST(Differences, AreOfReplicationsThatFaceTheSameLuck) {
  const Folder folder;
  const Study study = sample::study_of({0}, {{{"values", {0, 1, 2}}}}, 2,
                                       {{"minimise", "x"}, {"indifference", 0.5}, {"at_most", 100}});
  const sample::TunedBy tuned = sample::tuned_by(study, shifted);
  // today's point is the best: the others have no fresh replications
  std::vector<StudyRun> runs = tuned.runs;
  ASSERT_EQ(tuned.found.choice.best, 0u);
  write_study(folder / "kn.h5", {&study, &tuned.candidates.points, &runs});
  EXPECT_NEAR(number_in(folder / "kn.h5", "differences/x/mean", 2), 2.0, 1e-9);
  EXPECT_NEAR(number_in(folder / "kn.h5", "differences/x/half_width", 2), 0.0, 1e-9);
  // a replication that only one of the two has is no pair
  runs.erase(runs.begin() + 3);
  write_study(folder / "gap.h5", {&study, &tuned.candidates.points, &runs});
  EXPECT_NEAR(number_in(folder / "gap.h5", "differences/x/half_width", 2), 0.0, 1e-9);
}

TEST(FrontFile, HoldsTheFrontInColumns) {
  const Folder folder;
  const Study study =
      sample::study_of({7}, {{{"from", 0}, {"to", 10}, {"step", 1}}}, 2,
                       {{"objectives", {{{"minimise", "x"}}, {{"minimise", "y"}}}},
                        {"search", {{"population", 8}, {"generations", 2}, {"replications", 4}}},
                        {"budget", 0}});
  const sample::FrontBy tuned = sample::front_by(study, shifted);
  const StudyResult result{&study, &tuned.points, &tuned.runs};
  const fs::path file = folder / "front.h5";
  write_study(file, result, [&](hid_t root) { return write_front(root, result, tuned.found); });
  for (std::uint64_t row = 0; row < tuned.found.points.size(); ++row) {
    const FrontPoint& point = tuned.found.points[row];
    EXPECT_EQ(number_in(file, "front/x/mean", row), point.fresh[0].mean);
    EXPECT_NEAR(number_in(file, "front/x/better", row), tuned.points[point.point][0] - 7.0, 1e-9);
    EXPECT_NEAR(number_in(file, "front/y/better_half_width", row), 0.0, 1e-9);
  }
  EXPECT_EQ(number_in(file, "search/hypervolume", 2), tuned.found.hypervolumes[2]);
  EXPECT_THROW(write_study(folder / "bad.h5", result, [](hid_t) { return false; }), InputError);
  EXPECT_FALSE(fs::exists(folder / "bad.h5"));
}

}  // namespace
}  // namespace fengsui
