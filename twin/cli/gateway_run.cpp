#include "twin/cli/gateway_run.h"

#include "sim/base/error.h"
#include "sim/base/text.h"
#include "twin/cli/code_list.h"
#include "twin/cli/ctrl_c.h"
#include "twin/cli/output.h"
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
  EdgeFacts edge;

  Facts(const Prepared& prepared, const UploadSettings& settings)
      : directory(prepared.city.directory),
        codes(assign_codes(directory, districts_of(prepared.record.names), settings.types)),
        labels(labels_of(prepared.record.names)),
        edge{directory, codes, labels, settings.edge, prepared.record.run.start.since_epoch} {}
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

class GatewayPilot final : public Pilot {
 public:
  GatewayPilot(Uploader* uploader, double pace, Progress* progress)
      : uploader_(uploader), progress_(progress) {
    if (pace > 0.0) pace_.emplace(pace);
  }

  bool proceed(Session& session, Time next) override {
    if (pace_) {
      pace_->wait_for(next, [this] {
        if (uploader_) uploader_->send_due();
        return ended();
      });
    } else if (uploader_) {
      uploader_->send_all();
    }
    // looking at the wall clock costs more than an event: show progress now and then
    if (progress_ && (pace_ || (++events_ & 0xFFF) == 0))
      progress_->show(to_seconds(next) / to_seconds(session.city().duration),
                      format_duration(next.time_since_epoch()) + " simulated");
    return !ended();
  }

 private:
  bool ended() const { return interrupted() || (uploader_ && uploader_->gave_up()); }

  Uploader* uploader_;
  Progress* progress_;
  std::optional<Pace> pace_;
  std::uint64_t events_ = 0;
};

void write_codes(const GatewayRequest& request, const Prepared& prepared, const Facts& facts) {
  if (std::filesystem::exists(*request.codes))
    throw InputError(request.codes->string(), "", "a file of this name", "a new one (--codes FILE)");
  write_file(*request.codes,
             write_code_list(facts.directory, prepared.record.names, facts.codes, request.settings.types));
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
  const Facts facts(prepared, request.settings);
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

  auto tap = std::make_unique<Tap>(
      reach_engine(prepared.engine), facts.edge, [&](GatewayId gateway, const Posting& posting, Time now) {
        if (request.show)
          request.show(posting);
        else
          outbox.add(gateway,
                     {call_of(posting), write_body(posting, *request.cipher), items_of(posting), now});
      });
  Tap& listening = *tap;
  Session session(std::move(prepared.city), std::move(tap), std::move(prepared.record));
  GatewayPilot pilot(uploader ? &*uploader : nullptr, request.pace, progress);
  session.run(request.carrier, pilot);
  if (!session.complaint().empty()) throw InputError(request.scenario.string(), "", session.complaint(), "");

  listening.finish(session.world().now);
  if (uploader) uploader->send_all();
  result.counts = outbox.counts();
  result.waiting = outbox.waiting();
  if (uploader) result.gave_up = uploader->why();
  result.interrupted = interrupted();
  return result;
}

}  // namespace fengsui
