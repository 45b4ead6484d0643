// Any bytes as a broker's message and as a password within its address: an envelope that reads back as it is
// written or none, and an address that shows nothing of the password or an InputError that does not either.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "sim/base/error.h"
#include "twin/mqtt/address.h"
#include "twin/mqtt/envelope.h"

using namespace fengsui;

namespace {

void shows_nothing(const std::string& text) {
  if (text.find("SECRET") != std::string::npos) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  if (const auto opened = mqtt::open(text)) {
    const std::string again = mqtt::seal(opened->envelope, opened->line) + "\n";
    const auto reopened = mqtt::open(again);
    if (!reopened || reopened->line != opened->line || reopened->envelope.number != opened->envelope.number ||
        reopened->envelope.session != opened->envelope.session)
      std::abort();
  }
  // the bytes alone may hold the word themselves
  const bool unmarked = text.find("SECRET") == std::string::npos;
  for (const std::string& url :
       {text, "mqtt://u:SECRET" + text + "@h/t", "mqtts://u:" + text + "SECRET@h/t?" + text}) {
    try {
      const mqtt::Address address = mqtt::read_address("fuzz", url, {});
      if (unmarked) shows_nothing(address.shown());
    } catch (const InputError& error) {
      if (unmarked) shows_nothing(error.what());
    }
    if (unmarked) shows_nothing(mqtt::without_password(url));
  }
  return 0;
}
