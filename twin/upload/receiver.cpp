#include "twin/upload/receiver.h"

#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

#include "sim/base/error.h"
#include "twin/upload/answer.h"

namespace fengsui::upload {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t longest_body = std::size_t{8} * 1024 * 1024;
constexpr auto json_type = "application/json; charset=utf-8";

void check_known(const std::set<std::string>& known, const Posting& posting) {
  const auto check = [&](const std::string& code, const std::string& what = "point") {
    if (!known.contains(code))
      throw InputError("data", "", what + " \"" + code + "\"", "a " + what + " that is registered");
  };
  if (const auto* real_time = std::get_if<RealTimePost>(&posting))
    for (const RealTimeValue& value : real_time->values) check(value.point);
  if (const auto* events = std::get_if<EventsPost>(&posting))
    for (const LimitEvent& event : events->events) check(event.point);
  if (const auto* video = std::get_if<VideoPost>(&posting)) check(video->video, "camera");
}

}  // namespace

struct Receiver::Impl {
  Cipher cipher;
  std::optional<std::set<std::string>> known;
  Hooks hooks;
  std::mutex one_at_a_time;
  std::atomic<bool> stopping = false;
  std::unique_ptr<httplib::Server> server;
  std::thread thread;

  Misbehaviour misbehaviour() { return hooks.misbehave ? hooks.misbehave() : Misbehaviour::none; }

  // True when the post was taken.
  bool take(Call call, const httplib::Request& request, httplib::Response& response) {
    try {
      const Posting posting = read_body(call, request.body, cipher);
      if (known) check_known(*known, posting);
      if (hooks.taken) hooks.taken(posting);
      response.set_content(write_answer(200, "操作成功"), json_type);
      return true;
    } catch (const InputError& problem) {
      if (hooks.not_taken) hooks.not_taken(problem.what());
      response.status = 400;
      response.set_content(write_answer(500, problem.what()), json_type);
      return false;
    }
  }

  void answer(Call call, const httplib::Request& request, httplib::Response& response) {
    if (stopping) {
      response.status = 503;
      return;
    }
    switch (misbehaviour()) {
      case Misbehaviour::none:
        take(call, request, response);
        return;
      case Misbehaviour::busy:
        response.status = 500;
        response.set_content(write_answer(500, "系统繁忙"), json_type);
        return;
      case Misbehaviour::no_answer:
        while (!stopping) std::this_thread::sleep_for(5ms);
        response.status = 503;
        return;
      case Misbehaviour::lost_answer:
        if (take(call, request, response)) {
          response.body.clear();
          response.set_content_provider(std::size_t{1000}, json_type,
                                        [](std::size_t, std::size_t, httplib::DataSink&) { return false; });
        }
        return;
      case Misbehaviour::dribble:
        response.set_content_provider(std::size_t{60000}, json_type,
                                      [this](std::size_t, std::size_t, httplib::DataSink& sink) {
                                        std::this_thread::sleep_for(5ms);
                                        return !stopping && sink.write(" ", 1);
                                      });
        return;
      case Misbehaviour::nonsense:
        response.set_content("<html>welcome</html>", "text/html");
        return;
    }
  }

  void add_calls(httplib::Server& to) {
    for (const Call call : {Call::real_time, Call::events, Call::videos})
      // whatever stands before the path of the call is somebody's prefix
      to.Post(".*" + std::string(path_of(call)),
              [this, call](const httplib::Request& request, httplib::Response& response) {
                const std::lock_guard lock(one_at_a_time);
                answer(call, request, response);
              });
  }
};

Receiver::Receiver(Cipher cipher, std::optional<std::set<std::string>> known, Hooks hooks)
    : impl_(new Impl{std::move(cipher), std::move(known), std::move(hooks), {}, {}, {}, {}}) {}

Receiver::~Receiver() { stop(); }

int Receiver::start(const std::string& host, int port) {
  stop();
  impl_->stopping = false;
  auto owned = std::make_unique<httplib::Server>();
  httplib::Server& server = *owned;
  server.set_payload_max_length(longest_body);
  server.set_keep_alive_max_count(1'000'000'000);
  server.set_keep_alive_timeout(1);  // [s]; stop() waits for connections that are idle
  server.set_tcp_nodelay(true);
  server.set_read_timeout(10s);
  server.set_write_timeout(10s);
  // without SO_REUSEPORT: two receivers at one port would share the posts
  server.set_socket_options([](int socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  impl_->add_calls(server);

  const int bound = port == 0                                 ? server.bind_to_any_port(host.c_str())
                    : server.bind_to_port(host.c_str(), port) ? port
                                                              : -1;
  if (bound <= 0)
    throw InputError("", host + ":" + std::to_string(port), "that nobody may listen there",
                     "a free port of this computer (0: any)");
  impl_->server = std::move(owned);
  impl_->thread = std::thread([&server] { server.listen_after_bind(); });
  // stopping a server that has not begun would leave it running
  for (int i = 0; i < 5000 && !server.is_running(); ++i) std::this_thread::sleep_for(1ms);
  return bound;
}

void Receiver::stop() {
  impl_->stopping = true;
  if (!impl_->server) return;
  impl_->server->stop();
  impl_->thread.join();
  impl_->server.reset();
}

}  // namespace fengsui::upload
