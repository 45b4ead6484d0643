#include "twin/upload/answer.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "sim/base/utf8.h"

namespace fengsui::upload {

namespace {

constexpr std::size_t longest_words = 200;

// What a status of HTTP, or a code that means the same, asks of the gateway.
Meaning meaning_of(long number) {
  if (number == 401 || number == 408 || number == 425 || number == 429) return Meaning::failed;
  if (number >= 300 && number < 500) return Meaning::refused;
  return number == 200 ? Meaning::acknowledged : Meaning::failed;
}

// One line of printable text.
std::string plain(std::string_view words) {
  std::string line(words);
  for (char& letter : line)
    if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F) letter = ' ';
  return valid_utf8(line) ? shortened(line, longest_words) : "text that is not UTF-8";
}

}  // namespace

Answer understand(int status, std::string_view body) {
  std::string words = "HTTP " + std::to_string(status);
  const auto json = nlohmann::json::parse(body, nullptr, false);
  std::optional<long> code;
  if (json.is_object() && json.contains("code") && json["code"].is_number_integer()) {
    code = json["code"].get<long>();
    words += ", code " + std::to_string(*code);
    for (const char* key : {"msg", "message"})
      if (json.contains(key) && json[key].is_string()) words += ": " + plain(json[key].get<std::string>());
  } else {
    words += body.empty() ? ", no body" : ", not understood: " + plain(body.substr(0, longest_words));
  }

  // HTTP speaks first; what it calls a success is one if the code agrees
  const Meaning by_status = meaning_of(status);
  if (by_status != Meaning::acknowledged) return {by_status, words};
  return {code ? meaning_of(*code) : Meaning::failed, words};
}

std::string write_answer(int code, const std::string& words) {
  return nlohmann::ordered_json{{"code", code}, {"msg", words}, {"data", nullptr}}.dump(
      -1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace fengsui::upload
