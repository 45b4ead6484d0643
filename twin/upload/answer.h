// What a platform answered to one post, and what that means for the gateway.
//
//   acknowledged  HTTP 200 with code 200
//   refused       never again: HTTP 3xx or 4xx, or code 4xx, but for those below
//   failed        later: HTTP 5xx or code 5xx; 401, 408, 425, 429; an answer that is not understood
//   unreachable   no answer: no connection, a broken one, or none in time
#pragma once

#include <string>
#include <string_view>

namespace fengsui::upload {

enum class Meaning { acknowledged, refused, failed, unreachable };

struct Answer {
  Meaning meaning = Meaning::unreachable;
  std::string words;  // for people: "HTTP 400, code 500: …"
};

// `status` of HTTP and the body {"code", "msg" or "message", "data"}.
Answer understand(int status, std::string_view body);

// The body that a platform sends.
std::string write_answer(int code, const std::string& words);

}  // namespace fengsui::upload
