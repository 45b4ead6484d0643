// The options of fengsui-engine that make it durable and let it tell others, and the service built from them.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "twin/service/engine_service.h"
#include "twin/service/metrics.h"

namespace CLI {
class App;
}

namespace fengsui {

struct ServiceOptions {
  std::string rules;                      // file
  std::string journal;                    // file; empty: no memory
  std::string survives = "power-cut";     // or crash
  std::optional<std::uint32_t> answered;  // how many answers the client has, if it says so
  std::string messages;                   // file or folder; empty: none
  std::string cap, cap_words;             // folder; words and codes
  std::string status = "exercise";        // or test
  std::string start;                      // ISO 8601 with offset
  std::string metrics;                    // file
};

void add_service_options(CLI::App& program, ServiceOptions& options);

// A service and the metrics of it.
struct Station {
  std::unique_ptr<EngineService> service;
  std::shared_ptr<Metrics> metrics;
  std::optional<MetricsFile> metrics_file;

  // After each answer, and (`last`) at the end.
  void write_metrics(bool last);
};

// Reads the rules, goes on with the journal if there is one. Throws InputError and StorageError.
Station open_station(const ServiceOptions& options);

}  // namespace fengsui
