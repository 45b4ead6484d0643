#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/base/text.h"
#include "twin/study/sensitivity_findings.h"
#include "twin/study/study_columns.h"

namespace fengsui {

namespace {

// A column of the file: one figure of all factors.
struct Figures {
  std::string name, unit, meaning;
  std::vector<double> values;  // by factor
};

// A figure and the ends of its interval.
template <class Of>
void add_bounded(std::vector<Figures>& columns, std::size_t factors, const std::string& name,
                 const std::string& unit, const std::string& meaning, Of of) {
  Figures value{name, unit, meaning, {}}, low{name + "_low", unit, "lower end of its interval", {}},
      high{name + "_high", unit, "upper end of its interval", {}};
  for (std::size_t f = 0; f < factors; ++f) {
    const Bounded bounded = of(f);
    value.values.push_back(bounded.value);
    low.values.push_back(bounded.low);
    high.values.push_back(bounded.high);
  }
  columns.push_back(std::move(value));
  columns.push_back(std::move(low));
  columns.push_back(std::move(high));
}

std::vector<Figures> columns_of(const ResponseFindings& found, const std::string& unit) {
  std::vector<Figures> columns;
  const std::size_t factors = found.standings.size();
  if (found.indices) {
    const auto& of = found.indices->factors;
    add_bounded(columns, factors, "first", "1", "share of the factors' variance, by this one alone",
                [&](std::size_t f) { return of[f].first; });
    add_bounded(columns, factors, "total", "1", "share of the factors' variance, with all others",
                [&](std::size_t f) { return of[f].total; });
    add_bounded(columns, factors, "together", "1", "total less first: only together with others",
                [&](std::size_t f) { return of[f].together; });
    return columns;
  }
  const auto& of = found.effects;
  add_bounded(columns, factors, "mu", unit, "mean effect of the whole range",
              [&](std::size_t f) { return of[f].mean; });
  add_bounded(columns, factors, "mu_star", unit, "mean absolute effect of the whole range",
              [&](std::size_t f) { return of[f].mean_absolute; });
  add_bounded(columns, factors, "sigma", unit, "standard deviation of the effects",
              [&](std::size_t f) { return of[f].deviation; });
  add_bounded(columns, factors, "size", unit, "root of the mean square effect, without what luck adds",
              [&](std::size_t f) { return of[f].size; });
  Figures luck{"luck", unit, "part of sigma that is luck", {}};
  for (const ElementaryEffects& effect : of) luck.values.push_back(effect.luck);
  columns.push_back(std::move(luck));
  return columns;
}

bool write_response(hid_t parent, const StudyResponse& response, const ResponseFindings& found) {
  const Hdf5Handle group = hdf5::create_group(parent, response.kpi.c_str());
  bool done = static_cast<bool>(group);
  for (const Figures& column : columns_of(found, response.unit))
    done = done &&
           hdf5::write_numbers(group.id(), column.name.c_str(), column.values, column.unit, column.meaning);
  std::vector<std::uint64_t> standings;
  for (const Standing standing : found.standings) standings.push_back(static_cast<std::uint64_t>(standing));
  done = done && hdf5::write_numbers(group.id(), "standing", standings, "0 open, 1 matters, 2 negligible") &&
         hdf5::write_attribute(group.id(), "count", static_cast<std::int64_t>(found.count));
  if (!done || !found.indices) return done;
  const auto number = [&](const char* name, double value) {
    return hdf5::write_attribute(group.id(), name, std::isnan(value) ? "" : format_number(value));
  };
  const SobolIndices& of = *found.indices;
  return number("mean", of.mean) && number("factor_deviation", of.factor_deviation.value) &&
         number("factor_deviation_low", of.factor_deviation.low) &&
         number("factor_deviation_high", of.factor_deviation.high) &&
         number("luck_deviation", of.luck_deviation) && number("luck_share", of.luck_share.value) &&
         number("luck_share_low", of.luck_share.low) && number("luck_share_high", of.luck_share.high);
}

}  // namespace

bool write_findings(hid_t root, const Study& study, const SensitivityFindings& findings) {
  const Sensitivity& plan = *study.sensitivity;
  const Hdf5Handle group = hdf5::create_group(root, "sensitivity");
  nlohmann::json names = nlohmann::json::array();
  for (const Factor& factor : study.factors) names.push_back(factor.key);
  bool done = group &&
              hdf5::write_attribute(group.id(), "method",
                                    plan.method == SensitivityMethod::morris ? "morris" : "sobol") &&
              hdf5::write_attribute(group.id(), "factors", names.dump()) &&
              hdf5::write_attribute(group.id(), "points_per_block",
                                    static_cast<std::int64_t>(findings.design.block)) &&
              hdf5::write_attribute(group.id(), "blocks", std::int64_t{plan.blocks}) &&
              hdf5::write_attribute(group.id(), "replications", std::int64_t{plan.replications}) &&
              hdf5::write_attribute(group.id(), "negligible", format_number(plan.negligible));
  for (std::size_t r = 0; done && r < study.responses.size(); ++r)
    done = write_response(group.id(), study.responses[r], findings.responses[r]);
  return done;
}

std::string findings_as_csv(const Study& study, const SensitivityFindings& findings) {
  std::string text = "response,unit,factor,standing";
  // names of columns are the same for every response
  for (const Figures& column : columns_of(findings.responses.front(), "")) text += "," + column.name;
  text += ",count\n";
  for (std::size_t r = 0; r < study.responses.size(); ++r) {
    const ResponseFindings& found = findings.responses[r];
    const std::vector<Figures> columns = columns_of(found, study.responses[r].unit);
    for (std::size_t f = 0; f < study.factors.size(); ++f) {
      text += study.responses[r].kpi + "," + study.responses[r].unit + "," + study.factors[f].key + "," +
              standing_name(found.standings[f]);
      for (const Figures& column : columns)
        text += "," + (std::isfinite(column.values[f]) ? format_number(column.values[f]) : std::string());
      text += "," + std::to_string(found.count) + "\n";
    }
  }
  return text;
}

}  // namespace fengsui
