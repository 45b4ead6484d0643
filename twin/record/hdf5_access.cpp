#include "twin/record/hdf5_access.h"

#include <algorithm>

namespace fengsui::hdf5 {

namespace {

Hdf5Handle text_type(std::size_t size) {
  Hdf5Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(type.id(), std::max<std::size_t>(size, 1));
  H5Tset_cset(type.id(), H5T_CSET_UTF8);
  H5Tset_strpad(type.id(), H5T_STR_NULLPAD);
  return type;
}

bool write_attribute_as(hid_t object, const char* name, hid_t file_type, hid_t memory_type,
                        const void* value) {
  if (H5Aexists(object, name) > 0 && H5Adelete(object, name) < 0) return false;
  const Hdf5Handle space(H5Screate(H5S_SCALAR), H5Sclose);
  const Hdf5Handle attribute(H5Acreate2(object, name, file_type, space.id(), H5P_DEFAULT, H5P_DEFAULT),
                             H5Aclose);
  return attribute && H5Awrite(attribute.id(), memory_type, value) >= 0;
}

// the attribute, if it exists and is one value of the wanted class
Hdf5Handle open_scalar(hid_t object, const char* name, H5T_class_t wanted) {
  if (H5Aexists(object, name) <= 0) return {};
  Hdf5Handle attribute(H5Aopen(object, name, H5P_DEFAULT), H5Aclose);
  const Hdf5Handle space(H5Aget_space(attribute.id()), H5Sclose);
  const Hdf5Handle type(H5Aget_type(attribute.id()), H5Tclose);
  if (!space || !type || H5Sget_simple_extent_npoints(space.id()) != 1) return {};
  return H5Tget_class(type.id()) == wanted ? std::move(attribute) : Hdf5Handle{};
}

}  // namespace

bool write_attribute(hid_t object, const char* name, std::string_view text) {
  const Hdf5Handle type = text_type(text.size());
  const std::string ended(text);  // at least one byte to point at
  return write_attribute_as(object, name, type.id(), type.id(), ended.c_str());
}

bool write_attribute(hid_t object, const char* name, std::int64_t number) {
  return write_attribute_as(object, name, H5T_STD_I64LE, H5T_NATIVE_INT64, &number);
}

std::optional<std::string> read_text_attribute(hid_t object, const char* name) {
  const Hdf5Handle attribute = open_scalar(object, name, H5T_STRING);
  if (!attribute) return {};
  const Hdf5Handle stored(H5Aget_type(attribute.id()), H5Tclose);
  const std::size_t size = H5Tget_size(stored.id());
  if (H5Tis_variable_str(stored.id()) != 0 || size > 65536) return {};
  const Hdf5Handle type = text_type(size);
  std::string text(std::max<std::size_t>(size, 1), '\0');
  if (H5Aread(attribute.id(), type.id(), text.data()) < 0) return {};
  text.resize(std::min(text.find('\0'), text.size()));
  return text;
}

std::optional<std::int64_t> read_number_attribute(hid_t object, const char* name) {
  const Hdf5Handle attribute = open_scalar(object, name, H5T_INTEGER);
  std::int64_t number = 0;
  if (!attribute || H5Aread(attribute.id(), H5T_NATIVE_INT64, &number) < 0) return {};
  return number;
}

bool write_bytes(hid_t group, const char* name, std::string_view bytes) {
  const hsize_t size = bytes.size();
  const Hdf5Handle space(H5Screate_simple(1, &size, nullptr), H5Sclose);
  const Hdf5Handle plan(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  H5Pset_obj_track_times(plan.id(), false);
  const Hdf5Handle dataset(
      H5Dcreate2(group, name, H5T_STD_U8LE, space.id(), H5P_DEFAULT, plan.id(), H5P_DEFAULT), H5Dclose);
  if (!dataset) return false;
  return bytes.empty() ||
         H5Dwrite(dataset.id(), H5T_NATIVE_UINT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()) >= 0;
}

std::optional<std::string> read_bytes(hid_t group, const char* name, std::uint64_t at_most) {
  const Hdf5Handle dataset(H5Dopen2(group, name, H5P_DEFAULT), H5Dclose);
  const Hdf5Handle space(H5Dget_space(dataset.id()), H5Sclose);
  const Hdf5Handle type(H5Dget_type(dataset.id()), H5Tclose);
  if (!dataset || !space || !type || H5Tget_class(type.id()) != H5T_INTEGER) return {};
  const hssize_t size = H5Sget_simple_extent_npoints(space.id());
  if (size < 0 || static_cast<std::uint64_t>(size) > at_most) return {};
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (!bytes.empty() &&
      H5Dread(dataset.id(), H5T_NATIVE_UINT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()) < 0)
    return {};
  return bytes;
}

Hdf5Handle create_column(hid_t file, const Column& column) {
  const hsize_t rows = 0, limit = H5S_UNLIMITED;
  const Hdf5Handle space(H5Screate_simple(1, &rows, &limit), H5Sclose);
  const Hdf5Handle plan(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  H5Pset_obj_track_times(plan.id(), false);
  H5Pset_chunk(plan.id(), 1, &column.chunk_rows);
  H5Pset_shuffle(plan.id());
  H5Pset_deflate(plan.id(), 1);
  const Hdf5Handle type = row_type(column, RowLayout::file);
  Hdf5Handle dataset(
      H5Dcreate2(file, column.path, type.id(), space.id(), H5P_DEFAULT, plan.id(), H5P_DEFAULT), H5Dclose);
  if (!dataset) return {};
  for (const RowField& field : column.fields) {
    const std::string name = field.name, values = field_values(column, field);
    bool done = write_attribute(dataset.id(), ("unit_" + name).c_str(), std::string_view(field.unit)) &&
                write_attribute(dataset.id(), ("meaning_" + name).c_str(), std::string_view(field.meaning));
    if (!values.empty()) done = done && write_attribute(dataset.id(), ("values_" + name).c_str(), values);
    if (!done) return {};
  }
  return dataset;
}

bool append_rows(hid_t dataset, hid_t memory_row, hsize_t written, hsize_t count, const void* rows) {
  const hsize_t size = written + count;
  if (H5Dset_extent(dataset, &size) < 0) return false;
  const Hdf5Handle file_space(H5Dget_space(dataset), H5Sclose);
  const Hdf5Handle memory_space(H5Screate_simple(1, &count, nullptr), H5Sclose);
  return H5Sselect_hyperslab(file_space.id(), H5S_SELECT_SET, &written, nullptr, &count, nullptr) >= 0 &&
         H5Dwrite(dataset, memory_row, memory_space.id(), file_space.id(), H5P_DEFAULT, rows) >= 0;
}

}  // namespace fengsui::hdf5
