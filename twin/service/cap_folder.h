// Warnings as CAP 1.2 alerts, one XML file for each event of a warning.
//
//   raised → Alert, changed → Update, ended → Cancel; the latter two refer to all earlier alerts of the
//   warning
//
// The file is named by the identifier: "fengsui-RUN-wWARNING-EVENT-HASH.xml". The same event of the same run
// has the same identifier at every start, another content has another one. Chinese and English in each file.
// `sent` is the time of the event in Beijing time.
#pragma once

#include <filesystem>
#include <map>

#include "twin/service/cap.h"
#include "twin/service/cap_words.h"
#include "twin/service/publisher.h"

namespace fengsui {

class CapFolder final : public Publisher {
 public:
  // Makes the folder if it is missing. `start`: the time of day at which the run starts.
  CapFolder(std::filesystem::path folder, CapWords words, AlertStatus status, WallTime start);

  std::string name() const override { return "cap"; }
  void begin(const Directory& directory, const std::string& run, bool continued) override;
  void publish(const EngineOutput& output, bool fresh) override;

 private:
  struct Told {
    std::vector<std::string> references;
    Colour colour = Colour::none;  // the last one
  };
  CapAlert alert_of(const Warning& warning, Told& told) const;
  CapInfo info_of(const Warning& warning, Colour colour, CapLanguage language) const;

  std::filesystem::path folder_;
  CapWords words_;
  AlertStatus status_;
  WallTime start_;
  Directory directory_;
  std::string run_;
  std::map<WarningId, Told> warnings_;
};

}  // namespace fengsui
