#include "twin/service/options.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/engine/rule_reader.h"
#include "twin/service/cap_folder.h"
#include "twin/service/message_file.h"

namespace fengsui {

namespace {

std::string text_of(const std::string& file, const char* expected) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  // a folder opens, but cannot be read
  if (!stream || !(text << stream.rdbuf())) throw InputError(file, "", "nothing that can be read", expected);
  return text.str();
}

std::string shipped_cap_words() {
  const char* home = std::getenv("FENGSUI_HOME");
  return std::string(home && *home ? home : FENGSUI_SOURCE_DIR) + "/data/cap/alerts.json";
}

std::optional<WallTime> start_of(const ServiceOptions& options) {
  if (options.start.empty()) return std::nullopt;
  const auto start = parse_wall_time(options.start);
  if (!start) throw InputError("--start", "", options.start, "a time like 2026-03-02T10:00:00+08:00");
  return start;
}

}  // namespace

void add_service_options(CLI::App& program, ServiceOptions& options) {
  program.add_option("RULES", options.rules, "Rule file")->required()->type_name("FILE");
  auto* journal =
      program.add_option("--journal", options.journal, "Keep the run here and go on with it after a restart")
          ->type_name("FILE");
  program.add_option("--answered", options.answered, "How many answers the client has, for a restart")
      ->type_name("N")
      ->needs(journal);
  program
      .add_option("--survives", options.survives,
                  "What the journal survives: power-cut waits for the disk at each message, crash does not")
      ->check(CLI::IsMember({"power-cut", "crash"}))
      ->capture_default_str();
  program
      .add_option("--messages", options.messages,
                  "Write alarms and warnings as lines of JSON; a folder gets messages.jsonl")
      ->type_name("FILE|DIR");
  auto* start =
      program.add_option("--start", options.start, "Time of day at which the run starts, with its offset")
          ->type_name("TIME");
  program.add_option("--cap", options.cap, "Write warnings as CAP 1.2 alerts into this folder")
      ->type_name("DIR")
      ->needs(start);
  program
      .add_option("--cap-words", options.cap_words,
                  "Words and codes of the alerts; default: data/cap/alerts.json")
      ->type_name("FILE");
  program.add_option("--status", options.status, "How messages and alerts are marked: exercise or test")
      ->check(CLI::IsMember({"exercise", "test"}))
      ->capture_default_str();
  program.add_option("--metrics", options.metrics, "Write metrics for Prometheus' textfile collector")
      ->type_name("FILE");
}

void Station::write_metrics(bool last) {
  if (metrics_file && (last || metrics_file->due())) metrics_file->write(*metrics, service->figures());
}

Station open_station(const ServiceOptions& options) {
  const std::string rules = text_of(options.rules, "a rule file such as data/rules/aluminium.json");
  Station station;
  station.service =
      std::make_unique<EngineService>(engine::read_rules(rules, options.rules), rules, options.rules);
  const AlertStatus status = options.status == "test" ? AlertStatus::test : AlertStatus::exercise;
  const auto start = start_of(options);

  // the journal first: whoever may not have it writes nothing anywhere
  std::unique_ptr<Journal> journal;
  if (!options.journal.empty()) {
    journal = std::make_unique<Journal>(options.journal,
                                        options.survives == "crash" ? Survives::crash : Survives::power_cut);
    if (!options.messages.empty() || !options.cap.empty()) journal->agree("status", options.status);
    if (start) journal->agree("start", beijing_time(*start, scenario_start));
  }
  if (!options.messages.empty()) {
    std::filesystem::path file = options.messages;
    if (std::filesystem::is_directory(file)) file /= "messages.jsonl";
    station.service->add(std::make_shared<MessageFile>(file, status, start));
  }
  if (!options.cap.empty()) {
    const std::string words = options.cap_words.empty() ? shipped_cap_words() : options.cap_words;
    station.service->add(std::make_shared<CapFolder>(
        options.cap, read_cap_words(text_of(words, "a file such as data/cap/alerts.json"), words), status,
        *start));
  }
  if (!options.metrics.empty()) {
    station.metrics = std::make_shared<Metrics>();
    station.service->add(station.metrics);
    station.metrics_file.emplace(options.metrics);
  }
  if (journal) station.service->remember(std::move(journal), options.answered);
  station.write_metrics(true);
  return station;
}

}  // namespace fengsui
