// What a tuning with several objectives found, as columns of the study's HDF5 file and as CSV
// (docs/studies.md, "several objectives").
#pragma once

#include <string>

#include "twin/record/hdf5_access.h"
#include "twin/study/front_run.h"
#include "twin/study/study_file.h"

namespace fengsui {

// The groups /front, one row per point of it, and /search, one row per generation. False on failure.
bool write_front(hid_t root, const StudyResult& result, const Front& front);

// One row per point of the front and one for today's: factors, standing, each objective with half width and
// difference from today's, and which rows of the runs are behind it.
std::string front_as_csv(const StudyResult& result, const Front& front);

// How a point stands: "recommended", "front", "dominated with fresh luck" or "today".
std::string standing_of(const Front& front, const FrontPoint& point);

// The rows of the runs that a point was chosen by, and those with fresh luck: first and behind the last.
struct RunRows {
  std::size_t first = 0, fresh = 0, end = 0;
};
RunRows rows_of(const StudyResult& result, std::uint32_t point);

}  // namespace fengsui
