#include "twin/study/run_line.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace fengsui {

using nlohmann::json;

std::string line_of(const StudyRun& run) {
  json values = json::array();
  for (const double value : run.values) values.push_back(std::isnan(value) ? json() : json(value));
  return json{{"point", run.point}, {"replication", run.replication},         {"seed", run.seed},
              {"values", values},   {"status", static_cast<int>(run.status)}, {"message", run.message}}
      .dump(-1, ' ', false, json::error_handler_t::replace);
}

StudyRun run_of_line(const std::string& text) {
  const json line = json::parse(text);
  StudyRun run{line.at("point"),  line.at("replication"), line.at("seed"), RunStatus::finished, {},
               line.at("message")};
  const int status = line.at("status");
  if (status < 0 || status > 2) throw std::invalid_argument("status");
  run.status = static_cast<RunStatus>(status);
  for (const json& value : line.at("values"))
    run.values.push_back(value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>());
  return run;
}

}  // namespace fengsui
