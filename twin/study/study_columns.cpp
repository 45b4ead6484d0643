#include "twin/study/study_columns.h"

namespace fengsui::hdf5 {

namespace {

bool write_column(hid_t group, const char* name, hid_t file_type, hid_t memory_type, hsize_t count,
                  const void* values, std::string_view unit, std::string_view meaning) {
  const Hdf5Handle space(H5Screate_simple(1, &count, nullptr), H5Sclose);
  const Hdf5Handle plan(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  H5Pset_obj_track_times(plan.id(), false);  // the same numbers are the same bytes
  const Hdf5Handle dataset(
      H5Dcreate2(group, name, file_type, space.id(), H5P_DEFAULT, plan.id(), H5P_DEFAULT), H5Dclose);
  return dataset && write_attribute(dataset.id(), "unit", unit) &&
         write_attribute(dataset.id(), "meaning", meaning) &&
         (count == 0 || H5Dwrite(dataset.id(), memory_type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0);
}

bool read_row(hid_t dataset, std::uint64_t row, H5T_class_t wanted, hid_t memory_type, void* value) {
  const Hdf5Handle space(H5Dget_space(dataset), H5Sclose), type(H5Dget_type(dataset), H5Tclose);
  hsize_t size = 0;
  if (!space || !type || H5Tget_class(type.id()) != wanted || H5Sget_simple_extent_ndims(space.id()) != 1 ||
      H5Sget_simple_extent_dims(space.id(), &size, nullptr) != 1 || row >= size)
    return false;
  const hsize_t start = row, count = 1;
  const Hdf5Handle one(H5Screate_simple(1, &count, nullptr), H5Sclose);
  return H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, &start, nullptr, &count, nullptr) >= 0 &&
         H5Dread(dataset, memory_type, one.id(), space.id(), H5P_DEFAULT, value) >= 0;
}

}  // namespace

Hdf5Handle create_group(hid_t parent, const char* name) {
  const Hdf5Handle plan(H5Pcreate(H5P_GROUP_CREATE), H5Pclose);
  H5Pset_obj_track_times(plan.id(), false);
  return {H5Gcreate2(parent, name, H5P_DEFAULT, plan.id(), H5P_DEFAULT), H5Gclose};
}

bool write_numbers(hid_t group, const char* name, std::span<const double> values, std::string_view unit,
                   std::string_view meaning) {
  return write_column(group, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, values.size(), values.data(), unit,
                      meaning);
}

bool write_numbers(hid_t group, const char* name, std::span<const std::uint64_t> values,
                   std::string_view meaning) {
  return write_column(group, name, H5T_STD_U64LE, H5T_NATIVE_UINT64, values.size(), values.data(), "",
                      meaning);
}

bool read_number(hid_t dataset, std::uint64_t row, double& value) {
  return read_row(dataset, row, H5T_FLOAT, H5T_NATIVE_DOUBLE, &value);
}

std::optional<std::uint64_t> read_whole_number(hid_t dataset, std::uint64_t row) {
  std::uint64_t value = 0;
  return read_row(dataset, row, H5T_INTEGER, H5T_NATIVE_UINT64, &value) ? std::optional(value) : std::nullopt;
}

}  // namespace fengsui::hdf5
