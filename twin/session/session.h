// One run, live or batch: a world, the engine under test, the network that carries messages, and the record.
//
// A Pilot is asked between events what to do next; there it may pause, pace against the wall clock, inject,
// take snapshots or stop. Whatever it does with wall-clock time, the record keeps the same bytes.
//
//          ┌────────── Pilot (between events)
//          ▼
//   world ─→ readings ─→ engine ─→ alarms, warnings ─→ world (people) ─→ …
//     └──→ departures ─→ network (SimGrid or direct) ─→ world
#pragma once

#include <memory>
#include <optional>

#include "sim/port/engine.h"
#include "sim/world.h"
#include "twin/record/record.h"
#include "twin/record/run_file.h"

namespace fengsui {

enum class Carrier { simgrid, direct };

class Session;

// What is to happen before the next event. `next` is its time.
class Pilot {
 public:
  virtual ~Pilot() = default;
  virtual bool proceed(Session& session, Time next) = 0;  // false: end the run here, as interrupted
};

class Session {
 public:
  // `record` brings the run's description and names; its columns are filled as the run goes.
  // `file`, when given, receives the same columns as they come.
  Session(City city, std::unique_ptr<Engine> engine, Record record, RunFileWriter* file = nullptr);
  Session(Session&&) noexcept;
  ~Session();

  // Runs to the end of the scenario, or until the pilot or the engine ends it. Returns how it ended: an
  // engine that does not answer has stalled, one that answers what it may not has failed; the record up to
  // there is kept. SimGrid carries one run per process.
  Outcome run(Carrier carrier, Pilot& pilot);

  // The same future once more, from here, on the direct network and without a file: messages in flight are
  // taken over. Nothing when the engine cannot be copied.
  std::optional<Session> branch() const;

  // Does something just before the next event and records that it came from outside the script.
  // Only to be called by the pilot while it is asked.
  void inject(const Action& action);

  // Event by event on the direct network, for whoever has a loop of their own: begin() once, then advance()
  // while next() is not `never`, then conclude(). Writing to the file throws InputError (a full disk);
  // afterwards everything can go on, best without the file: record_to(nullptr).
  void begin();
  Time next() const;  // of the next event up to the end of the scenario; `never` when there is none
  void advance();
  void inject(const Action& action, Time at);  // at: after world().now, not after next()
  Outcome conclude(bool completed);            // completed: the whole duration, else it was interrupted here

  // A moment to come back to: the world, the engine, and how long the record was. None when the engine cannot
  // be copied.
  struct Moment;
  std::shared_ptr<const Moment> moment() const;
  // The run once more from a moment of this session; the record is cut back to the length it had. It is the
  // moment's own record if the run has come from that moment.
  void go_back(const Moment& moment);

  // The same scenario from its beginning with other luck; `start` is a moment before begin(), which is to
  // follow.
  void start_over(const Moment& start, std::uint64_t seed);
  // Other luck from here on; what is planned already stays.
  void reseed(std::uint64_t seed);

  // Another file, or none: it gets the whole record, from the first row on.
  void record_to(RunFileWriter* file);
  // Everything recorded so far goes to the file, visible to those who read along.
  void write_out();

  // What the engine did wrong, in words, when it ended the run; else empty.
  const std::string& complaint() const;

  const World& world() const;
  const City& city() const;
  const Record& record() const;
  Record take_record() &&;

 private:
  struct Impl;
  explicit Session(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace fengsui
