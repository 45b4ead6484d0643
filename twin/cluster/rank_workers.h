// The workers of an MPI job as rank 0 reaches them: its own workshop, and those of the other ranks.
#pragma once

#include "twin/cluster/coordinator.h"
#include "twin/cluster/ranks.h"

namespace fengsui::cluster {

class RankWorkers final : public Workers {
 public:
  // Both must live as long as this.
  RankWorkers(Ranks& ranks, Workshop& workshop) : ranks_(&ranks), workshop_(&workshop) {}

  std::size_t count() const override { return static_cast<std::size_t>(ranks_->size()); }
  void send(std::size_t worker, const Message& message) override;
  std::vector<std::pair<std::size_t, Message>> hear(std::chrono::milliseconds at_most) override;

 private:
  Ranks* ranks_;
  Workshop* workshop_;
  int pause_ms_ = 1;
};

}  // namespace fengsui::cluster
