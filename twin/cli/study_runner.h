// The runs of a study, each in a process of its own, so that a crash of one costs one.
#pragma once

#include <functional>

#include "twin/cli/options.h"
#include "twin/cli/prepared_points.h"
#include "twin/study/study_reader.h"
#include "twin/study/study_run.h"

namespace fengsui {

// The files and the score sheet of a scenario.
StudyBase study_base(const std::filesystem::path& scenario);

// Throws InputError when the files do not accept the values of some point.
void check_points(const Study& study, const std::vector<std::vector<double>>& points,
                  const std::string& file);

class StudyRunner {
 public:
  struct Settings {
    int jobs = 1;
    std::chrono::milliseconds patience{};                    // with a silent engine
    std::function<bool()> stop;                              // asked often
    std::function<void(std::size_t)> progress;               // so many more runs have ended
    std::function<void(const std::vector<StudyRun>&)> keep;  // as they come
  };

  // `study` and `points` must live as long as this.
  StudyRunner(const Study& study, const std::vector<std::vector<double>>& points, Settings settings)
      : study_(&study), points_(&points), settings_(std::move(settings)), prepared_(study, points) {}

  // In order; without those that were stopped.
  std::vector<StudyRun> run(const std::vector<DueRun>& due);

 private:
  std::string answer_of(const DueRun& due) const;

  const Study* study_;
  const std::vector<std::vector<double>>* points_;
  Settings settings_;
  PreparedPoints prepared_;
};

}  // namespace fengsui
