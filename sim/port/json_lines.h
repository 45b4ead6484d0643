// The messages of the port as lines of JSON, for engines in other processes; docs/engine-protocol.md is the
// contract. One object a line, UTF-8; times and durations are whole microseconds, times since the start of
// the scenario; indices count from 0 in the tables of the hello.
//
//   twin → engine   {"hello":{…}}           once; answered by {"ready":{…}}
//                   {"advance_to":…,…}      answered by {"alarms":…,"warnings":…,"wake":…}
//                   {"are_you_there":1}     after a long silence; may be answered by {"here":1}
//
// Every reader throws InputError with the sender's name and the JSON pointer: text that is not JSON or not
// UTF-8, unknown or missing keys, words and indices that do not exist, numbers out of range.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/port/directory.h"
#include "sim/port/messages.h"

namespace fengsui::json_lines {

inline constexpr int protocol_version = 1;
inline constexpr std::size_t longest_line = std::size_t{64} << 20;  // [bytes]

struct Ready {
  std::string engine;                // its name and version
  std::vector<Attention> attention;  // per point; empty: every sample of every point
};

// An EngineInput that owns its lists.
struct Input {
  Time now{};
  std::vector<Reading> readings;
  std::vector<GatewayBeat> beats;
  std::vector<OperatorAction> actions;
  std::vector<AlarmAction> alarm_actions;

  EngineInput view() const { return {now, readings, beats, actions, alarm_actions}; }
};

// Lines end with '\n'.
std::string write_hello(const Directory& directory);
std::string write_ready(const Ready& ready);
std::string write_input(const EngineInput& input);
std::string write_output(const EngineOutput& output);
std::string write_question();
std::string write_presence();

// Which message a line holds.
enum class Kind { hello, ready, input, output, question, presence };
Kind kind_of(std::string_view line, const std::string& sender);

Directory read_hello(std::string_view line, const std::string& sender);
Ready read_ready(std::string_view line, const std::string& sender, std::size_t points);
Input read_input(std::string_view line, const std::string& sender, const Directory& directory);
EngineOutput read_output(std::string_view line, const std::string& sender, const Directory& directory);

}  // namespace fengsui::json_lines
