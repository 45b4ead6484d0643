// Everything of one run as a value: what was run, the names of things, and five columns of what happened.
//
//   log       what really happened to plants, networks and people (truth)
//   segments  the true course of every signal [unit of the signal]
//   readings  what the platform received, and when
//   alarms, warnings  what the engine under test said
//
// Entries of a column are in the order of recording; log times never decrease.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/log.h"
#include "sim/base/text.h"
#include "sim/port/messages.h"
#include "sim/signal/segment.h"
#include "twin/record/names.h"

namespace fengsui {

enum class Outcome : std::uint8_t { running, finished, interrupted, stalled, failed };

const KeyedName& outcome_name(Outcome outcome);

// An input of the run, kept whole so that the run can be repeated from its record.
struct EmbeddedFile {
  std::string role;  // "scenario", "catalogue", "policy", "rules", "network", "register"
  std::string path;
  std::string text;

  friend bool operator==(const EmbeddedFile&, const EmbeddedFile&) = default;
};

struct RunInfo {
  std::string scenario;  // id
  Label title;
  Label about;     // what is sourced, what is inferred
  WallTime start;  // local time of the scenario's start
  Duration duration{};
  std::uint64_t seed = 0;
  std::string network;   // "simgrid" or "direct"
  std::string sampling;  // "every" or "by exception"
  std::string engine;    // name of the engine under test
  std::string software_version;
  std::vector<EmbeddedFile> inputs;
  Outcome outcome = Outcome::running;
  std::string digest;  // SHA-256 over all columns; empty while running
};

struct ReadingEntry {
  Reading reading;
  Time received{};

  friend bool operator==(const ReadingEntry&, const ReadingEntry&) = default;
};

struct Record {
  RunInfo run;
  Names names;
  Log log;
  std::vector<SegmentEntry> segments;
  std::vector<ReadingEntry> readings;
  std::vector<Alarm> alarms;
  std::vector<Warning> warnings;
  std::string verdict;  // JSON text of the judgement, empty when the run was not judged
};

// How far the run got: the planned end of a finished run, else the time of the latest log entry.
Time reached(const Record& record);

}  // namespace fengsui
