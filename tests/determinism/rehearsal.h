// What the determinism tests rehearse: a small district on a bad day, and the ways to run it.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "twin/session/prepare.h"
#include "twin/session/session.h"

namespace fengsui::rehearsal {

// A folder of its own, gone at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, const std::string& text) const;

 private:
  std::filesystem::path path_;
};

// Six hours of three enterprises: a leak with nobody at the table, an outage, a pinned and a drifting
// instrument, a fast clock, duplicates, and random faults and outages two thousand times as often as in the
// data files.
Prepared bad_day(std::uint64_t seed = 1);

// The same with every sample drawn and sent, cut to twenty minutes.
Prepared bad_minutes_with_every_sample();

// One hour of the same district with nothing scripted, no outages, no clock errors and no message faults.
Prepared quiet_hour();

// Goes on whatever comes.
class Onward final : public Pilot {
 public:
  bool proceed(Session&, Time) override { return true; }
};

Session begin(Prepared prepared, RunFileWriter* file = nullptr);
Record run(Prepared prepared, Pilot& pilot, Carrier carrier = Carrier::direct);
Record run(Prepared prepared);

// Every column is equal to the last bit, and so are the digests.
void expect_same(const Record& one, const Record& other);

std::size_t count(const Record& record, LogKind kind);

}  // namespace fengsui::rehearsal
