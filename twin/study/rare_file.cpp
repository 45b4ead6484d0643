#include "twin/study/rare_file.h"

#include <span>

#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/record/seal.h"
#include "twin/study/result_file.h"
#include "twin/study/splitting.h"
#include "twin/study/study_columns.h"

namespace fengsui {

namespace {

using hdf5::write_attribute;
using hdf5::write_numbers;

constexpr std::uint64_t largest_study = 16u << 20;
constexpr const char* format = "fengsui rare study";

// The way is counted in shares of it; the accident is its end.
double level_of(const RareStudy& study, std::size_t stage) {
  return stage < study.levels.size() ? study.levels[stage] : 1.0;
}

std::string digest_of(const RareStudy& study, const std::vector<InputFile>& inputs) {
  std::string all = FENGSUI_VERSION "\n" + study.text;
  for (const InputFile& input : inputs) all += "\n" + input.role + "\n" + input.text;
  return sha256_of(std::as_bytes(std::span(all)));
}

bool write_head(hid_t root, const RareStudy& study, const std::vector<InputFile>& inputs,
                const RareResult& result) {
  return write_attribute(root, "format", format) &&
         write_attribute(root, "format_version", std::int64_t{rare_file_version}) &&
         write_attribute(root, "exercise", "Exercise / Test 演练 / 测试: simulated") &&
         write_attribute(root, "study", study.id) && write_attribute(root, "title", study.title.english) &&
         write_attribute(root, "title_chinese", study.title.chinese) &&
         write_attribute(root, "seed", std::to_string(study.seed)) &&
         write_attribute(root, "network", "direct") &&
         write_attribute(root, "accident_class", plant::vocabulary(study.unit_class).key) &&
         write_attribute(root, "accident", study.accident_key) &&
         write_attribute(root, "effort", std::int64_t{study.effort}) &&
         write_attribute(root, "replications", static_cast<std::int64_t>(result.replications.size())) &&
         write_attribute(root, "confidence", "0.95") &&
         write_attribute(root, "outcome",
                         result.interrupted     ? "interrupted"
                         : inconclusive(result) ? "never seen: an upper bound only"
                                                : "estimated") &&
         write_attribute(root, "software_version", FENGSUI_VERSION) &&
         write_attribute(root, "inputs_sha256", digest_of(study, inputs)) &&
         hdf5::write_bytes(root, "study", study.text) && write_input_files(root, inputs);
}

// One row per level, over all replications.
bool write_levels(hid_t root, const RareStudy& study, const RareResult& result) {
  const std::vector<study::RareEstimate> estimates = estimates_by_level(study, result);
  std::vector<double> level, share, probability, low, high, error;
  for (std::size_t stage = 0; stage < estimates.size(); ++stage) {
    const study::RareEstimate& here = estimates[stage];
    level.push_back(level_of(study, stage));
    share.push_back(here.shares.size() > stage ? here.shares[stage] : 0.0);
    probability.push_back(here.probability);
    low.push_back(here.low);
    high.push_back(here.high);
    error.push_back(here.relative_error);
  }
  const Hdf5Handle group = hdf5::create_group(root, "levels");
  return group &&
         write_numbers(group.id(), "level", level, "1", "share of the way; the last row is the accident") &&
         write_numbers(group.id(), "share", share, "1", "that got here of those at the level before, mean") &&
         write_numbers(group.id(), "probability", probability, "1", "of getting here, mean") &&
         write_numbers(group.id(), "low", low, "1", "of the 95 % interval of probability") &&
         write_numbers(group.id(), "high", high, "1", "of the 95 % interval; where none got here: below") &&
         write_numbers(group.id(), "relative_error", error, "1", "standard error over probability");
}

// One row per replication and stage that it came to.
bool write_stages(hid_t root, const RareStudy& study, const RareResult& result) {
  std::vector<std::uint64_t> replication, stage, attempts, reached, events;
  std::vector<double> level, share, probability;
  for (const RareReplication& each : result.replications) {
    double product = 1.0;
    for (std::size_t i = 0; i < each.stages.size(); ++i) {
      replication.push_back(each.number);
      stage.push_back(i + 1);
      level.push_back(level_of(study, i));
      attempts.push_back(study.effort);
      reached.push_back(each.stages[i].reached);
      share.push_back(static_cast<double>(each.stages[i].reached) / study.effort);
      product *= share.back();
      probability.push_back(product);
      events.push_back(each.stages[i].events);
    }
  }
  const Hdf5Handle group = hdf5::create_group(root, "stages");
  return group && write_numbers(group.id(), "replication", replication, "of the whole splitting") &&
         write_numbers(group.id(), "stage", stage, "from 1") &&
         write_numbers(group.id(), "level", level, "1", "share of the way; 1: the accident") &&
         write_numbers(group.id(), "attempts", attempts, "that began in this stage") &&
         write_numbers(group.id(), "reached", reached, "attempts that got to the level") &&
         write_numbers(group.id(), "share", share, "1", "reached over attempts") &&
         write_numbers(group.id(), "probability", probability, "1", "product of the shares up to here") &&
         write_numbers(group.id(), "events", events, "simulated in this stage");
}

bool write_estimates(hid_t root, const RareResult& result) {
  std::vector<std::uint64_t> method, runs, hits, events;
  std::vector<double> probability, low, high, error;
  const auto add = [&](std::uint64_t by, const study::RareEstimate& found) {
    method.push_back(by);
    probability.push_back(found.probability);
    low.push_back(found.low);
    high.push_back(found.high);
    error.push_back(found.relative_error);
  };
  if (result.replications.size() >= 2) {
    add(0, result.splitting);
    runs.push_back(result.replications.size());
    hits.push_back(result.replications.size() - result.splitting.silent);
    events.push_back(splitting_events(result));
  }
  if (result.plain_runs > 0) {
    add(1, result.plain);
    runs.push_back(result.plain_runs);
    hits.push_back(result.plain_hits);
    events.push_back(result.plain_events);
  }
  const Hdf5Handle group = hdf5::create_group(root, "estimates");
  return group && write_numbers(group.id(), "method", method, "0 splitting, 1 plain runs") &&
         write_numbers(group.id(), "probability", probability, "1", "of the accident; 0: never seen") &&
         write_numbers(group.id(), "low", low, "1", "of the 95 % interval") &&
         write_numbers(group.id(), "high", high, "1", "of the 95 % interval") &&
         write_numbers(group.id(), "relative_error", error, "1", "standard error over probability") &&
         write_numbers(group.id(), "runs", runs, "replications, or plain runs") &&
         write_numbers(group.id(), "hits", hits, "of the runs, those with the accident") &&
         write_numbers(group.id(), "events", events, "simulated");
}

// One row per accident that was kept, and of each stage what decided on its way.
bool write_accidents(hid_t root, const RareStudy& study, const RareResult& result) {
  const std::size_t stages = study.levels.size() + 1;
  std::vector<std::uint64_t> replication;
  std::vector<double> weight, time;
  std::vector<std::vector<std::uint64_t>> attempt(stages), luck(stages);
  std::vector<std::vector<double>> reached(stages);
  for (const RareReplication& each : result.replications)
    for (const RareAccident& accident : each.accidents) {
      replication.push_back(each.number);
      weight.push_back(weight_of(study, result, each));
      time.push_back(to_seconds(accident.time));
      for (std::size_t i = 0; i < stages; ++i) {
        attempt[i].push_back(accident.attempts[i]);
        luck[i].push_back(study::luck_of(study.seed, each.number, i, accident.attempts[i]));
        reached[i].push_back(to_seconds(accident.reached[i]));
      }
    }
  const Hdf5Handle group = hdf5::create_group(root, "accidents");
  bool done = group && write_numbers(group.id(), "replication", replication, "of the whole splitting") &&
              write_numbers(group.id(), "weight", weight, "1",
                            "share of the probability it stands for; all rows sum to the estimate") &&
              write_numbers(group.id(), "time", time, "s", "of the accident since the scenario's start");
  for (std::size_t i = 0; done && i < stages; ++i) {
    const std::string number = std::to_string(i + 1);
    done = write_numbers(group.id(), ("attempt_" + number).c_str(), attempt[i],
                         "of the stage, from 0; equal numbers so far: one way so far") &&
           write_numbers(group.id(), ("luck_" + number).c_str(), luck[i],
                         "seed of everything that happened in the stage") &&
           write_numbers(group.id(), ("reached_" + number).c_str(), reached[i], "s",
                         "the latest event before the stage's level was reached");
  }
  return done;
}

}  // namespace

void write_rare(const std::filesystem::path& path, const RareStudy& study,
                const std::vector<InputFile>& inputs, const RareResult& result) {
  write_result_file(path, [&](hid_t root) {
    return write_head(root, study, inputs, result) && write_estimates(root, result) &&
           write_levels(root, study, result) && write_stages(root, study, result) &&
           write_accidents(root, study, result);
  });
}

std::string stages_as_csv(const RareStudy& study, const RareResult& result) {
  std::string text = "replication,stage,level,share,attempts,reached,probability,events\n";
  for (const RareReplication& each : result.replications) {
    double product = 1.0;
    for (std::size_t i = 0; i < each.stages.size(); ++i) {
      const double share = static_cast<double>(each.stages[i].reached) / study.effort;
      product *= share;
      text += std::to_string(each.number) + "," + std::to_string(i + 1) + "," +
              (i < study.levels.size() ? format_number(study.levels[i]) : "accident") + "," +
              format_number(share) + "," + std::to_string(study.effort) + "," +
              std::to_string(each.stages[i].reached) + "," + format_number(product) + "," +
              std::to_string(each.stages[i].events) + "\n";
    }
  }
  return text;
}

bool is_rare_result(const std::filesystem::path& path) {
  const Hdf5Quiet quiet;
  if (!std::filesystem::is_regular_file(path)) return false;
  const Hdf5Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
  return file && hdf5::read_text_attribute(file.id(), "format") == format;
}

RareReplay read_rare_replay(const std::filesystem::path& path, std::uint64_t number) {
  const auto refuse = [&](const std::string& place, const std::string& found, const std::string& expected) {
    return InputError(path.string(), place, found, expected);
  };
  if (!is_rare_result(path))
    throw refuse("", "a file of another kind", "the result of a study of a rare accident, by fengsui rare");
  const Hdf5Quiet quiet;
  const Hdf5Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
  if (hdf5::read_number_attribute(file.id(), "format_version") != rare_file_version)
    throw refuse("", "another version", "version " + std::to_string(rare_file_version));
  const auto text = hdf5::read_bytes(file.id(), "study", largest_study);
  if (!text) throw refuse("/study", "nothing", "the study");
  RareReplay replay{read_rare_study(*text, path), read_input_files(file.id(), path), {}, 0.0, {}};
  replay.software_version = hdf5::read_text_attribute(file.id(), "software_version").value_or("unknown");
  const auto missing = [&](const std::string& column) {
    return refuse(column, "no row " + std::to_string(number), "an accident of the study, such as #0");
  };
  for (std::size_t i = 0; i <= replay.study.levels.size(); ++i) {
    const std::string column = "/accidents/luck_" + std::to_string(i + 1);
    const Hdf5Handle dataset(H5Dopen2(file.id(), column.c_str(), H5P_DEFAULT), H5Dclose);
    const auto luck = dataset ? hdf5::read_whole_number(dataset.id(), number) : std::nullopt;
    if (!luck) throw missing(column);
    replay.luck.push_back(*luck);
  }
  const Hdf5Handle dataset(H5Dopen2(file.id(), "/accidents/time", H5P_DEFAULT), H5Dclose);
  if (!dataset || !hdf5::read_number(dataset.id(), number, replay.time_s)) throw missing("/accidents/time");
  return replay;
}

}  // namespace fengsui
