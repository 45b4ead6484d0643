// The result of a study of a rare accident: one HDF5 file, and its stages as CSV (docs/rare-events.md,
// "results").
//
// A group is a table, a dataset in it a column with the attributes `unit` and `meaning`. Nothing in it
// depends on when, where or by how many processes the study was done.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/files.h"
#include "twin/study/rare_result.h"

namespace fengsui {

inline constexpr int rare_file_version = 1;

// Writes to `<path>.writing` and renames; `inputs`: the files of the scenario. Throws InputError when the
// disk is full or the folder is missing.
void write_rare(const std::filesystem::path& path, const RareStudy& study,
                const std::vector<InputFile>& inputs, const RareResult& result);

// One row per replication and stage.
std::string stages_as_csv(const RareStudy& study, const RareResult& result);

// One accident, to be looked at alone.
struct RareReplay {
  RareStudy study;
  std::vector<InputFile> inputs;
  std::vector<std::uint64_t> luck;  // one for each stage
  double time_s = 0.0;              // when the accident happened
  std::string software_version;     // that simulated it
};

// Whether the file says that it is such a result; false for anything else.
bool is_rare_result(const std::filesystem::path& path);

// Row `number` (0-based) of /accidents. Throws InputError for files that are no such result, are damaged, or
// have no such row.
RareReplay read_rare_replay(const std::filesystem::path& path, std::uint64_t number);

}  // namespace fengsui
