#include "twin/mqtt/address.h"

#include <curl/curl.h>
#include <mosquitto.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <new>

#include "sim/base/error.h"

namespace fengsui::mqtt {

namespace {

constexpr const char* form = "mqtt[s]://[USER[:PASSWORD]@]HOST[:PORT]/TOPIC";
constexpr std::size_t longest_topic = 1000;  // [bytes]; brokers take 65,535

class Url {
 public:
  explicit Url(const std::string& text) : handle_(curl_url(), curl_url_cleanup) {
    if (!handle_) throw std::bad_alloc();
    problem_ = curl_url_set(handle_.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME);
  }

  // Empty where the URL has no such part.
  std::string part(CURLUPart which, unsigned flags = CURLU_URLDECODE) {
    char* text = nullptr;
    const CURLUcode code = curl_url_get(handle_.get(), which, &text, flags);
    const std::unique_ptr<char, void (*)(void*)> owner(text, curl_free);
    // a part that is not there is one of several codes
    if (code == CURLUE_URLDECODE || code == CURLUE_OUT_OF_MEMORY) problem_ = code;
    return code == CURLUE_OK ? std::string(text) : std::string();
  }

  Url(const Url&) = delete;
  Url& operator=(const Url&) = delete;

  bool good() const { return problem_ == CURLUE_OK; }
  const char* problem() const { return curl_url_strerror(problem_); }

 private:
  std::unique_ptr<CURLU, void (*)(CURLU*)> handle_;
  CURLUcode problem_ = CURLUE_OK;
};

bool usable_topic(const std::string& topic) {
  return !topic.empty() && topic.size() <= longest_topic && topic.back() != '/' &&
         mosquitto_pub_topic_check2(topic.c_str(), topic.size()) == MOSQ_ERR_SUCCESS &&
         mosquitto_validate_utf8(topic.c_str(), static_cast<int>(topic.size())) == MOSQ_ERR_SUCCESS;
}

void set_option(Address& address, const std::string& place, const std::string& name,
                const std::string& value) {
  if (name == "qos" && (value == "0" || value == "1")) {
    address.quality = value == "1" ? 1 : 0;
  } else if (name == "ca" && address.secure) {
    std::error_code problem;
    if (!std::filesystem::is_regular_file(value, problem))
      throw InputError(place, address.shown(), "no file \"" + value + "\"",
                       "ca=FILE, the certificates (PEM) to be trusted");
    address.ca_file = value;
  } else {
    throw InputError(place, address.shown(), "\"" + name + "=" + value + "\" after the question mark",
                     "qos=0, qos=1 or, with mqtts, ca=FILE");
  }
}

}  // namespace

std::string Address::shown() const {
  const std::string shown_host = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return (secure ? "mqtts://" : "mqtt://") + (user.empty() ? "" : user + "@") + shown_host + ":" +
         std::to_string(port) + "/" + topic;
}

std::optional<std::string> password_from_environment() {
  const char* password = std::getenv("FENGSUI_MQTT_PASSWORD");
  if (!password) return {};
  return password;
}

std::string without_password(const std::string& text) {
  const std::size_t scheme = text.find("//");
  const std::size_t end = text.rfind('@');
  if (end == std::string::npos) return text;
  const std::size_t colon = text.find(':', scheme == std::string::npos ? 0 : scheme);
  return colon == std::string::npos || colon > end ? text : text.substr(0, colon) + text.substr(end);
}

Address read_address(const std::string& place, const std::string& text,
                     const std::optional<std::string>& password) {
  const auto refuse = [&](const std::string& found) -> InputError {
    return {place, without_password(text), found, form};
  };
  // a "/", "?" or "#" in a password would end the host, and its rest be taken for a topic and shown
  const std::size_t host = text.find("//");
  const std::size_t host_end = host == std::string::npos ? 0 : text.find_first_of("/?#", host + 2);
  if (host_end != std::string::npos && text.find('@', host_end) != std::string::npos)
    throw refuse("an \"@\" behind the host (in a password: / is %2F, ? is %3F, # is %23, @ is %40)");
  Url url(text);
  if (!url.good()) throw refuse(url.problem());

  Address address;
  const std::string scheme = url.part(CURLUPART_SCHEME);
  if (scheme != "mqtt" && scheme != "mqtts") throw refuse("another kind of address");
  address.secure = scheme == "mqtts";
  address.host = url.part(CURLUPART_HOST);
  // an IPv6 address is in brackets here, and nowhere else
  if (address.host.starts_with('[')) address.host = address.host.substr(1, address.host.size() - 2);
  if (address.host.empty()) throw refuse("no host");
  const std::string port = url.part(CURLUPART_PORT);
  address.port = static_cast<std::uint16_t>(!port.empty() ? std::stoul(port) : address.secure ? 8883 : 1883);
  if (address.port == 0) throw refuse("port 0");

  address.user = url.part(CURLUPART_USER);
  address.password = url.part(CURLUPART_PASSWORD);
  if (address.user.empty() && !address.password.empty()) throw refuse("a password without a user");
  if (!address.user.empty() && address.password.empty()) address.password = password.value_or("");

  const std::string path = url.part(CURLUPART_PATH);
  address.topic = path.empty() ? path : path.substr(1);
  if (!url.part(CURLUPART_FRAGMENT).empty()) throw refuse("a \"#\"");
  if (!url.good()) throw refuse(url.problem());
  if (!usable_topic(address.topic))
    throw refuse("\"" + address.topic +
                 "\" as topic, which must not be empty, end in \"/\" or hold \"+\" or \"#\"");

  // split before decoding: a value may hold what separates
  std::string settings = url.part(CURLUPART_QUERY, 0);
  while (!settings.empty()) {
    const std::string one = settings.substr(0, settings.find('&'));
    settings.erase(0, std::min(settings.size(), one.size() + 1));
    const std::size_t equals = std::min(one.find('='), one.size());
    int length = 0;
    const std::string written = one.substr(std::min(equals + 1, one.size()));
    const std::unique_ptr<char, void (*)(void*)> value(
        curl_easy_unescape(nullptr, written.c_str(), static_cast<int>(written.size()), &length), curl_free);
    set_option(address, place, one.substr(0, equals),
               value ? std::string(value.get(), static_cast<std::size_t>(length)) : written);
  }
  return address;
}

}  // namespace fengsui::mqtt
