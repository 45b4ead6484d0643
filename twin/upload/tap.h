// Listens where the platform stands: an engine that lets another one decide, and hands everything that the
// simulated network delivers to the edge gateways, whose posts go to `send`.
//
//   world ─→ deliveries ─→ tap ─→ engine (people still act on its warnings)
//                           └──→ edge gateways ─→ posts
//
// It asks the sampler for what gateways post besides what the engine wants: one sample of each point in each
// period, and those that cross a limit.
#pragma once

#include <memory>
#include <vector>

#include "sim/port/engine.h"
#include "twin/upload/edge_gateway.h"

namespace fengsui::upload {

class Tap final : public Engine {
 public:
  using Send = std::function<void(GatewayId, Posting, Time now)>;

  // What the facts refer to must live as long as the tap.
  Tap(std::unique_ptr<Engine> engine, const EdgeFacts& facts, Send send);

  std::vector<Attention> begin(const Directory& directory, Time start) override;
  void exchange(const EngineInput& input, EngineOutput& output) override;

  // The end of the run: what waits at the gateways is posted.
  void finish(Time now);

 private:
  std::unique_ptr<Engine> engine_;
  EdgeFacts facts_;
  Send send_;
  std::vector<EdgeGateway> gateways_;
  std::vector<std::vector<Reading>> arrived_;  // by gateway, of one exchange
};

// What two listeners want to hear of one point. Their longest gaps are those of a common grid.
Attention both(const Attention& a, const Attention& b);

}  // namespace fengsui::upload
