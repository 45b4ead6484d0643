#include <fstream>
#include <memory>
#include <sstream>

#include "sim/base/error.h"
#include "twin/cli/commands.h"
#include "twin/cli/output.h"
#include "twin/cli/study_results.h"
#include "twin/cli/study_work.h"
#include "twin/study/design.h"
#include "twin/study/part.h"
#include "twin/study/sensitivity_design.h"

namespace fengsui {

namespace {

struct MergeOptions : CommonOptions {
  std::vector<std::filesystem::path> parts;
};

// As large as it is: there is no limit to the runs of a study.
std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file || !text) throw InputError(path.string(), "", "a file that cannot be read", "a part of a study");
  return std::move(text).str();
}

ExitCode do_merge(const MergeOptions& options) {
  std::vector<StudyPart> parts;
  for (const std::filesystem::path& path : options.parts)
    parts.push_back(read_part(text_of(path), path.string()));
  const std::string first = parts.front().file;
  const Study study = study_of_task(parts.front().task, first);
  const std::vector<std::vector<double>> points =
      study.sensitivity ? sensitivity_design(study).points : design_points(study);
  const std::vector<StudyRun> runs = merged(parts, study, all_runs(study, points.size(), first));

  const std::filesystem::path base = options.out / study.id;
  make_folder(options.out);
  std::error_code ignored;
  if (std::filesystem::exists(base.string() + ".h5", ignored) && !options.force)
    throw InputError(base.string() + ".h5", "", "an existing file",
                     "another folder with --out DIR, or --force");
  if (study.sensitivity) return give_sensitivity_results(study, runs, base, options.in());
  write_study_results(study, points, runs, base, options.in());
  return print_study_results(study, points, runs, base, options.in());
}

}  // namespace

void add_merge_command(CLI::App& program, ExitCode& exit_code) {
  const auto options = std::make_shared<MergeOptions>();
  CLI::App* command = program.add_subcommand("merge",
                                             "Put the parts of a study together (study or sensitivity --part "
                                             "K/N); the result is that of the undivided study");
  command->add_option("PARTS", options->parts, "Every part (see docs/cluster.md)")
      ->required()
      ->type_name("FILES");
  add_output(*command, *options);
  add_language(*command, *options);
  teach(*command, {{"fengsui merge out/my_study_*.part", "OUT/<id>.h5, .html, _points.csv and _runs.csv"}});
  command->callback([options, &exit_code] { exit_code = do_merge(*options); });
}

}  // namespace fengsui
