// Reads a study file, format version 1 (docs/studies.md). Strict: an unknown key, a factor that points
// nowhere or at text, reversed bounds, an empty design, a response that does not exist are InputErrors with
// file and JSON pointer.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

#include "twin/study/study.h"

namespace fengsui {

// What a study is built on: every file of the scenario, and the score sheet that its runs will have.
struct StudyBase {
  std::vector<InputFile> inputs;
  std::vector<Kpi> kpis;
};
using LoadBase = std::function<StudyBase(const std::filesystem::path& scenario)>;

// What is to be done with the study: every use needs parts that others leave out.
enum class StudyUse { points, sensitivity };

// `load` is asked once, for the path of the scenario (relative paths start at the study file).
// For a sensitivity analysis `design` and `replications` may be missing, and are not looked at.
Study read_study(std::string_view text, const std::string& file, const LoadBase& load,
                 StudyUse use = StudyUse::points);

}  // namespace fengsui
