// Plain columns of an HDF5 file: one dataset of numbers each, with unit and meaning. They return false, or
// nothing, on failure, like twin/record/hdf5_access.h.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "twin/record/hdf5_access.h"

namespace fengsui::hdf5 {

Hdf5Handle create_group(hid_t parent, const char* name);

bool write_numbers(hid_t group, const char* name, std::span<const double> values, std::string_view unit,
                   std::string_view meaning);
bool write_numbers(hid_t group, const char* name, std::span<const std::uint64_t> values,
                   std::string_view meaning);

// The row of a column; false, or nothing, when there is none.
bool read_number(hid_t dataset, std::uint64_t row, double& value);
std::optional<std::uint64_t> read_whole_number(hid_t dataset, std::uint64_t row);

}  // namespace fengsui::hdf5
