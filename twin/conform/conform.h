// The conformance kit: asks an engine for every behaviour, and compares two ways of reaching the same engine.
//
// Inputs: how to make a fresh engine that knows data/rules/conformance.json. Outputs: one result per
// behaviour, in a fixed order. An engine that stalls, fails or contradicts itself lacks the behaviour it was
// asked for, and is made anew for the next one. Throws nothing but InputError from making the engine.
#pragma once

#include <vector>

#include "twin/conform/behaviour.h"

namespace fengsui::conform {

struct Result {
  std::string key;
  Label what;
  Finding finding;
};

std::size_t behaviour_count();

// `asked` is called after each behaviour with its result.
std::vector<Result> ask_all(const Maker& make, const std::function<void(const Result&)>& asked = {});

// The standard story over both: the same alarms with the same numbers, values and limits. A difference is one
// of transport when both are the same engine.
Result compare(const Maker& one, const Maker& other);

}  // namespace fengsui::conform
