// What every HDF5 file with the result of a study has in common: how it comes to its place whole, and the
// input files kept in it.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "scenarios/files.h"
#include "twin/record/hdf5_access.h"

namespace fengsui {

// Lets `content` fill `<path>.writing` and renames it; the same content gives the same bytes. Throws
// InputError when the disk is full or the folder is missing.
void write_result_file(const std::filesystem::path& path, const std::function<bool(hid_t root)>& content);

// The group /inputs. False on failure.
bool write_input_files(hid_t root, const std::vector<InputFile>& inputs);
// Throws InputError about `path` when one is damaged.
std::vector<InputFile> read_input_files(hid_t root, const std::filesystem::path& path);

}  // namespace fengsui
