// What an upload data file says (data/upload/*.json): periods, limits of patience, buffers, code numbers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/time.h"

namespace fengsui::upload {

// One line of the table that gives points their two digits of type.
struct IndicatorType {
  std::string code;                         // two digits
  std::string english, chinese;             // "temperature", "温度"
  std::vector<std::string> tags, measures;  // empty: any
};

struct EdgeSettings {
  Duration period{};                 // of the real-time posts, on the gateway's clock
  Duration longest_silence{};        // a point that is sampled more seldom is repeated so often
  Duration scan{};                   // how often the gateway looks for alarms
  std::int64_t confirm_samples = 1;  // an alarm needs so many samples one after another
  double hysteresis = 0.0;           // share of the range of the instrument [1]
};

// Real time, not simulated time.
struct RetrySettings {
  Duration first{}, last{};  // of the pauses between attempts: doubled each time
  Duration time_out{};       // of one attempt
  std::int64_t refusals_in_a_row = 1;
};

// Of one gateway.
struct BufferSettings {
  Duration age{};         // simulated time
  std::size_t bytes = 0;  // of bodies as they are posted
};

struct UploadSettings {
  EdgeSettings edge;
  RetrySettings retry;
  BufferSettings buffer;
  std::string des_vector, sm4_vector;  // initial vectors: 8 and 16 bytes
  std::vector<IndicatorType> types;    // the last one fits every point
};

// Throws InputError.
UploadSettings read_upload_settings(std::string_view text, const std::string& file);

}  // namespace fengsui::upload
