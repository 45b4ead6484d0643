#include "twin/session/session.h"

#include <cassert>
#include <utility>

#include "sim/base/error.h"
#include "sim/network/clockwork.h"
#include "sim/network/direct.h"
#include "sim/network/simgrid_network.h"
#include "twin/record/digest.h"

namespace fengsui {

namespace {

// Rows that wait for the file; more than this are written out.
constexpr std::size_t rows_per_batch = 4096;

}  // namespace

// Lengths of the columns.
struct ColumnLengths {
  std::size_t log = 0, segments = 0, readings = 0, alarms = 0, warnings = 0;
};

struct Session::Moment {
  World world;
  std::unique_ptr<Engine> engine;
  ColumnLengths rows;
};

struct Session::Impl final : Clockwork {
  std::shared_ptr<const City> shared_city;
  World world;
  std::unique_ptr<Engine> engine;
  Record record;
  RunFileWriter* file = nullptr;
  EngineOutput answer;

  // while running
  Session* owner = nullptr;
  Pilot* pilot = nullptr;
  Carrier carrier = Carrier::direct;
  Time asked_about{};  // the next event's time, while the pilot thinks
  bool stopped = false;
  std::optional<Outcome> ended_early;
  std::string complaint;  // about the engine

  ColumnLengths written;  // how many rows of each column the file has

  const City& city() const { return *shared_city; }
  Time end() const { return scenario_start + city().duration; }

  void drain() {
    record.log.insert(record.log.end(), world.log.begin(), world.log.end());
    world.log.clear();
    record.segments.insert(record.segments.end(), world.segment_changes.begin(), world.segment_changes.end());
    world.segment_changes.clear();
    if (file && rows_waiting() >= rows_per_batch) write_rows();
  }

  std::size_t rows_waiting() const {
    return record.log.size() - written.log + record.segments.size() - written.segments +
           record.readings.size() - written.readings + record.alarms.size() - written.alarms +
           record.warnings.size() - written.warnings;
  }

  void write_rows() {
    const auto append = [this](const auto& column, std::size_t& count) {
      if (column.size() > count) file->append(std::span(column).subspan(count));
      count = column.size();
    };
    append(record.segments, written.segments);
    append(record.readings, written.readings);
    append(record.alarms, written.alarms);
    append(record.warnings, written.warnings);
    append(record.log, written.log);  // last: the file shows a batch when its log has come
  }

  // Whether the engine did as asked; otherwise the run is over.
  template <class Request>
  bool ask_engine(Request request) {
    try {
      request();
      return true;
    } catch (const EngineStalled& stalled) {
      world.log.push_back({world.now, LogKind::engine_stalled, 0, 0, 0, 0, to_seconds(stalled.silence)});
      ended_early = Outcome::stalled;
      complaint = stalled.what();
    } catch (const InputError& nonsense) {
      world.log.push_back({world.now, LogKind::engine_failed, 0, 0, 0, 0, 0.0});
      ended_early = Outcome::failed;
      complaint = nonsense.what();
    }
    stopped = true;
    return false;
  }

  // Tells the engine what arrived and lets the world hear the answer; again while people's answers concern
  // the engine.
  void exchange() {
    while (complaint.empty() && (world.engine_wake || !world.readings.empty() || !world.beats.empty() ||
                                 !world.actions.empty() || !world.alarm_actions.empty())) {
      for (const Reading& reading : world.readings) record.readings.push_back({reading, world.now});
      answer.clear();
      const auto readings = std::exchange(world.readings, {});
      const auto beats = std::exchange(world.beats, {});
      const auto actions = std::exchange(world.actions, {});
      const auto alarm_actions = std::exchange(world.alarm_actions, {});
      if (!ask_engine([&] {
            engine->exchange({world.now, readings, beats, actions, alarm_actions}, answer);
          }))
        return;
      record.alarms.insert(record.alarms.end(), answer.alarms.begin(), answer.alarms.end());
      record.warnings.insert(record.warnings.end(), answer.warnings.begin(), answer.warnings.end());
      hear(city(), world, answer);
    }
  }

  // What follows every change of the world.
  void follow_up() {
    exchange();
    if (carrier == Carrier::direct) depart_directly(city(), world);
    drain();
  }

  bool ask_pilot(Time next) {
    asked_about = next;
    if (!stopped && !pilot->proceed(*owner, next)) {
      ended_early = Outcome::interrupted;
      stopped = true;
    }
    return !stopped;
  }

  // Clockwork, for the SimGrid carrier
  Time now() const override { return world.now; }
  Time next_time() const override { return world.agenda.next_time(); }
  void run_until_including(Time time) override {
    while (!stopped && next_time() <= time && ask_pilot(next_time())) {
      step(city(), world);
      follow_up();
    }
  }
  NetworkState& network() override { return world.network; }
  void delivered(MessageId message, Time time) override {
    message_delivered(city(), world, message, time);
    follow_up();
  }
  void failed(MessageId message, Time time) override {
    message_failed(city(), world, message, time);
    follow_up();
  }
  bool stop() override { return stopped; }

  Outcome conclude(bool completed) {
    const Outcome outcome = ended_early.value_or(completed ? Outcome::finished : Outcome::interrupted);
    if (outcome == Outcome::finished) {
      world.now = end();
      world.log.push_back({end(), LogKind::scenario_ended, 0, 0, 0, 0, 0.0});
    }
    drain();
    record.run.outcome = outcome;
    record.run.digest = digest(record).total();
    if (file) write_rows();
    return outcome;
  }

  void inject(const Action& action, Time at) {
    world.now = at;
    if (!is_of_seats(action.kind))
      world.log.push_back({world.now, LogKind::instructor_action, 0, static_cast<std::uint32_t>(action.kind),
                           action.enterprise.index, 0, 0.0});
    perform(city(), world, action);
    follow_up();
  }

  void begin(Session& session, Carrier with, Pilot& by) {
    owner = &session;
    pilot = &by;
    carrier = with;
    if (!complaint.empty()) return;  // its engine is gone
    stopped = false;
    ended_early.reset();
  }
};

Session::Session(City city, std::unique_ptr<Engine> engine, Record record, RunFileWriter* file)
    : impl_(std::make_unique<Impl>()) {
  impl_->engine = std::move(engine);
  impl_->record = std::move(record);
  impl_->file = file;

  // the engine says which samples can matter to it before the first one is drawn
  std::vector<Attention> attention;
  const bool ready =
      impl_->ask_engine([&] { attention = impl_->engine->begin(city.directory, scenario_start); });
  const Log failure = std::exchange(impl_->world.log, {});
  for (std::size_t i = 0; i < attention.size() && i < city.sensing.points.size(); ++i)
    city.sensing.points[i].attention = attention[i];
  sensing::connect_gates(city.sensing);
  impl_->shared_city = std::make_shared<const City>(std::move(city));
  impl_->world = begin_world(impl_->city());
  impl_->world.log.insert(impl_->world.log.end(), failure.begin(), failure.end());
  impl_->world.engine_wake = ready;
}

Session::Session(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Session::Session(Session&&) noexcept = default;
Session::~Session() = default;

Outcome Session::run(Carrier carrier, Pilot& pilot) {
  Impl& run = *impl_;
  run.begin(*this, carrier, pilot);
  run.follow_up();
  if (carrier == Carrier::simgrid)
    network::run_on_simgrid(run.city().network, run, run.end());
  else
    run.run_until_including(run.end());

  return run.conclude(true);
}

std::optional<Session> Session::branch() const {
  std::unique_ptr<Engine> engine = impl_->engine->clone();
  if (!engine) return {};
  auto copy = std::make_unique<Impl>();
  copy->shared_city = impl_->shared_city;
  copy->world = impl_->world;
  copy->engine = std::move(engine);
  copy->record = impl_->record;
  if (impl_->carrier == Carrier::simgrid)
    network::take_over({copy->world.now, copy->world.seed, copy->world.agenda, copy->world.log},
                       copy->city().network, copy->world.network);
  return Session(std::move(copy));
}

void Session::inject(const Action& action) { impl_->inject(action, impl_->asked_about); }

void Session::begin() {
  impl_->carrier = Carrier::direct;
  impl_->follow_up();
}

Time Session::next() const {
  if (impl_->stopped) return never;
  const Time next = impl_->next_time();
  return next <= impl_->end() ? next : never;
}

void Session::advance() {
  assert(next() != never);
  step(city(), impl_->world);
  impl_->follow_up();
}

void Session::inject(const Action& action, Time at) {
  assert(at >= impl_->world.now && at <= impl_->next_time());
  impl_->inject(action, at);
}

Outcome Session::conclude(bool completed) { return impl_->conclude(completed); }

std::shared_ptr<const Session::Moment> Session::moment() const {
  std::unique_ptr<Engine> engine = impl_->engine->clone();
  if (!engine) return {};
  const Record& record = impl_->record;
  return std::make_shared<const Moment>(
      Moment{impl_->world, std::move(engine),
             ColumnLengths{record.log.size(), record.segments.size(), record.readings.size(),
                           record.alarms.size(), record.warnings.size()}});
}

void Session::go_back(const Moment& moment) {
  impl_->world = moment.world;
  impl_->engine = moment.engine->clone();
  Record& record = impl_->record;
  record.log.resize(moment.rows.log);
  record.segments.resize(moment.rows.segments);
  record.readings.resize(moment.rows.readings);
  record.alarms.resize(moment.rows.alarms);
  record.warnings.resize(moment.rows.warnings);
  impl_->stopped = false;
  impl_->ended_early.reset();
  impl_->complaint.clear();
}

void Session::start_over(const Moment& start, std::uint64_t seed) {
  go_back(start);
  impl_->world = begin_world(impl_->city(), seed);
  impl_->world.engine_wake = true;
}

void Session::reseed(std::uint64_t seed) { impl_->world.seed = seed; }

void Session::record_to(RunFileWriter* file) {
  impl_->file = file;
  impl_->written = {};
}

void Session::write_out() {
  impl_->drain();
  if (!impl_->file) return;
  impl_->write_rows();
  impl_->file->flush();
}

const std::string& Session::complaint() const { return impl_->complaint; }
const World& Session::world() const { return impl_->world; }
const City& Session::city() const { return impl_->city(); }
const Record& Session::record() const { return impl_->record; }
Record Session::take_record() && { return std::move(impl_->record); }

}  // namespace fengsui
