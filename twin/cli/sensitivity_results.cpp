#include <algorithm>
#include <cstdio>

#include "twin/cli/output.h"
#include "twin/cli/study_results.h"
#include "twin/cli/words.h"
#include "twin/study/sensitivity_findings.h"
#include "twin/study_report/sensitivity_page.h"
#include "twin/study_report/sensitivity_words.h"

namespace fengsui {

namespace {

// Every response that was measured, its factors by weight; of many the rest stands in the CSV.
void print_findings(const Study& study, const SensitivityFindings& findings, Language language) {
  constexpr std::size_t most_factors = 24;
  const char* const mark = say(language, ": ", "：");
  for (std::size_t r = 0; r < study.responses.size(); ++r) {
    const StudyResponse& response = study.responses[r];
    const ResponseFindings& found = findings.responses[r];
    // of the many colours and levels only those that occurred
    if (response.part && found.count == 0) continue;
    std::printf("%s%s%s\n", response.name.in(language).c_str(), mark,
                response_words(study, response, found, language).c_str());
    if (found.count == 0) continue;
    const std::vector<std::size_t> order = by_weight(found);
    for (std::size_t i = 0; i < std::min(order.size(), most_factors); ++i)
      std::printf("  %s%s%s\n", study.factors[order[i]].key.c_str(), mark,
                  factor_words(response, found, order[i], language).c_str());
    if (order.size() > most_factors) std::printf("  …\n");
    if (!found.decided()) std::printf("  %s\n", undecided_words(found, language).c_str());
  }
  std::printf("%s\n", interval_note(study, language).c_str());
}

}  // namespace

ExitCode give_sensitivity_results(const Study& study, const std::vector<StudyRun>& runs,
                                  const std::filesystem::path& base, Language language) {
  const SensitivityFindings findings = sensitivity_findings(study, runs);
  const StudyResult result{&study, &findings.design.points, &runs};
  const std::string file = base.string() + ".h5";
  write_study(file, result, [&](hid_t root) { return write_findings(root, study, findings); });
  write_file(base.string() + "_factors.csv", findings_as_csv(study, findings));
  write_file(base.string() + "_points.csv", points_as_csv(result));
  write_file(base.string() + "_runs.csv", runs_as_csv(result));
  write_file(base.string() + ".html", render_sensitivity_page(result, findings, language));

  print_findings(study, findings, language);
  const std::size_t bad = print_bad_runs(runs, file, language);
  std::printf("%zu %s, %zu %s, %zu %s\n%s %s\n", findings.design.points.size(),
              say(language, "points", "个点"), runs.size(), say(language, "runs", "次运行"), bad,
              say(language, "without a result", "次无结果"), say(language, "result", "结果"), file.c_str());
  if (bad > 0) return ExitCode::failed;
  return findings.decided() ? ExitCode::pass : ExitCode::inconclusive;
}

}  // namespace fengsui
