#include "twin/upload/poster.h"

#include <httplib.h>

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <regex>
#include <thread>

#include "sim/base/error.h"
#include "sim/base/text.h"

namespace fengsui::upload {

namespace {

constexpr std::size_t longest_answer = std::size_t{64} * 1024;

struct Address {
  std::string server, path;  // "http://host:port", "/prefix" or nothing
};

Address address_of(const std::string& url) {
  static const std::regex form(
      R"((https?://(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?)(/[^\s?#]*)?)");
  std::smatch parts;
  if (!std::regex_match(url, parts, form))
    throw InputError("--to", "", "\"" + url + "\"",
                     "an address such as http://127.0.0.1:8080 or https://host/path");
  std::string path = parts[2];
  while (path.ends_with('/')) path.pop_back();
  return {parts[1], path};
}

class WithoutBrokenPipes {
 public:
  WithoutBrokenPipes() : before_(std::signal(SIGPIPE, SIG_IGN)) {}
  ~WithoutBrokenPipes() { std::signal(SIGPIPE, before_); }
  WithoutBrokenPipes(const WithoutBrokenPipes&) = delete;
  WithoutBrokenPipes& operator=(const WithoutBrokenPipes&) = delete;

 private:
  void (*before_)(int);
};

// Breaks a request off that takes too long as a whole; the library's own limits are per read.
class Deadline {
 public:
  Deadline(httplib::Client& client, Duration time_out)
      : thread_([this, &client, time_out](const std::stop_token& stop) {
          std::unique_lock lock(mutex_);
          // again and again: a connection that comes up just now would not have been broken
          for (Duration wait = time_out;
               !ended_.wait_for(lock, stop, wait, [&] { return stop.stop_requested(); });
               wait = std::chrono::milliseconds{50}) {
            if (stop.stop_requested()) return;
            passed_ = true;
            client.stop();
          }
        }) {}

  // Ends the watch; whether the time was up.
  bool passed() {
    thread_.request_stop();
    thread_.join();
    return passed_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any ended_;
  bool passed_ = false;
  std::jthread thread_;
};

}  // namespace

struct Poster::Impl {
  Address address;
  Duration time_out;
  WithoutBrokenPipes quiet;
  httplib::Client client;

  Impl(Address to, Duration limit) : address(std::move(to)), time_out(limit), client(address.server) {}
};

Poster::Poster(const std::string& url, Duration time_out)
    : impl_(std::make_unique<Impl>(address_of(url), time_out)) {
  httplib::Client& client = impl_->client;
  if (!client.is_valid()) throw InputError("--to", "", "\"" + url + "\"", "an address that can be used");
  client.set_connection_timeout(time_out);
  // of each read and write: the deadline comes first
  client.set_read_timeout(2 * time_out);
  client.set_write_timeout(2 * time_out);
  client.set_keep_alive(true);
  client.set_tcp_nodelay(true);
  client.set_follow_location(false);
  client.set_decompress(false);
}

Poster::~Poster() = default;

Answer Poster::send(const Post& post) {
  std::string body;
  bool too_long = false;
  httplib::Request request;
  request.method = "POST";
  request.path = impl_->address.path + std::string(path_of(post.call));
  request.set_header("Content-Type", "application/json; charset=utf-8");
  request.body = post.body;
  request.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
    too_long = body.size() + size > longest_answer;
    if (!too_long) body.append(data, size);
    return !too_long;
  };

  Deadline deadline(impl_->client, impl_->time_out);
  const httplib::Result result = impl_->client.send(request);
  const bool late = deadline.passed();
  if (result) return understand(result->status, body);
  if (late)
    return {Meaning::unreachable,
            "no answer in " + format_number(static_cast<double>(impl_->time_out.count()) / 1e6) + " s"};
  if (too_long) return {Meaning::failed, "an answer above 64 KiB"};
  switch (result.error()) {
    case httplib::Error::Connection:
      return {Meaning::unreachable, "no connection"};
    case httplib::Error::SSLConnection:
    case httplib::Error::SSLLoadingCerts:
    case httplib::Error::SSLServerVerification:
      return {Meaning::unreachable, "no secure connection (" + httplib::to_string(result.error()) + ")"};
    default:
      return {Meaning::unreachable, "the connection broke (" + httplib::to_string(result.error()) + ")"};
  }
}

}  // namespace fengsui::upload
