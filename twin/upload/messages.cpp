#include "twin/upload/messages.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "sim/base/strict_json.h"
#include "twin/upload/codes.h"
#include "twin/upload/text_coding.h"

namespace fengsui::upload {

namespace {

using Json = nlohmann::ordered_json;

constexpr int real_time_decimals = 2, event_decimals = 4;

std::string decimal(double value, int decimals) {
  assert(std::isfinite(value));
  std::array<char, 400> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed, decimals);
  std::string result(text.data(), end.ptr);
  // minus nothing is nothing
  if (result.find_first_not_of("-0.") == std::string::npos && result[0] == '-') result.erase(0, 1);
  return result;
}

double read_decimal(const JsonValue& value, int decimals) {
  const std::string text = value.text();
  double number = 0.0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (end.ec != std::errc{} || end.ptr != text.data() + text.size() || !std::isfinite(number) ||
      decimal(number, decimals) != text)
    throw value.error("\"" + text + "\"", "a number as text with " + std::to_string(decimals) +
                                              " decimals, such as \"" + decimal(27.2, decimals) + "\"");
  return number;
}

// Whole numbers are written without a point.
Json number(double value) {
  const bool whole = std::abs(value) < 1e15 && value == std::floor(value);
  return whole ? Json(static_cast<std::int64_t>(value)) : Json(value);
}

std::string read_code(const JsonValue& value, std::size_t digits, const std::string& begin) {
  std::string code = value.text();
  if (!is_code(code, digits) || !code.starts_with(begin))
    throw value.error("\"" + code + "\"", std::to_string(digits) + " digits" +
                                              (begin.empty() ? "" : " that begin with " + begin));
  return code;
}

Second read_time(const JsonValue& value) {
  const auto time = parse_beijing(value.text());
  if (!time) throw value.error("\"" + value.text() + "\"", "a time such as \"2026-03-03 08:05:00\"");
  return *time;
}

std::string read_words(const JsonValue& value) {
  std::string words = value.text();
  if (words.empty()) throw value.error("\"\"", "some words");
  return words;
}

std::vector<JsonValue> read_list(const JsonValue& value) {
  auto list = value.array();
  if (list.empty()) throw value.error("an empty list", "at least one entry");
  return list;
}

// Comments, which our own files may have, are no JSON to others.
JsonDocument parse(std::string_view text, const std::string& name) {
  JsonDocument document = JsonDocument::parse(text, name);
  if (!nlohmann::json::accept(text)) throw InputError(name, "", "a comment", "plain JSON");
  return document;
}

Json data_of(const RealTimePost& post) {
  Json list = Json::array();
  for (const RealTimeValue& each : post.values)
    list.push_back({{"tnm", each.point},
                    {"ts", format_beijing(each.time)},
                    {"val", decimal(each.value, real_time_decimals)}});
  return {{"rts", std::move(list)}};
}

Json data_of(const EventsPost& post) {
  Json list = Json::array();
  for (const LimitEvent& each : post.events)
    list.push_back({{"ts", format_beijing(each.time)},
                    {"oname", each.point},
                    {"avx", decimal(each.value, event_decimals)},
                    {"scd", static_cast<int>(each.level)},
                    {"threshold", number(each.threshold)},
                    {"content", each.content}});
  return {{"events", std::move(list)}};
}

Json data_of(const VideoPost& post) {
  return {{"ts", format_beijing(post.time)},
          {"videoCode", post.video},
          {"alarmType", post.alarm_type},
          {"content", post.content}};
}

void read_data(RealTimePost& post, const JsonValue& data) {
  for (const JsonValue& each : read_list(data.object({"rts"})["rts"])) {
    const JsonObject entry = each.object({"tnm", "ts", "val"});
    post.values.push_back({read_code(entry["tnm"], point_digits, post.gateway), read_time(entry["ts"]),
                           read_decimal(entry["val"], real_time_decimals)});
  }
}

void read_data(EventsPost& post, const JsonValue& data) {
  for (const JsonValue& each : read_list(data.object({"events"})["events"])) {
    const JsonObject entry = each.object({"ts", "oname", "avx", "scd", "threshold", "content"});
    post.events.push_back({read_time(entry["ts"]), read_code(entry["oname"], point_digits, post.enterprise),
                           read_decimal(entry["avx"], event_decimals),
                           static_cast<LimitLevel>(entry["scd"].integer(0, 4)), entry["threshold"].number(),
                           read_words(entry["content"])});
  }
}

void read_data(VideoPost& post, const JsonValue& data) {
  const JsonObject entry = data.object({"ts", "videoCode", "alarmType", "content"});
  post.time = read_time(entry["ts"]);
  post.video = read_code(entry["videoCode"], video_digits, "");
  post.alarm_type = read_words(entry["alarmType"]);
  post.content = read_words(entry["content"]);
}

template <class Post>
Posting read(Post post, const JsonObject& envelope, const Cipher& cipher) {
  post.enterprise = read_code(envelope["qybm"], enterprise_digits, "");
  if constexpr (std::is_same_v<Post, RealTimePost>)
    post.gateway = read_code(envelope["wgbm"], gateway_digits, post.enterprise);
  if constexpr (std::is_same_v<Post, VideoPost>) {
    const std::string image = envelope["img"].text();
    if (image.empty() || image.size() > longest_image)
      throw envelope["img"].error(
          std::to_string(image.size()) + " bytes",
          "a picture in Base64 of at most " + std::to_string(longest_image) + " bytes");
    post.image = from_base64(image);
  }

  const std::string plain = cipher.open(envelope["data"].text());
  const JsonDocument document = parse(plain, "decrypted data");
  const JsonObject inner = document.root().object({"qybm", "data"});
  if (inner["qybm"].text() != post.enterprise)
    throw inner["qybm"].error("\"" + inner["qybm"].text() + "\"",
                              post.enterprise + " as outside the encrypted part");
  read_data(post, inner["data"]);
  return post;
}

}  // namespace

std::string_view path_of(Call call) {
  constexpr std::string_view paths[] = {"/api/rtsData", "/api/eventsData", "/api/videosData"};
  return paths[static_cast<std::size_t>(call)];
}

std::string write_plain(const Posting& posting) {
  return std::visit(
      [](const auto& post) {
        return Json{{"qybm", post.enterprise}, {"data", data_of(post)}}.dump();
      },
      posting);
}

std::string write_body(const Posting& posting, const Cipher& cipher) {
  Json envelope{{"qybm", std::visit([](const auto& post) { return post.enterprise; }, posting)}};
  if (const auto* real_time = std::get_if<RealTimePost>(&posting)) envelope["wgbm"] = real_time->gateway;
  if (const auto* video = std::get_if<VideoPost>(&posting)) envelope["img"] = to_base64(video->image);
  envelope["data"] = cipher.seal(write_plain(posting));
  return envelope.dump();
}

Posting read_body(Call call, std::string_view body, const Cipher& cipher) {
  const JsonDocument document = parse(body, "body");
  switch (call) {
    case Call::real_time:
      return read(RealTimePost{}, document.root().object({"qybm", "wgbm", "data"}), cipher);
    case Call::events:
      return read(EventsPost{}, document.root().object({"qybm", "data"}), cipher);
    case Call::videos:
      return read(VideoPost{}, document.root().object({"qybm", "img", "data"}), cipher);
  }
  throw InputError("body", "", "an unknown call", "one of the three of the interface");
}

}  // namespace fengsui::upload
