#include "twin/cli/gateway_run.h"

#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/cli/code_list.h"
#include "twin/cli/ctrl_c.h"
#include "twin/cli/output.h"
#include "twin/cli/plant_cameras.h"
#include "twin/session/pace.h"
#include "twin/session/prepare.h"
#include "twin/upload/poster.h"
#include "twin/upload/tap.h"
#include "twin/upload/uploader.h"

namespace fengsui {

namespace {

using namespace upload;

// What the tap's facts refer to; outlives the session.
struct Facts {
  Directory directory;
  CodeTable codes;
  std::vector<std::string> labels;
  std::vector<Camera> cameras;
  EdgeFacts edge;

  Facts(const Prepared& prepared, const GatewayRequest& request)
      : directory(prepared.city.directory),
        codes(assign_codes(directory, districts_of(prepared.record.names), request.settings.types)),
        labels(labels_of(prepared.record.names)),
        cameras(plant_cameras(request.settings.cameras, prepared.city.plant, prepared.record.names, codes,
                              request.settings_file)),
        edge{directory, codes, labels, request.settings.edge, prepared.record.run.start.since_epoch} {}
  Facts(const Facts&) = delete;
  Facts& operator=(const Facts&) = delete;

 private:
  static std::vector<DistrictId> districts_of(const Names& names) {
    std::vector<DistrictId> districts;
    for (const EnterpriseName& enterprise : names.enterprises) districts.push_back(enterprise.district);
    return districts;
  }

  static std::vector<std::string> labels_of(const Names& names) {
    std::vector<std::string> labels;
    for (const PointName& point : names.points)
      labels.push_back(names.units[point.unit.index].name.chinese + point.name.chinese);
    return labels;
  }
};

using Submit = std::function<void(GatewayId gateway, const Posting& posting, Time now)>;

// Lets the cameras look at what the session has logged, and submits what they recognise.
class CameraWatch {
 public:
  CameraWatch(const Facts& facts, const CameraSettings& settings, std::uint64_t seed, Submit submit)
      : facts_(facts), cameras_(facts.cameras, settings, seed), submit_(std::move(submit)) {}

  void look(const Session& session, Time until) {
    const Log& log = session.record().log;
    for (; read_ < log.size(); ++read_) cameras_.take(log[read_]);
    const World& world = session.world();
    const auto reachable = [&](GatewayId gateway) {
      const std::vector<LinkId>& links = session.city().network.routes[gateway.index].links;
      return network::gateway_up(world.network, gateway) &&
             std::ranges::all_of(links, [&](LinkId link) { return network::link_up(world.network, link); });
    };
    cameras_.look(until, reachable, [&](const VideoAlarm& alarm) {
      const Camera& camera = facts_.cameras[alarm.camera];
      const EnterpriseId enterprise = facts_.directory.gateways[camera.gateway.index].enterprise;
      const Second seen =
          std::chrono::floor<std::chrono::seconds>(std::chrono::sys_time<std::chrono::microseconds>(
              facts_.edge.start + alarm.seen.time_since_epoch()));
      submit_(camera.gateway, video_post(camera, alarm, facts_.codes.enterprises[enterprise.index], seen),
              std::max(alarm.seen, world.now));
    });
  }

 private:
  const Facts& facts_;
  Cameras cameras_;
  Submit submit_;
  std::size_t read_ = 0;  // of the log
};

class GatewayPilot final : public Pilot {
 public:
  GatewayPilot(CameraWatch& cameras, Uploader* uploader, double pace, Progress* progress)
      : cameras_(cameras), uploader_(uploader), progress_(progress) {
    if (pace > 0.0) pace_.emplace(pace);
  }

  bool proceed(Session& session, Time next) override {
    if (pace_) {
      pace_->wait_for(next, [this] {
        if (uploader_) uploader_->send_due();
        return ended();
      });
      cameras_.look(session, next);
    } else {
      cameras_.look(session, next);
      if (uploader_) uploader_->send_all();
    }
    // looking at the wall clock costs more than an event: show progress now and then
    if (progress_ && (pace_ || (++events_ & 0xFFF) == 0))
      progress_->show(to_seconds(next) / to_seconds(session.city().duration),
                      format_duration(next.time_since_epoch()) + " simulated");
    return !ended();
  }

 private:
  bool ended() const { return interrupted() || (uploader_ && uploader_->gave_up()); }

  CameraWatch& cameras_;
  Uploader* uploader_;
  Progress* progress_;
  std::optional<Pace> pace_;
  std::uint64_t events_ = 0;
};

void write_codes(const GatewayRequest& request, const Prepared& prepared, const Facts& facts) {
  if (std::filesystem::exists(*request.codes))
    throw InputError(request.codes->string(), "", "a file of this name", "a new one (--codes FILE)");
  write_file(*request.codes, write_code_list(facts.directory, prepared.record.names, facts.codes,
                                             request.settings.types, facts.cameras));
}

std::size_t items_of(const Posting& posting) {
  if (const auto* real_time = std::get_if<RealTimePost>(&posting)) return real_time->values.size();
  if (const auto* events = std::get_if<EventsPost>(&posting)) return events->events.size();
  return 1;
}

}  // namespace

GatewayResult run_gateways(const GatewayRequest& request, Progress* progress) {
  const CtrlC ctrl_c;
  Prepared prepared = prepare(request.scenario, request.home, request.seed);
  const Facts facts(prepared, request);
  GatewayResult result;
  result.notes = std::move(prepared.notes);
  if (request.codes) write_codes(request, prepared, facts);
  if (!request.platform && !request.show) return result;

  Outbox outbox(facts.directory.gateways.size(), request.settings.buffer, request.settings.retry);
  std::optional<Poster> poster;
  std::optional<Uploader> uploader;
  if (request.platform) {
    poster.emplace(*request.platform, request.settings.retry.time_out);
    uploader.emplace(
        outbox, request.settings.retry, request.patience,
        Uploader::Hooks{[&](const Post& post) { return poster->send(post); }, request.say, interrupted});
  }

  // an alarm leaves at once: the gateway does not wait for its usual upload
  for (GatewaySpec& gateway : prepared.city.network.gateways)
    gateway.upload_period = std::min(gateway.upload_period, request.settings.edge.scan);

  const Submit submit = [&](GatewayId gateway, const Posting& posting, Time now) {
    if (request.show)
      request.show(posting);
    else
      outbox.add(gateway, {call_of(posting), write_body(posting, *request.cipher), items_of(posting), now});
  };
  auto tap = std::make_unique<Tap>(reach_engine(prepared.engine), facts.edge, submit);
  Tap& listening = *tap;
  CameraWatch cameras(facts, request.settings.cameras, prepared.city.seed, submit);
  Session session(std::move(prepared.city), std::move(tap), std::move(prepared.record));
  GatewayPilot pilot(cameras, uploader ? &*uploader : nullptr, request.pace, progress);
  session.run(request.carrier, pilot);
  if (!session.complaint().empty()) throw InputError(request.scenario.string(), "", session.complaint(), "");

  cameras.look(session, session.world().now);
  listening.finish(session.world().now);
  if (uploader) uploader->send_all();
  result.counts = outbox.counts();
  result.waiting = outbox.waiting();
  if (uploader) result.gave_up = uploader->why();
  result.interrupted = interrupted();
  return result;
}

}  // namespace fengsui
