#include "twin/cli/tune_front.h"

#include <cstdio>

#include "twin/cli/input_folder.h"
#include "twin/cli/study_runner.h"
#include "twin/cli/tune_words.h"
#include "twin/cli/words.h"
#include "twin/study/factor.h"
#include "twin/study/front_file.h"
#include "twin/study_report/front_page.h"

namespace fengsui {

ExitCode tune_front(const StudyOptions& options, const Study& study) {
  const Language language = options.in();
  const std::string file = options.study.string();
  check_points(study, corners_of(study), file);

  // the runner looks into these while they grow from round to round
  std::vector<std::vector<double>> points;
  StudySession session(options, study, points, study.id + "_tuned", most_front_points(*study.tuning));
  const auto runs = session.runs(
      [&](const std::vector<StudyRun>& done) {
        FrontPlan plan = plan_front(study, done, file);
        points = std::move(plan.points);
        return std::move(plan.due);
      },
      expected_front_runs(*study.tuning), /*again=*/true);
  if (!runs) return ExitCode::inconclusive;

  const Front front = front_found(study, *runs, file);
  const StudyResult result{&study, &points, &*runs};
  const std::vector<double>& chosen = points[front.points[front.recommended].point];
  const std::filesystem::path recommended = write_inputs(
      session.file("_inputs"), with_values(study.inputs, study.factors, chosen, study.id + "_tuned"));
  write_file(session.file("_front.csv"), front_as_csv(result, front));
  write_file(session.file("_points.csv"), points_as_csv(result));
  write_file(session.file("_runs.csv"), runs_as_csv(result));
  write_file(session.file(".html"), render_front_page(result, front, language));
  write_study(session.file(".h5"), result, [&](hid_t root) { return write_front(root, result, front); });
  session.finish();

  print_front(result, front, language);
  std::printf("%zu %s\n%s %s\n%s %s\n", runs->size(), say(language, "runs", "次运行"),
              say(language, "recommended", "推荐方案"), recommended.c_str(), say(language, "result", "结果"),
              session.file(".h5").c_str());
  return front.decided ? ExitCode::pass : ExitCode::inconclusive;
}

}  // namespace fengsui
