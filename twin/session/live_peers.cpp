#include "twin/session/live_peers.h"

#include "scenarios/script.h"
#include "twin/session/live_engine.h"
#include "twin/session/session.h"

namespace fengsui::live {

namespace {

class WhileWanted final : public Pilot {
 public:
  explicit WhileWanted(const std::function<bool()>& go_on) : go_on_(&go_on) {}
  bool proceed(Session&, Time) override { return (++events_ & 0xFF) != 0 || (*go_on_)(); }

 private:
  const std::function<bool()>* go_on_;
  unsigned events_ = 0;
};

// The script without seats, with what the instructor did.
void keep_luck_only(City& city, const std::vector<Deed>& deeds) {
  std::erase_if(city.script, [](const Action& action) { return is_of_seats(action.kind); });
  for (const Deed& deed : deeds) {
    if (is_of_seats(deed.action.kind)) continue;
    Action action = deed.action;
    action.at = deed.time;
    city.script.push_back(action);
    if (!deed.lasts) continue;
    action.at = after(deed.time, *deed.lasts);
    action.kind = end_of(action.kind);
    city.script.push_back(action);
  }
}

}  // namespace

Peers play_without_people(const Setup& setup, const std::vector<Deed>& deeds, std::size_t replications,
                          const std::function<bool()>& go_on) {
  Peers peers;
  const std::uint64_t own = prepare(setup.scenario, setup.home, setup.seed).city.seed;
  for (std::size_t i = 1; i <= replications && go_on(); ++i) {
    Prepared prepared = prepare(setup.scenario, setup.home, own + i);
    keep_luck_only(prepared.city, deeds);
    std::unique_ptr<Engine> engine = engine_of(setup, prepared);
    Session session(std::move(prepared.city), std::move(engine), std::move(prepared.record));
    WhileWanted pilot(go_on);
    if (session.run(Carrier::direct, pilot) != Outcome::finished) continue;
    peers.times.add(step_times(session.record()));
    ++peers.replications;
  }
  return peers;
}

}  // namespace fengsui::live
