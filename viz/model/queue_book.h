// What waited in the store of each gateway and what it lost, at any time of a run.
//
// The record does not say what is stored; it says what came late. A reading that the platform received more
// than `in_time` after its stamp waited for that long, so the present of a live run knows nothing yet of what
// is stored: Status::stored does. Stamps are those of the gateway's own clock.
#pragma once

#include <chrono>
#include <vector>

#include "twin/record/record.h"

namespace fengsui::viz {

class QueueBook {
 public:
  static constexpr Duration in_time = std::chrono::seconds(30);

  QueueBook() = default;
  explicit QueueBook(const Record& record) : gateways_(record.names.gateways.size()) {}

  // Takes in what has been added to the record since the last time.
  void grow(const Record& record);

  // Readings that waited at this time.
  std::size_t waiting(GatewayId gateway, Time time) const;
  // Readings lost until then: a store that was full, or a message that never arrived.
  std::size_t lost(GatewayId gateway, Time time) const;

 private:
  struct Gateway {
    std::vector<Time> stamped, received;  // of readings that waited, each in order of time
    std::vector<Time> lost_at;
    std::vector<std::size_t> lost;  // until then
  };

  std::vector<Gateway> gateways_;
  std::size_t readings_seen_ = 0, entries_seen_ = 0;
};

}  // namespace fengsui::viz
