// What a study holds in memory: its results, and nothing else that grows with the number of runs.
#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>

#include "tests/twin/study/small_study.h"
#include "twin/cli/study_runner.h"
#include "twin/study/design.h"

namespace fengsui::end_to_end {
namespace {

// Answers at once, with nothing simulated.
class InstantCrew final : public cluster::Crew {
 public:
  void begin(const std::string&) override {}
  void run(std::size_t count, const Request& request, const Done& done,
           const std::function<bool()>&) override {
    for (std::size_t i = 0; i < count; ++i) {
      request(i);
      done(i, {true, R"({"message": "", "status": 0, "values": [1.5, null]})"});
    }
  }
};

std::size_t allocated() {
  const struct mallinfo2 now = mallinfo2();
  return now.uordblks + now.hblkhd;
}

// Most memory in use on the way through so many replications, over what was there before [bytes].
std::size_t memory_of(std::uint32_t replications, std::size_t& largest_batch) {
  nlohmann::json json = sample::study_json();
  json["replications"] = replications;
  const Study study = sample::read(json);
  const auto points = design_points(study);
  InstantCrew crew;
  const std::size_t before = allocated();
  std::size_t most = before;
  StudyRunner runner(
      study, points, crew,
      {.stop = [] { return false; },
       .progress = [&](std::size_t) { most = std::max(most, allocated()); },
       .keep =
           [&](const std::vector<StudyRun>& runs) { largest_batch = std::max(largest_batch, runs.size()); }});
  const StudyOutcome outcome =
      carry_out(study, points.size(), {}, [&](const std::vector<DueRun>& due) { return runner.run(due); });
  EXPECT_TRUE(outcome.complete);
  EXPECT_EQ(outcome.runs.size(), replications * points.size());
  return most - before;
}

TEST(StudyMemory, GrowsByTheResultsAlone) {
  const std::size_t before = allocated();
  const std::vector<char> megabyte(1 << 20);
  if (allocated() < before + megabyte.size()) GTEST_SKIP() << "this build does not say what it allocates";
  std::size_t largest_batch = 0;
  const std::size_t few = memory_of(34, largest_batch), many = memory_of(3400, largest_batch);
  // a result is about 120 bytes, what is due 16; vectors double when they grow
  constexpr std::size_t runs_more = 6 * (3400 - 34), bytes_per_run = 500;
  EXPECT_LT(many, few + runs_more * bytes_per_run);
  EXPECT_GT(many, few + runs_more * sizeof(StudyRun)) << "the results must have been seen";
  EXPECT_LE(largest_batch, 1000u) << "what is not yet on the disk";
}

}  // namespace
}  // namespace fengsui::end_to_end
