// Small readings and writings of an HDF5 file: texts, attributes, whole columns. They return false, or
// nothing, on failure; the caller knows the file's name and makes the error.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "twin/record/rows.h"

namespace fengsui::hdf5 {

// Text attributes of fixed size; an existing one of the same name is replaced.
bool write_attribute(hid_t object, const char* name, std::string_view text);
bool write_attribute(hid_t object, const char* name, std::int64_t number);
std::optional<std::string> read_text_attribute(hid_t object, const char* name);
std::optional<std::int64_t> read_number_attribute(hid_t object, const char* name);

// A dataset of bytes that never grows.
bool write_bytes(hid_t group, const char* name, std::string_view bytes);
std::optional<std::string> read_bytes(hid_t group, const char* name, std::uint64_t at_most);

// A growing dataset: chunked, shuffled, deflated, with units and meanings as attributes.
Hdf5Handle create_column(hid_t file, const Column& column);
// Appends rows behind the first `written`.
bool append_rows(hid_t dataset, hid_t memory_row, hsize_t written, hsize_t count, const void* rows);

}  // namespace fengsui::hdf5
