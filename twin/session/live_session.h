// One run that people work in while it goes on: a Session on a thread of its own, steered by requests.
//
//   screen ── post(request) ──→ queue ──→ │ session's thread │ ──→ run file, journal of deeds
//          ←─ status, messages, rows ──── │  (Session, ring) │
//
// All functions may be called from any thread and none waits for the simulation: posting and looking take a
// lock for microseconds. The direct network carries the messages, so that the world can be copied at any
// moment; with an engine that cannot be copied (a program of its own) going back is refused in words.
//
// On disk, as it happens: `<run file>.partial`, made visible once a second of the wall clock and after every
// deed, and `<run file>.deeds.jsonl`, one scenario event per line with its note. A full disk is one message;
// the session goes on in memory. After going back the run continues in `<stem>.branch-2.h5` and so on; the
// run that was left is closed as interrupted and stays.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "twin/session/live_request.h"
#include "twin/session/live_status.h"

namespace fengsui::live {

struct Ring {
  std::size_t most = 64;                            // snapshots kept, named ones not counted
  std::size_t most_bytes = std::size_t{256} << 20;  // of all snapshots of the ring together
  Duration every = std::chrono::seconds(60);        // simulated; doubles when the ring is full
};

struct Setup {
  std::filesystem::path scenario;  // file
  std::filesystem::path home;      // the folder that has data/
  std::optional<std::uint64_t> seed;
  std::filesystem::path run_file;  // empty: nothing is written to disk
  bool overwrite = false;
  std::optional<std::string> engine;  // see twin/link/link.h; none: the scenario's
  std::chrono::milliseconds patience = std::chrono::seconds(30);  // with a silent engine
  Ring ring;
  double speed = 1.0;  // 0: as fast as possible
};

// A copy of the growing record in the hands of one reader. Begins with description and names; follow()
// appends what came, and cuts off what was gone back behind.
struct Mirror {
  Record record;
  std::uint32_t branch = 1;  // of the record as it is here
  bool closed = false;       // it has the end of the run: outcome and digest
};

// A seat that can be taken.
struct SeatEntry {
  SeatId seat;
  Label name;  // "… (fictitious) safety officer", "Minhang district duty officer", "city duty officer"
  EnterpriseId enterprise;
  DistrictId district;
  std::uint32_t level = 0;
};

class LiveSession {
 public:
  // Reads the scenario and begins, frozen at its start. Throws InputError.
  explicit LiveSession(const Setup& setup);
  // Ends the run as interrupted if it has not ended, completes the file and joins; an engine that does not
  // answer is waited for no longer than its patience.
  ~LiveSession();
  LiveSession(const LiveSession&) = delete;
  LiveSession& operator=(const LiveSession&) = delete;

  // Queues a request and returns its number at once. What came of it: Status::answered, messages().
  Ticket post(Request request);

  Status status() const;

  // The messages with a number above `after`, oldest first; the latest thousand are kept.
  std::vector<Message> messages(std::uint64_t after) const;

  // A mirror to follow with: description and names, no rows yet.
  Mirror mirror() const;
  // Brings a mirror up to date; false when there was nothing new. Costs what has come since.
  bool follow(Mirror& mirror) const;

  // What people did so far in this branch.
  std::vector<Deed> deeds() const;

  // Every seat that can be taken, enterprises first. Never changes.
  const std::vector<SeatEntry>& seats() const;
  // The notes of reading the scenario, such as rows that are not simulated yet.
  const std::vector<Label>& notes() const;

  // For tests and closing windows: waits until `ticket` was answered, or until the run stands still, at most
  // `patience` of real time; false when that did not suffice.
  bool wait_answered(Ticket ticket, std::chrono::milliseconds patience) const;
  bool wait_still(std::chrono::milliseconds patience) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fengsui::live
