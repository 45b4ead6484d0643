// What an unfinished study has got so far: a text file that grows by a line per run and survives the end of
// the program at any moment. It is read back by --resume and removed when the study is complete.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

#include "twin/study/study.h"

namespace fengsui {

class StudyJournal {
 public:
  // Goes on with the file when `resume`, else begins a new one. Throws InputError when it belongs to another
  // study (or another version of it), cannot be written, or is there although nobody asked to resume.
  StudyJournal(std::filesystem::path path, const Study& study, std::size_t points, bool resume);

  const std::vector<StudyRun>& kept() const { return kept_; }
  // Writes the runs through to the file. Throws InputError when the disk is full.
  void add(const std::vector<StudyRun>& runs);
  void remove();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  std::filesystem::path path_;
  std::vector<StudyRun> kept_;
  std::unique_ptr<std::FILE, Close> file_;
};

}  // namespace fengsui
