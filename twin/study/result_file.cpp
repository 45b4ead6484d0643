#include "twin/study/result_file.h"

#include "sim/base/error.h"
#include "twin/study/study_columns.h"

namespace fengsui {

namespace {

constexpr std::uint64_t largest_input = 64u << 20;

}  // namespace

void write_result_file(const std::filesystem::path& path, const std::function<bool(hid_t root)>& content) {
  const Hdf5Quiet quiet;
  const std::filesystem::path growing = path.string() + ".writing";
  Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_libver_bounds(access.id(), H5F_LIBVER_LATEST, H5F_LIBVER_LATEST);
  H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG);
  const Hdf5Handle plan(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
  H5Pset_obj_track_times(plan.id(), false);
  Hdf5Handle file(H5Fcreate(growing.c_str(), H5F_ACC_TRUNC, plan.id(), access.id()), H5Fclose);
  bool done = file && content(file.id());
  done = file && file.close() && done;
  std::error_code problem;
  if (done) std::filesystem::rename(growing, path, problem);
  if (done && !problem) return;
  const std::string what = problem ? problem.message() : hdf5_message();
  std::filesystem::remove(growing, problem);
  throw InputError(path.string(), "", what, "a folder that can be written and a disk with room");
}

bool write_input_files(hid_t root, const std::vector<InputFile>& inputs) {
  using hdf5::write_attribute;
  const Hdf5Handle group = hdf5::create_group(root, "inputs");
  bool done = group && write_attribute(group.id(), "count", static_cast<std::int64_t>(inputs.size()));
  for (std::size_t i = 0; done && i < inputs.size(); ++i) {
    const std::string name = std::to_string(i);
    done = hdf5::write_bytes(group.id(), name.c_str(), inputs[i].text);
    const Hdf5Handle input(H5Dopen2(group.id(), name.c_str(), H5P_DEFAULT), H5Dclose);
    done = done && write_attribute(input.id(), "role", inputs[i].role) &&
           write_attribute(input.id(), "path", inputs[i].path);
  }
  return done;
}

std::vector<InputFile> read_input_files(hid_t root, const std::filesystem::path& path) {
  const Hdf5Handle group(H5Gopen2(root, "inputs", H5P_DEFAULT), H5Gclose);
  const auto count = group ? hdf5::read_number_attribute(group.id(), "count") : std::nullopt;
  std::vector<InputFile> inputs;
  for (std::int64_t i = 0; i < count.value_or(0); ++i) {
    const std::string name = std::to_string(i);
    const auto text = hdf5::read_bytes(group.id(), name.c_str(), largest_input);
    const Hdf5Handle input(H5Dopen2(group.id(), name.c_str(), H5P_DEFAULT), H5Dclose);
    const auto role = input ? hdf5::read_text_attribute(input.id(), "role") : std::nullopt,
               source = input ? hdf5::read_text_attribute(input.id(), "path") : std::nullopt;
    if (!text || !role || !source)
      throw InputError(path.string(), "/inputs/" + name, "a damaged input", "a whole file");
    inputs.push_back({*role, *source, *text});
  }
  return inputs;
}

}  // namespace fengsui
