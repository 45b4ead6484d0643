// Shares of a study, their files, and what cannot be put together.
#include "twin/study/part.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "sim/base/error.h"
#include "tests/twin/study/small_study.h"
#include "twin/study/design.h"
#include "twin/study/run_line.h"

namespace fengsui {
namespace {

using sample::read;
using sample::study_json;
using testing::HasSubstr;

StudyRun run_of(const DueRun& due) {
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  return {due.point,
          due.replication,
          due.seed,
          RunStatus::finished,
          {0.1 * due.point + due.replication, due.replication == 1 ? nothing : 1.0 / 3.0},
          ""};
}

class Parts : public testing::Test {
 protected:
  Study study = read(study_json());
  std::vector<DueRun> all = all_runs(study, design_points(study).size(), "b/study.json");

  StudyPart part(std::uint32_t number, std::uint32_t of) const {
    StudyPart part{{number, of}, study.digest, "the task", {}, std::to_string(number) + ".part"};
    for (const DueRun& due : runs_of(part.share, all)) part.runs.push_back(run_of(due));
    return part;
  }

  std::string refusal(const std::vector<StudyPart>& parts) const {
    try {
      merged(parts, study, all);
    } catch (const InputError& problem) {
      return problem.what();
    }
    return "accepted";
  }
};

TEST_F(Parts, SharesAreDisjointAndTogetherEverything) {
  ASSERT_EQ(all.size(), 18u);
  for (const std::uint32_t of : {1u, 2u, 5u, 18u, 40u}) {
    std::vector<DueRun> together;
    for (std::uint32_t number = 1; number <= of; ++number) {
      const auto share = runs_of({number, of}, all);
      EXPECT_LE(share.size(), all.size() / of + 1) << "nobody does much more than the others";
      together.insert(together.end(), share.begin(), share.end());
    }
    std::ranges::sort(together, {}, [](const DueRun& due) { return std::pair(due.point, due.replication); });
    EXPECT_EQ(together, all);
  }
}

TEST_F(Parts, AreWrittenReadAndPutTogetherInAnyOrderAndCut) {
  std::vector<StudyPart> parts;
  for (const auto& [number, of] : {std::pair{2u, 3u}, {1u, 3u}, {3u, 3u}, {1u, 2u}})
    parts.push_back(read_part(part_as_text(part(number, of)), "x.part"));
  EXPECT_EQ(parts[0].share, (StudyShare{2, 3}));
  EXPECT_EQ(parts[0].task, "the task");
  const auto runs = merged(parts, study, all);
  ASSERT_EQ(runs.size(), all.size());
  for (std::size_t i = 0; i < runs.size(); ++i) EXPECT_EQ(line_of(runs[i]), line_of(run_of(all[i])));
}

TEST_F(Parts, MissingOnesAreNamed) {
  const std::string words = refusal({part(1, 4), part(3, 4)});
  EXPECT_THAT(words, HasSubstr("found 9 runs of 18"));
  EXPECT_THAT(words, HasSubstr("part 2/4, 4/4: point 0 replication 1, point 1 replication 0"));
  EXPECT_THAT(refusal({part(1, 4), part(2, 5)}), HasSubstr("missing is point 0 replication 2"));
}

TEST_F(Parts, OneOfAnotherStudyIsRefused) {
  StudyPart other = part(2, 2);
  other.digest = "abc";
  EXPECT_THAT(refusal({part(1, 2), other}), HasSubstr("2.part: found a part of another study than 1.part"));
  other = part(2, 2);
  other.runs.back().seed += 1;
  EXPECT_THAT(refusal({part(1, 2), other}), HasSubstr("of another study"));
  other = part(2, 2);
  other.runs.push_back(other.runs.back());
  other.runs.back().point = 77;
  EXPECT_THAT(refusal({part(1, 2), other}), HasSubstr("1 run too many"));
}

TEST_F(Parts, TheSameRunTwiceMustBeTheSame) {
  EXPECT_EQ(refusal({part(1, 2), part(2, 2), part(1, 2)}), "accepted");
  StudyPart other = part(1, 2);
  other.file = "again.part";
  other.runs[2].values[0] += 1e-12;
  EXPECT_THAT(refusal({part(1, 2), part(2, 2), other}),
              HasSubstr("again.part: found point 1 replication 1 other than in 1.part"));
}

TEST_F(Parts, ADamagedFileIsNotRead) {
  const std::string good = part_as_text(part(1, 2));
  EXPECT_NO_THROW(read_part(good, "x.part"));
  // cut anywhere, or one character another anywhere
  for (std::size_t at = 0; at < good.size(); at += 7) {
    EXPECT_THROW(read_part(good.substr(0, at), "x.part"), InputError) << at;
    std::string other = good;
    other[at] = other[at] == '1' ? '2' : '1';
    EXPECT_THROW(read_part(other, "x.part"), InputError) << at;
  }
  for (const char* wrong : {"", "\n", "{}", "{\"study\":\"abc\"}\n", "\x89HDF"})
    EXPECT_THROW(read_part(wrong, "x.part"), InputError) << wrong;
}

TEST_F(Parts, AnotherFormatIsRefusedByItsNumber) {
  std::string newer = part_as_text(part(1, 2));
  newer.replace(newer.find("\"version\":1"), 11, "\"version\":2");
  try {
    read_part(newer, "x.part");
    FAIL() << "it was accepted";
  } catch (const InputError& problem) {
    EXPECT_THAT(problem.what(), HasSubstr("a part in format 2, expected format 1"));
  }
}

TEST_F(Parts, ARuleForWhenToStopNeedsAllResults) {
  nlohmann::json json = study_json();
  json["replications"] = {{"at_least", 10}, {"at_most", 20}};
  json["responses"][0]["half_width"] = 1;
  const Study sequential = read(json);
  EXPECT_THROW(all_runs(sequential, 6, "b/study.json"), InputError);
}

TEST(Shares, AreWrittenAsKOfN) {
  EXPECT_EQ(share_of("2/4"), (StudyShare{2, 4}));
  EXPECT_EQ(share_of("1/1"), (StudyShare{1, 1}));
  for (const char* wrong :
       {"", "2", "2/", "/4", "0/4", "5/4", "-1/4", "2/4x", "a/b", "1/0", "2 /4", "1/99999999999"})
    EXPECT_THROW(share_of(wrong), InputError) << wrong;
}

}  // namespace
}  // namespace fengsui
