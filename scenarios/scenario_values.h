// The kinds of value that scenario files are made of. Each reader throws InputError with the JSON pointer.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/reference.h"
#include "sim/base/strict_json.h"
#include "sim/base/text.h"

namespace fengsui {

// A text with at least one character.
std::string read_filled_text(const JsonValue& value);
std::vector<std::string> read_texts(const JsonValue& value);

// 1 to 64 lower-case letters, digits, _ and -: usable as a file name, test name and reference.
std::string read_identifier(const JsonValue& value);

Reference read_reference(const JsonValue& value);

// "casting_well 9"; with `all_allowed` also "casting_well *".
UnitReference read_unit_reference(const JsonValue& value, bool all_allowed);

// The position of a word among `words`.
std::size_t read_word(const JsonValue& value, const std::vector<std::string>& words);

// A probability in 0..1; "5 %" is also understood.
double read_probability(const JsonValue& value);

// The duration since `start` of a duration ("00:35:00") or a date with time and offset (ISO-8601).
Duration read_moment(const JsonValue& value, const WallTime& start);

// A duration that may be negative, "-90s".
Duration read_signed_duration(const JsonValue& value);

// A duration above 0.
Duration read_positive_duration(const JsonValue& value);

// A seed: a whole number, or its digits as text, up to 2^64 - 1. Editors and scripts in JavaScript keep
// numbers exact up to 2^53 only, so a larger one has to be text.
std::uint64_t read_seed(const JsonValue& value);
// The same seed as a scenario has it: a number where that is exact everywhere, else text.
nlohmann::ordered_json written_seed(std::uint64_t seed);

}  // namespace fengsui
