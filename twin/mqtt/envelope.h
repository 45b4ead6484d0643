// What is written around a line of docs/engine-protocol.md when a broker carries it: one line before it,
//
//   SESSION MARK
//
// SESSION: letters and digits that name one run, so that messages of other runs are ignored; "*": to all.
// MARK: the number of the line, from 1, which the answer repeats; "ask" and "here" for the question whether
// somebody is there and its answer; "end" when one side ends the run, with the reason as text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fengsui::mqtt {

inline constexpr std::size_t longest_envelope = 64;  // [bytes], with its end
inline constexpr std::string_view everybody = "*";

enum class Mark { number, ask, here, end };

struct Envelope {
  std::string session;
  Mark mark = Mark::number;
  std::uint64_t number = 0;  // of Mark::number, from 1
};

// The payload of a message.
std::string seal(const Envelope& envelope, std::string_view line);

struct Opened {
  Envelope envelope;
  std::string_view line;  // without its end; of the payload given
};

// Nothing when there is no envelope.
std::optional<Opened> open(std::string_view payload);

// A name for a run that no other run has.
std::string new_session();

}  // namespace fengsui::mqtt
