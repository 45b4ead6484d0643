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

// Something that an AI camera recognises: the effect of a fault of a unit, or an accident at it.
struct Sight {
  std::string unit_class;        // "casting_well"
  std::string fault, accident;   // keys of the catalogue; one of them is empty
  std::string alarm_type;        // "SJ02001"
  std::string english, chinese;  // what is seen
};

// Every unit of a class with a sight has one camera.
struct CameraSettings {
  Duration look_every{};        // time between two pictures that are analysed
  double recognised = 1.0;      // probability that one picture is enough [1]
  Duration accident_visible{};  // how long an accident is seen
  std::vector<Sight> sights;
};

struct UploadSettings {
  EdgeSettings edge;
  CameraSettings cameras;
  RetrySettings retry;
  BufferSettings buffer;
  std::string des_vector, sm4_vector;  // initial vectors: 8 and 16 bytes
  std::vector<IndicatorType> types;    // the last one fits every point
};

// Throws InputError.
UploadSettings read_upload_settings(std::string_view text, const std::string& file);

}  // namespace fengsui::upload
