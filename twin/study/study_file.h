// The result of a study: one HDF5 file, and the same as CSV (docs/studies.md, "results").
//
// A group is a table, a dataset in it a column with the attributes `unit` and `meaning`. Nothing in it
// depends on when, where or by how many processes the study was done.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "twin/record/hdf5_access.h"
#include "twin/record/run_file.h"
#include "twin/study/study.h"

namespace fengsui {

inline constexpr int study_file_version = 1;

struct StudyResult {
  const Study* study = nullptr;
  const std::vector<std::vector<double>>* points = nullptr;
  const std::vector<StudyRun>* runs = nullptr;  // in order of point and replication
};

// Adds further groups to the file; false on failure.
using WriteMore = std::function<bool(hid_t root)>;

// Writes to `<path>.writing` and renames. Throws InputError when the disk is full or the folder is missing.
void write_study(const std::filesystem::path& path, const StudyResult& result, const WriteMore& more = {});

// One row per point: factors, then of each response mean, half width and number of values.
std::string points_as_csv(const StudyResult& result);
// One row per run: point, replication, seed, status, factors, responses (empty: nothing to measure).
std::string runs_as_csv(const StudyResult& result);

// What one run of a study was made of, to be run alone.
struct Replay {
  std::string study;
  std::vector<InputFile> inputs;  // with the values of its point
  std::uint64_t seed = 0;
  std::string network;
};

// Row `number` (0-based) of /runs. Throws InputError for files that are no study and numbers that it has not.
Replay read_replay(const std::filesystem::path& path, std::uint64_t number);

}  // namespace fengsui
