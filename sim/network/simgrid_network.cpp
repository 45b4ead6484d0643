#include "sim/network/simgrid_network.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <deque>
#include <exception>
#include <simgrid/Exception.hpp>
#include <simgrid/s4u.hpp>
#include <stdexcept>
#include <string>
#include <utility>

#include "sim/network/message_slots.h"

namespace fengsui::network {

namespace {

namespace s4u = simgrid::s4u;

// The topology as SimGrid sees it: a star whose rays are the routes of the gateways.
struct Platform {
  s4u::Host* city = nullptr;
  std::vector<s4u::Host*> gateways;  // by GatewayId
  std::vector<s4u::Link*> links;     // by LinkId
};

void configure() {
  s4u::Engine::set_config("network/model:CM02");
  s4u::Engine::set_config("network/TCP-gamma:0");
  s4u::Engine::set_config("network/crosstraffic:0");
}

Platform build_platform(const NetworkSpec& spec) {
  Platform platform;
  s4u::NetZone* zone = s4u::create_star_zone("city");
  for (std::size_t i = 0; i < spec.topology.links.size(); ++i) {
    const LinkSpec& link = spec.topology.links[i];
    s4u::Link* made = zone->create_link("link " + std::to_string(i), link.bandwidth_bits_per_second / 8.0);
    platform.links.push_back(made->set_latency(to_seconds(link.latency))->seal());
  }

  // hosts compute nothing: any speed will do
  constexpr double speed = 1e9;
  platform.city = zone->create_host("platform", speed);
  zone->add_route(platform.city->get_netpoint(), nullptr, nullptr, nullptr, {});
  for (std::size_t i = 0; i < spec.gateways.size(); ++i) {
    std::vector<s4u::LinkInRoute> ray;
    for (const LinkId link : spec.routes[i].links) ray.emplace_back(platform.links[link.index]);
    platform.gateways.push_back(zone->create_host("gateway " + std::to_string(i), speed));
    zone->add_route(platform.gateways.back()->get_netpoint(), nullptr, nullptr, nullptr, ray);
  }
  zone->seal();
  return platform;
}

class Conductor {
 public:
  Conductor(const Platform& platform, std::size_t connections, Clockwork& world, Time end)
      : platform_(platform), connections_(connections), world_(world), start_(world.now()), end_(end) {
    reclaim_departures(world_.network());
  }

  // The conductor actor. What the world throws must not leave the actor: SimGrid would abort.
  void operator()() {
    try {
      while (step()) sleep_until(std::min(world_.next_time(), end_));
    } catch (const simgrid::ForcefulKillException&) {
      throw;
    } catch (...) {
      failure_ = std::current_exception();
    }
  }

  void rethrow_failure() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  struct Carrier {
    s4u::ActorPtr actor;
    MessageId message;  // what it carries now
  };
  struct Outcome {
    MessageId message;
    bool delivered = false;
  };

  // Everything that happens at this instant. False when the run is over.
  bool step() {
    now_ = std::max(now_, start_ + from_seconds(s4u::Engine::get_clock()));
    for (std::size_t i = 0; i < outcomes_.size(); ++i)
      outcomes_[i].delivered ? world_.delivered(outcomes_[i].message, now_)
                             : world_.failed(outcomes_[i].message, now_);
    outcomes_.clear();
    world_.run_until_including(now_);
    follow_links();
    send_departures();
    return !outcomes_.empty() || (now_ < end_ && !world_.stop());
  }

  // Sleeps until `time` or until a carrier has something to tell.
  void sleep_until(Time time) {
    if (!outcomes_.empty()) return;
    asleep_ = true;
    const double seconds = to_seconds(time - start_) - s4u::Engine::get_clock();
    if (seconds > 0) wake_->acquire_timeout(seconds);
    asleep_ = false;
  }

  void follow_links() {
    const NetworkState& state = world_.network();
    if (state.link_changes == followed_link_changes_) return;
    followed_link_changes_ = state.link_changes;
    for (std::size_t i = 0; i < platform_.links.size(); ++i) {
      s4u::Link* link = platform_.links[i];
      const bool up = link_up(state, LinkId(i));
      if (link->is_on() != up) up ? link->turn_on() : link->turn_off();
    }
  }

  void send_departures() {
    NetworkState& state = world_.network();
    waiting_.insert(waiting_.end(), state.departures.begin(), state.departures.end());
    state.departures.clear();
    while (!waiting_.empty() && (!idle_.empty() || carriers_.size() < connections_)) {
      const MessageId message = waiting_.front();
      waiting_.pop_front();
      if (idle_.empty()) {
        hire(message);
        continue;
      }
      Carrier& carrier = carriers_[idle_.back()];
      idle_.pop_back();
      carrier.message = message;
      carrier.actor->resume();
    }
  }

  void hire(MessageId message) {
    const std::size_t number = carriers_.size();
    carriers_.push_back({nullptr, message});
    carriers_.back().actor =
        s4u::Actor::create("carrier", platform_.city, [this, number] { carry_on(number); });

    // SimGrid ends daemons, and what they carry, when the conductor is done
    carriers_.back().actor->daemonize();
  }

  // A carrier actor: carries messages, tells how they fared, rests when there is none.
  void carry_on(std::size_t number) {
    while (true) {
      const MessageId message = carriers_[number].message;
      outcomes_.push_back({message, carry(message)});
      if (std::exchange(asleep_, false)) wake_->release();

      // nothing may yield between becoming idle and resting, or a resume could come too early
      if (waiting_.empty()) {
        idle_.push_back(number);
        s4u::this_actor::suspend();
      } else {
        carriers_[number].message = waiting_.front();
        waiting_.pop_front();
      }
    }
  }

  bool carry(MessageId id) {
    const Message& message = world_.network().messages[id.index];
    const s4u::CommPtr transfer =
        s4u::Comm::sendto_init(platform_.gateways[message.gateway.index], platform_.city);
    transfer->set_payload_size(message.bytes);
    try {
      transfer->wait();
      return true;
    } catch (const simgrid::NetworkFailureException&) {
      return false;
    }
  }

  const Platform& platform_;
  const std::size_t connections_;
  Clockwork& world_;
  const Time start_;  // when SimGrid's clock is zero
  const Time end_;

  Time now_ = start_;
  s4u::SemaphorePtr wake_ = s4u::Semaphore::create(0);
  bool asleep_ = false;
  std::uint64_t followed_link_changes_ = 0;
  std::deque<MessageId> waiting_;  // departures without a carrier
  std::vector<Carrier> carriers_;
  std::vector<std::size_t> idle_;  // carriers without a message
  std::vector<Outcome> outcomes_;  // not told to the world yet
  std::exception_ptr failure_;
};

}  // namespace

void run_on_simgrid(const NetworkSpec& spec, Clockwork& world, Time end) {
  if (s4u::Engine::is_initialized() || s4u::Engine::get_clock() > 0)
    throw std::logic_error(
        "SimGrid has one clock per process: each run on SimGrid needs a process of its own");

  assert(end != never && "the run needs an end");

  // SimGrid talks on stderr unless told otherwise
  std::string program = "fengsui", quiet = "--log=root.thres:critical";
  std::array<char*, 3> arguments = {program.data(), quiet.data(), nullptr};
  int count = 2;
  s4u::Engine engine(&count, arguments.data());
  configure();
  const Platform platform = build_platform(spec);
  Conductor conductor(platform, spec.platform_connections, world, end);
  s4u::Actor::create("conductor", platform.city, [&conductor] { conductor(); });
  engine.run();
  conductor.rethrow_failure();
}

}  // namespace fengsui::network
