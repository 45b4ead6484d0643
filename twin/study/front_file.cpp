#include "twin/study/front_file.h"

#include <algorithm>
#include <cmath>

#include "sim/base/text.h"
#include "twin/study/study_columns.h"

namespace fengsui {

namespace {

std::string cell(double value) { return std::isfinite(value) ? format_number(value) : std::string(); }

std::string titled(const std::string& name, const std::string& unit) {
  return unit.empty() ? name : name + " [" + unit + "]";
}

// One column of all points of the front.
template <class Of>
auto of_points(const Front& front, Of of) {
  std::vector<decltype(of(front.today))> values;
  for (const FrontPoint& point : front.points) values.push_back(of(point));
  return values;
}

}  // namespace

std::string standing_of(const Front& front, const FrontPoint& point) {
  if (&point == &front.today) return "today";
  if (&point == &front.points[front.recommended]) return "recommended";
  return point.still ? "front" : "dominated with fresh luck";
}

RunRows rows_of(const StudyResult& result, std::uint32_t point) {
  const auto& runs = *result.runs;
  RunRows rows;
  const auto begin = std::ranges::lower_bound(runs, point, {}, &StudyRun::point);
  rows.first = rows.fresh = static_cast<std::size_t>(begin - runs.begin());
  while (rows.fresh < runs.size() && runs[rows.fresh].point == point &&
         runs[rows.fresh].replication < result.study->tuning->at_most)
    ++rows.fresh;
  rows.end = rows.fresh;
  while (rows.end < runs.size() && runs[rows.end].point == point) ++rows.end;
  return rows;
}

bool write_front(hid_t root, const StudyResult& result, const Front& front) {
  const Hdf5Handle group = hdf5::create_group(root, "front");
  using Whole = std::uint64_t;
  const auto whole = [&](const char* name, const char* meaning, const std::vector<Whole>& values) {
    return hdf5::write_numbers(group.id(), name, values, meaning);
  };
  bool done =
      group &&
      whole("point", "row of /points",
            of_points(front, [](const FrontPoint& at) { return Whole{at.point}; })) &&
      whole("still", "1: with fresh luck no other of the front dominates it",
            of_points(front, [](const FrontPoint& at) { return Whole{at.still}; })) &&
      whole(
          "recommended", "1: the one whose files were written",
          of_points(front,
                    [&](const FrontPoint& at) { return Whole{&at == &front.points[front.recommended]}; })) &&
      whole("first_run", "first row of /runs that it was chosen by",
            of_points(front, [&](const FrontPoint& at) { return Whole{rows_of(result, at.point).first}; })) &&
      whole("first_fresh_run", "first row of /runs with fresh luck",
            of_points(front, [&](const FrontPoint& at) { return Whole{rows_of(result, at.point).fresh}; })) &&
      whole("end_of_runs", "row of /runs behind the last",
            of_points(front, [&](const FrontPoint& at) { return Whole{rows_of(result, at.point).end}; })) &&
      hdf5::write_attribute(group.id(), "probability", format_number(front.probability)) &&
      hdf5::write_attribute(group.id(), "today", std::int64_t{front.today.point}) &&
      hdf5::write_attribute(group.id(), "first_fresh_replication",
                            std::int64_t{result.study->tuning->at_most});
  const auto& objectives = result.study->tuning->objectives;
  for (std::size_t k = 0; done && k < objectives.size(); ++k) {
    const StudyResponse& response = result.study->responses[objectives[k].response];
    const Hdf5Handle one = hdf5::create_group(group.id(), response.kpi.c_str());
    const auto numbers = [&](const char* name, const char* meaning, auto of) {
      return hdf5::write_numbers(one.id(), name, of_points(front, of), response.unit, meaning);
    };
    done = one &&
           numbers("mean", "with fresh luck", [k](const FrontPoint& at) { return at.fresh[k].mean; }) &&
           numbers("half_width", "of its confidence interval",
                   [k](const FrontPoint& at) { return at.fresh[k].half_width; }) &&
           numbers("better", "this minus today's, pair by pair",
                   [k](const FrontPoint& at) { return at.better[k].difference.mean; }) &&
           numbers("better_half_width", "of its confidence interval",
                   [k](const FrontPoint& at) { return at.better[k].difference.half_width; }) &&
           hdf5::write_attribute(one.id(), "goal", objectives[k].maximise ? "maximise" : "minimise");
  }
  const Hdf5Handle search = done ? hdf5::create_group(root, "search") : Hdf5Handle();
  return done && search &&
         hdf5::write_numbers(search.id(), "hypervolume", front.hypervolumes, "1",
                             "by generation: the share that the front found by then dominates of the box "
                             "from the best to a tenth beyond the worst of each objective");
}

std::string front_as_csv(const StudyResult& result, const Front& front) {
  const Study& study = *result.study;
  std::string text = "point,standing";
  for (const Factor& factor : study.factors) text += "," + titled(factor.key, factor.unit);
  for (const Objective& objective : study.tuning->objectives) {
    const StudyResponse& response = study.responses[objective.response];
    for (const char* what : {"", " half width", " minus today", " minus today half width"})
      text += "," + titled(response.kpi + what, response.unit);
  }
  text += ",first run,first fresh run,last run\n";
  const auto row = [&](const FrontPoint& at) {
    text += std::to_string(at.point) + "," + standing_of(front, at);
    for (const double value : (*result.points)[at.point]) text += "," + format_number(value);
    for (std::size_t k = 0; k < at.fresh.size(); ++k)
      text += "," + cell(at.fresh[k].mean) + "," + cell(at.fresh[k].half_width) + "," +
              cell(at.better[k].difference.mean) + "," + cell(at.better[k].difference.half_width);
    const RunRows rows = rows_of(result, at.point);
    text += "," + std::to_string(rows.first) + "," + std::to_string(rows.fresh) + "," +
            std::to_string(rows.end - 1) + "\n";
  };
  for (const FrontPoint& point : front.points) row(point);
  row(front.today);
  return text;
}

}  // namespace fengsui
