// Any bytes as a gateway's post or a platform's answer: a post that is read again as it is written, an
// answer with words, or an InputError. The first byte says which: the body of a call, or what is sealed
// inside it, or an answer.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "sim/base/error.h"
#include "sim/base/utf8.h"
#include "twin/upload/answer.h"
#include "twin/upload/messages.h"

namespace {

using namespace fengsui;
using namespace fengsui::upload;

enum class Part : std::uint8_t { body, inside, answer };

const Cipher& cipher() {
  static const Cipher example(CipherKind::des, Secret("ab23dcef"), Secret("12345678"));
  return example;
}

// What surrounds the sealed part of a post.
std::string envelope(Call call, std::string_view inside) {
  nlohmann::json body{{"qybm", "990100000001"}, {"data", cipher().seal(inside)}};
  if (call == Call::real_time) body["wgbm"] = "99010000000101";
  if (call == Call::videos) body["img"] = "QUJD";
  return body.dump();
}

void read_twice(Call call, const std::string& body) {
  const Posting first = read_body(call, body, cipher());
  const std::string written = write_body(first, cipher());
  if (write_body(read_body(call, written, cipher()), cipher()) != written) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const auto call = static_cast<Call>(bytes[0] % 3);
  const auto part = static_cast<Part>(bytes[0] / 3 % 3);
  const std::string text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  try {
    if (part == Part::answer) {
      const Answer answer = understand(bytes[0] >= 128 ? 200 : 503, text);
      if (answer.words.empty() || !valid_utf8(answer.words)) std::abort();
    } else {
      read_twice(call, part == Part::inside ? envelope(call, text) : text);
    }
  } catch (const InputError& error) {
    if (error.found.empty() || error.expected.empty()) std::abort();
  }
  return 0;
}
