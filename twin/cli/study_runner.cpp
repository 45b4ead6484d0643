#include "twin/cli/study_runner.h"

#include <algorithm>
#include <iterator>

#include "scenarios/city_builder.h"
#include "twin/cli/options.h"
#include "twin/cli/study_work.h"
#include "twin/engine/rule_reader.h"
#include "twin/study/factor.h"

namespace fengsui {

namespace {

// after so long, or so many runs, what there is is kept
constexpr std::chrono::seconds between_keeping{1};
constexpr std::size_t most_unkept = 1000;

}  // namespace

StudyBase study_base(const std::filesystem::path& scenario) {
  const std::filesystem::path home = home_folder();
  StudyBase base;
  base.inputs = load_scenario(scenario, home / "data").files;
  base.kpis = score_sheet(base.inputs);
  return base;
}

void check_points(const Study& study, const std::vector<std::vector<double>>& points, const std::string& file,
                  const std::string& place) {
  for (std::size_t i = 0; i < points.size(); ++i) {
    try {
      const ScenarioFiles files =
          load_scenario(with_values(study.inputs, study.factors, points[i], study.id));
      build_city(files, study.seed);
      engine::read_rules(files.of("rules").text, files.of("rules").path);
    } catch (const InputError& problem) {
      throw InputError(file, place, "point " + std::to_string(i) + ", where " + problem.what(),
                       "factors whose every combination is good");
    }
  }
}

std::vector<std::vector<double>> corners_of(const Study& study) {
  std::vector<std::vector<double>> corners(3);
  for (const Factor& factor : study.factors) {
    const bool listed = !factor.levels.empty();
    corners[0].push_back(factor.today);
    corners[1].push_back(listed ? factor.levels.front() : factor.low);
    corners[2].push_back(listed ? factor.levels.back() : factor.high);
  }
  return corners;
}

std::vector<StudyRun> StudyRunner::run(const std::vector<DueRun>& due) {
  std::vector<StudyRun> runs, unkept;
  auto kept_at = std::chrono::steady_clock::now();
  const auto keep = [&] {
    if (!unkept.empty()) settings_.keep(unkept);
    runs.insert(runs.end(), std::make_move_iterator(unkept.begin()), std::make_move_iterator(unkept.end()));
    unkept.clear();
    kept_at = std::chrono::steady_clock::now();
  };
  crew_->run(
      due.size(), [&](std::size_t i) { return study_request((*points_)[due[i].point], due[i].seed); },
      [&](std::size_t i, const cluster::Isolated& answer) {
        settings_.progress(1);
        std::optional<StudyRun> run = run_of_answer(answer, study_->responses.size());
        // whoever stops the study may well have ended its runs
        if (!run || (!answer.finished && settings_.stop())) return;
        run->point = due[i].point;
        run->replication = due[i].replication;
        run->seed = due[i].seed;
        unkept.push_back(std::move(*run));
        if (unkept.size() >= most_unkept || std::chrono::steady_clock::now() - kept_at > between_keeping)
          keep();
      },
      settings_.stop);
  keep();
  // by whoever and whenever they were done
  std::ranges::sort(runs, {}, [](const StudyRun& run) { return std::pair(run.point, run.replication); });
  return runs;
}

}  // namespace fengsui
