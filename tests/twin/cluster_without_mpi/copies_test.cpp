// A program built without MPI: alone it is the same, as one of many copies it says so instead of working.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "sim/base/error.h"
#include "twin/cluster/crew.h"

namespace fengsui::cluster {
namespace {

using testing::HasSubstr;

struct Copy {
  Copy(const char* rank, const char* size) {
    setenv("OMPI_COMM_WORLD_RANK", rank, 1);
    setenv("OMPI_COMM_WORLD_SIZE", size, 1);
  }
  ~Copy() {
    unsetenv("OMPI_COMM_WORLD_RANK");
    unsetenv("OMPI_COMM_WORLD_SIZE");
  }
};

CrewSettings settings(bool alone = false) {
  CrewSettings settings;
  settings.alone = alone;
  settings.version = "1";
  settings.make = [](const std::string&) { return [](const std::string& request) { return request + "!"; }; };
  return settings;
}

int lead(Crew& crew) {
  crew.begin("");
  std::string answers;
  crew.run(
      1, [](std::size_t) { return "piece"; },
      [&](std::size_t, const Isolated& answer) { answers += answer.answer; }, [] { return false; });
  return answers == "piece!" ? 42 : 1;
}

TEST(WithoutMpi, OneProcessWorks) {
  EXPECT_EQ(with_crew(settings(), lead), 42);
  const Copy only("0", "1");
  EXPECT_EQ(with_crew(settings(), lead), 42) << "one rank works alone";
}

TEST(WithoutMpi, TheFirstOfManyCopiesComplainsAndTheOthersEnd) {
  const auto nobody = [](Crew&) -> int { throw std::logic_error("this copy must not lead"); };
  {
    const Copy first("0", "4");
    try {
      with_crew(settings(), nobody);
      FAIL() << "four copies would write the same files";
    } catch (const InputError& problem) {
      EXPECT_THAT(problem.what(), HasSubstr("mpirun with 4 copies that cannot join"));
      EXPECT_THAT(problem.what(), HasSubstr("built without MPI"));
      EXPECT_THAT(problem.what(), HasSubstr("libopenmpi-dev"));
    }
  }
  const Copy second("1", "4");
  EXPECT_EQ(with_crew(settings(), nobody), 2);
  EXPECT_EQ(with_crew(settings(true), lead), 42) << "--alone";
}

}  // namespace
}  // namespace fengsui::cluster
