// Processes of this machine.
#pragma once

#include "twin/cluster/crew.h"

namespace fengsui::cluster {

class LocalCrew final : public Crew {
 public:
  LocalCrew(MakeWork make, int jobs) : make_(std::move(make)), jobs_(jobs) {}

  void begin(const std::string& task) override { work_ = make_(task); }
  void run(std::size_t count, const Request& request, const Done& done,
           const std::function<bool()>& stop) override;

 private:
  MakeWork make_;
  int jobs_;
  Work work_;
};

}  // namespace fengsui::cluster
