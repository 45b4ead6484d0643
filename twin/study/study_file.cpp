#include "twin/study/study_file.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/study/estimate.h"
#include "twin/study/factor.h"
#include "twin/study/result_file.h"
#include "twin/study/study_columns.h"
#include "twin/study/study_run.h"

namespace fengsui {

namespace {

bool write_head(hid_t root, const Study& study) {
  using hdf5::write_attribute;
  const bool done =
      write_attribute(root, "format", "fengsui study") &&
      write_attribute(root, "format_version", std::int64_t{study_file_version}) &&
      write_attribute(root, "study", study.id) && write_attribute(root, "title", study.title.english) &&
      write_attribute(root, "title_chinese", study.title.chinese) &&
      write_attribute(root, "seed", std::to_string(study.seed)) &&
      write_attribute(root, "network", "direct") &&
      write_attribute(root, "confidence", format_number(study.stopping.confidence)) &&
      write_attribute(root, "software_version", FENGSUI_VERSION) &&
      write_attribute(root, "inputs_sha256", study.digest) && hdf5::write_bytes(root, "study", study.text);
  return done && write_input_files(root, study.inputs);
}

bool write_points(hid_t root, const StudyResult& result) {
  const Hdf5Handle group = hdf5::create_group(root, "points");
  bool done = static_cast<bool>(group);
  const auto& factors = result.study->factors;
  for (std::size_t f = 0; done && f < factors.size(); ++f) {
    std::vector<double> column;
    for (const auto& point : *result.points) column.push_back(point[f]);
    done = hdf5::write_numbers(group.id(), factors[f].key.c_str(), column, factors[f].unit,
                               factors[f].role + " " + factors[f].pointer);
    const Hdf5Handle dataset(H5Dopen2(group.id(), factors[f].key.c_str(), H5P_DEFAULT), H5Dclose);
    done = done && hdf5::write_attribute(dataset.id(), "file", factors[f].role) &&
           hdf5::write_attribute(dataset.id(), "pointer", factors[f].pointer) &&
           hdf5::write_attribute(dataset.id(), "whole", std::int64_t{factors[f].whole});
  }
  return done;
}

// Whether runs with one replication number have one seed, at whatever point they are.
bool common_luck(const std::vector<StudyRun>& runs) {
  std::map<std::uint32_t, std::uint64_t> seeds;
  return std::ranges::all_of(runs, [&](const StudyRun& run) {
    return seeds.emplace(run.replication, run.seed).first->second == run.seed;
  });
}

// The values of two points in the replications that both have.
struct Pairs {
  std::vector<double> first, second;
};

Pairs pairs_of(const std::vector<StudyRun>& runs, std::uint32_t first, std::uint32_t second,
               std::size_t response) {
  Pairs pairs;
  const auto begin_of = [&](std::uint32_t point) {
    return std::ranges::lower_bound(runs, point, {}, &StudyRun::point);
  };
  auto a = begin_of(first), b = begin_of(second);
  while (a != runs.end() && b != runs.end() && a->point == first && b->point == second) {
    if (a->replication == b->replication) {
      pairs.first.push_back(a->values[response]);
      pairs.second.push_back(b->values[response]);
    }
    const std::uint32_t in_a = a->replication, in_b = b->replication;
    if (in_a <= in_b) ++a;
    if (in_b <= in_a) ++b;
  }
  return pairs;
}

bool write_runs(hid_t root, const StudyResult& result) {
  const Hdf5Handle group = hdf5::create_group(root, "runs");
  const auto column = [&](const char* name, const char* meaning, auto of) {
    std::vector<std::uint64_t> values;
    for (const StudyRun& run : *result.runs) values.push_back(of(run));
    return hdf5::write_numbers(group.id(), name, values, meaning);
  };
  bool done = group && column("point", "row of /points", [](const StudyRun& run) { return run.point; }) &&
              column("replication",
                     common_luck(*result.runs) ? "equal numbers face the same luck"
                                               : "of the point; equal seeds face the same luck",
                     [](const StudyRun& run) { return run.replication; }) &&
              column("seed", "of the run", [](const StudyRun& run) { return run.seed; }) &&
              column("status", "0 finished, 1 engine failed, 2 crashed",
                     [](const StudyRun& run) { return static_cast<std::uint64_t>(run.status); });
  const Hdf5Handle responses = done ? hdf5::create_group(group.id(), "responses") : Hdf5Handle();
  for (std::size_t r = 0; done && r < result.study->responses.size(); ++r) {
    const StudyResponse& response = result.study->responses[r];
    std::vector<double> values;
    for (const StudyRun& run : *result.runs) values.push_back(run.values[r]);
    done = hdf5::write_numbers(responses.id(), response.kpi.c_str(), values, response.unit,
                               response.name.english);
  }
  nlohmann::json problems = nlohmann::json::array();
  for (std::size_t i = 0; i < result.runs->size(); ++i)
    if (const StudyRun& run = (*result.runs)[i]; !run.message.empty())
      problems.push_back({{"run", i}, {"seed", run.seed}, {"message", run.message}});
  return done && hdf5::write_bytes(root, "problems",
                                   problems.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

// By point.
bool write_estimates(hid_t root, const StudyResult& result) {
  const Hdf5Handle estimates = hdf5::create_group(root, "estimates");
  bool done = static_cast<bool>(estimates);
  for (std::size_t r = 0; done && r < result.study->responses.size(); ++r) {
    const StudyResponse& response = result.study->responses[r];
    std::vector<double> mean, deviation, width;
    std::vector<std::uint64_t> count;
    for (std::uint32_t point = 0; point < result.points->size(); ++point) {
      const Estimate here = estimate(values_at(*result.runs, point, r), result.study->stopping.confidence);
      mean.push_back(here.mean);
      deviation.push_back(here.deviation);
      width.push_back(here.half_width);
      count.push_back(here.count);
    }
    const Hdf5Handle one = hdf5::create_group(estimates.id(), response.kpi.c_str());
    const std::string& unit = response.unit;
    done = one && hdf5::write_numbers(one.id(), "mean", mean, unit, "by point") &&
           hdf5::write_numbers(one.id(), "deviation", deviation, unit, "of single runs") &&
           hdf5::write_numbers(one.id(), "half_width", width, unit, "of the mean's confidence interval") &&
           hdf5::write_numbers(one.id(), "count", count, "runs that had something to measure");
  }
  return done;
}

// From the first point, under the same luck.
bool write_differences(hid_t root, const StudyResult& result) {
  // the points of an analysis face the luck of their block
  if (result.study->sensitivity) return true;
  const Hdf5Handle differences = hdf5::create_group(root, "differences");
  bool done = static_cast<bool>(differences);
  for (std::size_t r = 0; done && r < result.study->responses.size(); ++r) {
    const StudyResponse& response = result.study->responses[r];
    std::vector<double> difference, width, correlation, reduction;
    for (std::uint32_t point = 0; point < result.points->size(); ++point) {
      const Pairs both = pairs_of(*result.runs, 0, point, r);
      const PairedEstimate pair = paired(both.first, both.second, result.study->stopping.confidence);
      difference.push_back(pair.difference.mean);
      width.push_back(pair.difference.half_width);
      correlation.push_back(pair.correlation);
      reduction.push_back(pair.variance_reduction);
    }
    const Hdf5Handle one = hdf5::create_group(differences.id(), response.kpi.c_str());
    const std::string& unit = response.unit;
    done =
        one &&
        hdf5::write_numbers(one.id(), "mean", difference, unit, "of the pairs: this point minus point 0") &&
        hdf5::write_numbers(one.id(), "half_width", width, unit, "of its confidence interval") &&
        hdf5::write_numbers(one.id(), "correlation", correlation, "", "of the pairs") &&
        hdf5::write_numbers(one.id(), "variance_reduction", reduction, "",
                            "independent runs would need so many times the runs");
  }
  return done;
}

std::optional<std::string> text_attribute(hid_t group, const std::string& dataset, const char* name) {
  const Hdf5Handle handle(H5Dopen2(group, dataset.c_str(), H5P_DEFAULT), H5Dclose);
  return handle ? hdf5::read_text_attribute(handle.id(), name) : std::nullopt;
}

}  // namespace

void write_study(const std::filesystem::path& path, const StudyResult& result, const WriteMore& more) {
  write_result_file(path, [&](hid_t root) {
    return write_head(root, *result.study) && write_points(root, result) && write_runs(root, result) &&
           write_estimates(root, result) && write_differences(root, result) && (!more || more(root));
  });
}

Replay read_replay(const std::filesystem::path& path, std::uint64_t number) {
  const Hdf5Quiet quiet;
  const auto refuse = [&](const std::string& place, const std::string& found, const std::string& expected) {
    return InputError(path.string(), place, found, expected);
  };
  if (!std::filesystem::is_regular_file(path)) throw refuse("", "no such file", "the result of a study");
  const Hdf5Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
  if (!file || hdf5::read_text_attribute(file.id(), "format") != "fengsui study")
    throw refuse("", "a file of another kind", "the result of a study, written by fengsui study");
  if (hdf5::read_number_attribute(file.id(), "format_version") != study_file_version)
    throw refuse("", "another version", "version " + std::to_string(study_file_version));

  const auto whole = [&](const char* column) {
    const Hdf5Handle dataset(H5Dopen2(file.id(), column, H5P_DEFAULT), H5Dclose);
    const auto value = dataset ? hdf5::read_whole_number(dataset.id(), number) : std::nullopt;
    if (!value) throw refuse(column, "no row " + std::to_string(number), "a run of the study, such as #0");
    return *value;
  };
  Replay replay;
  replay.seed = whole("/runs/seed");
  const std::uint64_t point = whole("/runs/point");
  replay.study = hdf5::read_text_attribute(file.id(), "study").value_or("study");
  replay.network = "direct";

  replay.inputs = read_input_files(file.id(), path);

  // the factors stand in their columns, in order of their names
  std::vector<Factor> factors;
  std::vector<double> values;
  const Hdf5Handle points(H5Gopen2(file.id(), "points", H5P_DEFAULT), H5Gclose);
  H5G_info_t info{};
  if (!points || H5Gget_info(points.id(), &info) < 0) throw refuse("/points", "nothing", "the points");
  for (hsize_t i = 0; i < info.nlinks; ++i) {
    char name[256] = "";
    H5Lget_name_by_idx(points.id(), ".", H5_INDEX_NAME, H5_ITER_INC, i, name, sizeof name, H5P_DEFAULT);
    const Hdf5Handle dataset(H5Dopen2(points.id(), name, H5P_DEFAULT), H5Dclose);
    double value = 0.0;
    const bool read = dataset && hdf5::read_number(dataset.id(), point, value);
    const auto role = text_attribute(points.id(), name, "file"),
               place = text_attribute(points.id(), name, "pointer"),
               unit = text_attribute(points.id(), name, "unit");
    if (!read || !role || !place || !unit)
      throw refuse(std::string("/points/") + name, "a damaged column", "a factor");
    Factor factor;
    factor.key = name;
    factor.role = *role;
    factor.pointer = *place;
    factor.unit = *unit;
    factor.whole = hdf5::read_number_attribute(dataset.id(), "whole") == 1;
    factors.push_back(std::move(factor));
    values.push_back(value);
  }
  replay.inputs = with_values(std::move(replay.inputs), factors, values, replay.study);
  return replay;
}

}  // namespace fengsui
