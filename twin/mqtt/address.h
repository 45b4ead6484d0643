// Where an MQTT broker is and which topics of it are ours, from one URL:
//
//   mqtt://[USER[:PASSWORD]@]HOST[:PORT]/TOPIC[?qos=0|1]
//   mqtts://…[?ca=FILE]                                       with TLS
//
// Ports unless given: 1883, with TLS 8883. `ca` is a file of certificates (PEM) to be trusted instead of the
// system's. Special letters are written %XX.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace fengsui::mqtt {

struct Address {
  bool secure = false;
  std::string host;
  std::uint16_t port = 1883;
  std::string user, password;  // empty: none
  std::string topic;           // prefix of the two topics
  std::string ca_file;         // empty: the system's certificates
  int quality = 0;             // of service: 0 or 1

  std::string to_engine() const { return topic + "/to_engine"; }
  std::string from_engine() const { return topic + "/from_engine"; }

  // The URL without the password and the settings behind the question mark.
  std::string shown() const;
};

// $FENGSUI_MQTT_PASSWORD: a command line can be read by everybody on the machine.
std::optional<std::string> password_from_environment();

// `place` is the option that holds the URL, `password` is used where the URL has a user and no password.
// Throws InputError, which never shows a password.
Address read_address(const std::string& place, const std::string& url,
                     const std::optional<std::string>& password = password_from_environment());

// Text that may be such a URL, also a malformed one, without what may be a password.
std::string without_password(const std::string& text);

}  // namespace fengsui::mqtt
