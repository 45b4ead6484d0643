// Lines per second of the links to an engine, without any engine's work: each against what the system itself
// does with the same lines in the same run.
//
//   process   a child that echoes, through the link            against bare pipes to the same child
//   MQTT      through a broker of its own (mosquitto)          against mosquitto_pub | mosquitto_sub
// "In lock-step" the next line waits for the last one; "streamed" lines follow each other. A line of the MQTT
// link that is answered has passed the broker twice, and counts as two. The broker is started anew for each
// benchmark, so that the number of iterations is fixed.
#include <benchmark/benchmark.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <stdexcept>
#include <string>
#include <thread>

#include "tests/end_to_end/broker.h"
#include "twin/link/child_process.h"
#include "twin/link/mqtt_transport.h"

namespace {

using namespace fengsui;
using namespace std::chrono_literals;
using end_to_end::Broker;

constexpr int streamed_lines = 20'000;
const std::string line_of_300_bytes = std::string(299, 'x') + "\n";

// A program at the end of two plain pipes; ended with the value.
class Bare {
 public:
  explicit Bare(const std::string& command) {
    std::array<int, 2> down{}, up{};
    if (pipe(down.data()) != 0 || pipe(up.data()) != 0) throw std::runtime_error("no pipe");
    pid_ = fork();
    if (pid_ == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      dup2(down[0], 0);
      dup2(up[1], 1);
      for (const int end : {down[0], down[1], up[0], up[1]}) close(end);
      execl("/bin/sh", "sh", "-c", ("exec " + command).c_str(), nullptr);
      _exit(127);
    }
    close(down[0]), close(up[1]);
    input_ = down[1];
    output_ = up[0];
  }
  ~Bare() {
    close(input_);
    close(output_);
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  Bare(const Bare&) = delete;
  Bare& operator=(const Bare&) = delete;

  void write_line() const {
    if (write(input_, line_of_300_bytes.data(), line_of_300_bytes.size()) < 0)
      throw std::runtime_error("nobody reads");
  }
  bool has_output(std::chrono::milliseconds patience) const {
    pollfd watched{output_, POLLIN, 0};
    return poll(&watched, 1, static_cast<int>(patience.count())) > 0;
  }
  // Until it has said all it has to say.
  void wait() const {
    siginfo_t status{};
    waitid(P_PID, static_cast<id_t>(pid_), &status, WEXITED | WNOWAIT);
  }
  void read_bytes(std::size_t count) const {
    std::array<char, 65536> bytes;
    for (std::size_t left = count; left > 0;) {
      if (!has_output(5s)) throw std::runtime_error("nothing comes");
      const ssize_t got = read(output_, bytes.data(), std::min(bytes.size(), left));
      if (got <= 0) throw std::runtime_error("nobody writes");
      left -= static_cast<std::size_t>(got);
    }
  }

 private:
  pid_t pid_ = -1;
  int input_ = -1, output_ = -1;
};

void process_lines_in_lock_step(benchmark::State& state) {
  ChildProcess child("exec cat");
  std::string line;
  for (auto _ : state) {
    child.send(line_of_300_bytes);
    if (child.receive(line, 5s, 1 << 20) != LineTransport::Wait::line) return state.SkipWithError("no echo");
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(process_lines_in_lock_step)->UseRealTime();

void bare_pipe_lines_in_lock_step(benchmark::State& state) {
  const Bare child("cat");
  for (auto _ : state) {
    child.write_line();
    child.read_bytes(line_of_300_bytes.size());
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(bare_pipe_lines_in_lock_step)->UseRealTime();

// Gives every message back: to a twin that is an answer.
class Echo {
 public:
  explicit Echo(const mqtt::Address& address)
      : connection_(address, address.to_engine(), 5s, "echo"),
        thread_([this, topic = address.from_engine()](const std::stop_token& stop) {
          for (std::string payload; !stop.stop_requested();)
            if (connection_.wait(payload, 20ms) == mqtt::Connection::Event::message)
              connection_.publish(topic, payload);
        }) {}

 private:
  mqtt::Connection connection_;
  std::jthread thread_;  // last: it uses the other
};

void mqtt_lines_in_lock_step(benchmark::State& state) {
  const Broker broker;
  const mqtt::Address address =
      mqtt::read_address("", broker.url("a") + "?qos=" + std::to_string(state.range(0)));
  const Echo echo(address);
  MqttTransport link(address, 5s, "");
  std::string line;
  for (auto _ : state) {
    link.send(line_of_300_bytes);
    if (link.receive(line, 5s, 1 << 20) != LineTransport::Wait::line) return state.SkipWithError("no echo");
  }
  state.SetItemsProcessed(2 * state.iterations());
}
BENCHMARK(mqtt_lines_in_lock_step)->ArgName("qos")->Arg(0)->Arg(1)->Iterations(5000)->UseRealTime();

std::string client(const char* program, const Broker& broker, int quality) {
  return std::string(program) + " -p " + std::to_string(broker.port()) + " -q " + std::to_string(quality) +
         " -t a";
}

// A reader that listens: until the first line comes it is published again.
class Reader {
 public:
  Reader(const Broker& broker, int quality) : bare_(client("mosquitto_sub", broker, quality)) {
    for (int i = 0; i < 100 && !bare_.has_output(50ms); ++i) {
      const Bare knock(client("mosquitto_pub -n", broker, quality));
      knock.wait();
    }
    while (bare_.has_output(100ms)) bare_.read_bytes(1);
  }
  void read_lines(std::size_t count) const { bare_.read_bytes(count * line_of_300_bytes.size()); }

 private:
  Bare bare_;
};

void mosquitto_clients_in_lock_step(benchmark::State& state) {
  const Broker broker;
  const int quality = static_cast<int>(state.range(0));
  const Reader reader(broker, quality);
  const Bare writer(client("mosquitto_pub -l", broker, quality));
  for (auto _ : state) {
    writer.write_line();
    reader.read_lines(1);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(mosquitto_clients_in_lock_step)->ArgName("qos")->Arg(0)->Arg(1)->Iterations(5000)->UseRealTime();

void mqtt_lines_streamed(benchmark::State& state) {
  const Broker broker;
  const mqtt::Address address = mqtt::read_address("", broker.url("a"));
  mqtt::Connection reader(address, address.to_engine(), 5s, "");
  mqtt::Connection writer(address, address.from_engine(), 5s, "");
  for (auto _ : state) {
    std::thread writing([&] {
      for (int i = 0; i < streamed_lines; ++i) writer.publish(address.to_engine(), line_of_300_bytes);
      writer.flush(10s);
    });
    int count = 0;
    for (std::string payload; count < streamed_lines; ++count)
      if (reader.wait(payload, 5s) != mqtt::Connection::Event::message) break;
    writing.join();
    if (count < streamed_lines) return state.SkipWithError("lines got lost");
  }
  state.SetItemsProcessed(state.iterations() * streamed_lines);
}
BENCHMARK(mqtt_lines_streamed)->Iterations(4)->UseRealTime();

void mosquitto_clients_streamed(benchmark::State& state) {
  const Broker broker;
  const Reader reader(broker, 0);
  const Bare writer(client("mosquitto_pub -l", broker, 0));
  writer.write_line();
  reader.read_lines(1);
  for (auto _ : state) {
    std::thread writing([&] {
      for (int i = 0; i < streamed_lines; ++i) writer.write_line();
    });
    reader.read_lines(streamed_lines);
    writing.join();
  }
  state.SetItemsProcessed(state.iterations() * streamed_lines);
}
BENCHMARK(mosquitto_clients_streamed)->Iterations(4)->UseRealTime();

}  // namespace
