#include "twin/service/check.h"

#include <CLI/CLI.hpp>
#include <optional>

#include "scenarios/files.h"
#include "twin/engine/lint.h"
#include "twin/engine/rule_reader.h"
#include "twin/points/points_file.h"

namespace fengsui {

void add_check_options(CLI::App& program, CheckOptions& options) {
  CLI::Option* check = program.add_flag("--check", options.asked,
                                        "Say what is wrong with the rules and end: 0 nothing, 1 findings, 2 "
                                        "a file cannot be read");
  program
      .add_option("--points", options.points,
                  "With --check: the points that the rules are meant for, a catalogue or a hello")
      ->type_name("FILE")
      ->needs(check);
}

int check_rules(const std::string& rules, const CheckOptions& options, std::ostream& out) {
  const engine::Rules read = engine::read_rules(read_file(rules), rules);
  std::optional<PointsFile> points;
  if (!options.points.empty()) points = read_points(read_file(options.points), options.points);

  const auto findings = points ? engine::lint(read, points->directory) : engine::lint(read);
  for (const engine::LintFinding& finding : findings)
    out << place_of(finding, rules, points ? &*points : nullptr) << ": " << finding.english << " / "
        << finding.chinese << '\n';
  return findings.empty() ? 0 : 1;
}

}  // namespace fengsui
