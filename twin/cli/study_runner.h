// The runs of a study, each in a process of its own, so that a crash of one costs one.
#pragma once

#include <functional>

#include "twin/cluster/crew.h"
#include "twin/study/study_reader.h"
#include "twin/study/study_run.h"

namespace fengsui {

// The files and the score sheet of a scenario.
StudyBase study_base(const std::filesystem::path& scenario);

// Throws InputError when the files do not accept the values of some point. `place`: where the study file says
// what points there are.
void check_points(const Study& study, const std::vector<std::vector<double>>& points, const std::string& file,
                  const std::string& place = "/design");

// Today's values, and the ends of every factor's range: what the files do not accept is found before any run.
std::vector<std::vector<double>> corners_of(const Study& study);

class StudyRunner {
 public:
  struct Settings {
    std::function<bool()> stop;                              // asked often
    std::function<void(std::size_t)> progress;               // so many more runs have ended
    std::function<void(const std::vector<StudyRun>&)> keep;  // as they come
  };

  // All must live as long as this; the crew has been told the task of this study (study_work.h).
  StudyRunner(const Study& study, const std::vector<std::vector<double>>& points, cluster::Crew& crew,
              Settings settings)
      : study_(&study), points_(&points), crew_(&crew), settings_(std::move(settings)) {}

  // In order of point and replication; without those that were stopped.
  std::vector<StudyRun> run(const std::vector<DueRun>& due);

 private:
  const Study* study_;
  const std::vector<std::vector<double>>* points_;
  cluster::Crew* crew_;
  Settings settings_;
};

}  // namespace fengsui
