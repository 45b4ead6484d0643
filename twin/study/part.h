// A share of a study that was done by itself, as a file; and all shares put together again.
//
// The file is text: a line that says which study, which share and what the study is made of, a line per run,
// and a last line with their number and the SHA-256 of all lines before it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "twin/study/study_run.h"

namespace fengsui {

inline constexpr int study_part_version = 1;

// Which share: every `of`th run, beginning with the `number`th (1 … of).
struct StudyShare {
  std::uint32_t number = 1, of = 1;
  friend bool operator==(const StudyShare&, const StudyShare&) = default;
};

// Of "2/4". Throws InputError.
StudyShare share_of(const std::string& text);

// Every run of a study whose number of replications is fixed. Throws InputError naming `file` when it depends
// on results: a share does not know those of the others.
std::vector<DueRun> all_runs(const Study& study, std::size_t points, const std::string& file);
std::vector<DueRun> runs_of(const StudyShare& share, const std::vector<DueRun>& all);

struct StudyPart {
  StudyShare share;
  std::string digest;  // of the study
  std::string task;    // the study in one text
  std::vector<StudyRun> runs;
  std::string file;  // where it was read
};

std::string part_as_text(const StudyPart& part);
// Throws InputError for what is no part, is damaged or is of another version.
StudyPart read_part(std::string_view text, const std::string& file);

// All runs in order. Throws InputError when the parts are of several studies, some runs are missing (and
// which), or two parts do not agree about a run.
std::vector<StudyRun> merged(const std::vector<StudyPart>& parts, const Study& study,
                             const std::vector<DueRun>& all);

}  // namespace fengsui
