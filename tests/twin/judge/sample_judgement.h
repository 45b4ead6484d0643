// What the tests of the judge share: the story of sample_record.h, changed a little, and judged.
#pragma once

#include <algorithm>

#include "tests/twin/record/sample_record.h"
#include "twin/judge/judgement.h"

namespace fengsui::sample {

inline Expectation expect_warning(Colour colour, double within_s) {
  Expectation expectation;
  expectation.kind = Expectation::Kind::warning;
  expectation.colour = colour;
  expectation.after = "leak";
  expectation.within = from_seconds(within_s);
  expectation.text = "{\"warning\":\"red\"}";
  expectation.pointer = "/expect/0";
  return expectation;
}

inline void insert(Record& record, LogEntry added) {
  const auto place = std::ranges::upper_bound(record.log, added.time, {}, &LogEntry::time);
  record.log.insert(place, added);
}

inline ExpectationResult one(const Record& record, const Expectation& expectation) {
  return judge(record, {expectation}).expectations.at(0);
}

}  // namespace fengsui::sample
