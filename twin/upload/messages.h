// What a plant gateway posts: real-time values, limit alarms, pictures. Three calls of one interface:
//
//   /api/rtsData     {"qybm","wgbm","data"}  data: {"qybm","data":{"rts":[{"tnm","ts","val"}…]}}
//   /api/eventsData  {"qybm","data"}         data: {"qybm","data":{"events":[{"ts","oname","avx","scd",…}…]}}
//   /api/videosData  {"qybm","img","data"}   data: {"qybm","data":{"ts","videoCode","alarmType","content"}}
//
// The inner JSON is sealed by the cipher. Readers take what the writers write: no other keys, codes of the
// right lengths that begin with the code of their enterprise or gateway, real days, so many decimals.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "twin/upload/beijing_time.h"
#include "twin/upload/cipher.h"

namespace fengsui::upload {

struct RealTimeValue {
  std::string point;  // 19 digits
  Second time{};
  double value = 0.0;  // [unit of the point]; 2 decimals are written

  friend bool operator==(const RealTimeValue&, const RealTimeValue&) = default;
};

struct RealTimePost {
  std::string enterprise, gateway;  // 12 and 14 digits
  std::vector<RealTimeValue> values;

  friend bool operator==(const RealTimePost&, const RealTimePost&) = default;
};

// The numbers of the interface. That 4 and 0 are high_high and cleared is published; 1 to 3 are an estimate.
enum class LimitLevel : std::uint8_t { cleared = 0, low_low = 1, low = 2, high = 3, high_high = 4 };

struct LimitEvent {
  Second time{};
  std::string point;   // 19 digits
  double value = 0.0;  // [unit of the point]; 4 decimals are written
  LimitLevel level = LimitLevel::cleared;
  double threshold = 0.0;  // the limit [unit of the point]; of a cleared alarm the one that had been crossed
  std::string content;     // in words; not empty

  friend bool operator==(const LimitEvent&, const LimitEvent&) = default;
};

struct EventsPost {
  std::string enterprise;
  std::vector<LimitEvent> events;

  friend bool operator==(const EventsPost&, const EventsPost&) = default;
};

struct VideoPost {
  std::string enterprise;
  Second time{};
  std::string video;       // code of the camera, 20 digits
  std::string alarm_type;  // "SJ02001": smoke or fire
  std::string content;
  std::string image;  // the bytes of a JPEG; in Base64 not above 500 KB

  friend bool operator==(const VideoPost&, const VideoPost&) = default;
};

using Posting = std::variant<RealTimePost, EventsPost, VideoPost>;  // in the order of Call

enum class Call : std::uint8_t { real_time, events, videos };

inline Call call_of(const Posting& posting) { return static_cast<Call>(posting.index()); }
std::string_view path_of(Call call);  // "/api/rtsData"

inline constexpr std::size_t longest_image = std::size_t{500} * 1024;  // [byte of Base64]

// The inner JSON and the whole body of a post.
std::string write_plain(const Posting& posting);
std::string write_body(const Posting& posting, const Cipher& cipher);

// Throws InputError that names the step that failed and the place in it.
Posting read_body(Call call, std::string_view body, const Cipher& cipher);

}  // namespace fengsui::upload
