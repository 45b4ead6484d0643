// The codes of a city's points and cameras as a CSV file: what the operator of a platform has to register.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "sim/port/directory.h"
#include "twin/record/names.h"
#include "twin/upload/cameras.h"
#include "twin/upload/codes.h"

namespace fengsui {

std::string write_code_list(const Directory& directory, const Names& names, const upload::CodeTable& codes,
                            std::span<const upload::IndicatorType> types,
                            std::span<const upload::Camera> cameras);

// The codes of points and cameras in such a file. Throws InputError.
std::set<std::string> read_point_codes(const std::filesystem::path& file);

}  // namespace fengsui
