// Alarms and warnings with names and times, one JSON object a line: for whoever reads them with a program.
//
// Every line has a `number` that counts from 1 over alarms and warnings together, and the status Exercise or
// Test. docs/engine-service.md lists the keys.
#pragma once

#include <optional>

#include "twin/service/durable_file.h"
#include "twin/service/publisher.h"
#include "twin/service/wording.h"

namespace fengsui {

class MessageFile final : public Publisher {
 public:
  // `start`: the time of day at which the run starts; without it times are given since the start only.
  // Throws StorageError when the file cannot be written.
  MessageFile(std::filesystem::path file, AlertStatus status, std::optional<WallTime> start);

  std::string name() const override { return "messages"; }
  // Throws InputError when the file holds messages and there is no journal to go on with.
  void begin(const Directory& directory, const std::string& run, bool continued) override;
  void publish(const EngineOutput& output, bool fresh) override;
  void caught_up() override;

 private:
  std::string line_of(const Alarm& alarm) const;
  std::string line_of(const Warning& warning) const;

  LineFile file_;
  AlertStatus status_;
  std::optional<WallTime> start_;
  Directory directory_;
  std::string run_;
  std::int64_t number_ = 0;   // of the latest event
  std::int64_t in_file_ = 0;  // up to here the file has them
};

}  // namespace fengsui
