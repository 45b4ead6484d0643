// A study: one scenario run many times with some numbers of its files changed, and what is measured.
// Plain data, as read from a study file (docs/studies.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/files.h"
#include "twin/judge/kpis.h"
#include "twin/study/tuning.h"

namespace fengsui {

// One number of the input that the study changes. Values are in `unit`.
struct Factor {
  std::string key;
  Label name = {};             // for people; empty: the key
  std::string role;            // of the file: "scenario", "catalogue", "policy", "rules" or "network"
  std::string pointer;         // JSON pointer of the number in it
  std::string unit;            // as written there, "s"; empty: a bare number
  bool whole = false;          // only whole numbers may stand there
  std::vector<double> levels;  // what it may be; empty: anything from low to high
  double low = 0.0, high = 0.0;
  double today = 0.0;  // what stands in the file

  const std::string& shown(Language language) const {
    return name.in(language).empty() ? key : name.in(language);
  }
};

// A number of the score sheet that the study is about, and how well it is to be known.
struct StudyResponse {
  std::string kpi;
  Label name;
  std::string unit;
  std::optional<double> half_width;  // wanted, of the mean's confidence interval [unit]
  std::optional<double> relative;    // wanted, as a share of the mean
  std::optional<KpiPart> part = {};  // it belongs to a number that was asked for by colour
};

enum class DesignKind : std::uint8_t { grid, latin_hypercube, sobol, points };

struct Design {
  DesignKind kind = DesignKind::grid;
  std::size_t size = 0;                     // of latin_hypercube and sobol
  std::vector<std::vector<double>> points;  // as listed; values in the order of the factors
};

// How many replications: `at_least` at every point, more where a response is not yet known well enough.
struct Stopping {
  std::uint32_t at_least = 1, at_most = 1;
  std::uint64_t budget = 0;  // runs of the whole study; 0: no limit
  double confidence = 0.95;
};

// What `sensitivity` does: Morris' screening or Sobol' indices (twin/study/sensitivity_design.h).
enum class SensitivityMethod : std::uint8_t { morris, sobol };

struct Sensitivity {
  SensitivityMethod method = SensitivityMethod::morris;
  std::uint32_t blocks = 10;        // trajectories, or base samples
  std::uint32_t levels = 4;         // of each factor, of Morris' grid; even
  std::uint32_t replications = 10;  // of every point
  double confidence = 0.95;
  // a factor with less does not matter [share: of the variance, or of the largest effect]
  double negligible = 0.05;
};

struct Study {
  std::string id;
  Label title;
  std::uint64_t seed = 1;
  std::vector<InputFile> inputs;  // of the base scenario
  std::vector<Factor> factors;
  Design design;
  Stopping stopping;
  std::vector<StudyResponse> responses;
  std::optional<Tuning> tuning;
  std::optional<Sensitivity> sensitivity;  // instead of design, stopping and tuning
  std::string text;                        // of the study file
  std::string digest;                      // SHA-256 of everything that decides on the results
};

// One run: at which point of the design, with which luck, and what came of it.
enum class RunStatus : std::uint8_t { finished = 0, engine_failed = 1, crashed = 2 };

struct StudyRun {
  std::uint32_t point = 0, replication = 0;
  std::uint64_t seed = 0;
  RunStatus status = RunStatus::finished;
  std::vector<double> values;  // of the responses; not a number: there was nothing to measure
  std::string message;         // what went wrong
};

}  // namespace fengsui
