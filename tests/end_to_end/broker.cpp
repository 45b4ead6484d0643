#include "tests/end_to_end/broker.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace fengsui::end_to_end {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

[[noreturn]] void become(std::vector<std::string> words, const fs::path& log, pid_t parent) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent) _exit(127);
  const int said = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(open("/dev/null", O_RDONLY), 0);
  dup2(said, 1);
  dup2(said, 2);
  close_range(3, ~0U, 0);
  // Debian keeps the broker where only the administrator's path leads
  setenv("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", 1);
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  execvp(pointers.front(), pointers.data());
  _exit(127);
}

void run(const std::vector<std::string>& words, const fs::path& log) {
  Background program(words, log);
  for (int i = 0; i < 5000 && program.running(); ++i) std::this_thread::sleep_for(2ms);
  if (program.running()) throw std::runtime_error(words.front() + " does not end");
}

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

}  // namespace

Background::Background(std::vector<std::string> words, const fs::path& log) {
  const pid_t parent = getpid();
  pid_ = fork();
  if (pid_ < 0) throw std::runtime_error("no process");
  if (pid_ == 0) become(std::move(words), log, parent);
}

Background::~Background() { end(); }

bool Background::running() {
  if (!ended_ && waitpid(pid_, nullptr, WNOHANG) == pid_) ended_ = true;
  return !ended_;
}

void Background::end() {
  if (!running()) return;
  kill(pid_, SIGTERM);
  for (int i = 0; i < 1000 && running(); ++i) std::this_thread::sleep_for(2ms);
  if (!running()) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  ended_ = true;
}

std::uint16_t free_port() {
  const int channel = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  const bool good = bind(channel, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                    getsockname(channel, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  close(channel);
  if (!good) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

bool listens(std::uint16_t port) {
  for (int i = 0; i < 1000; ++i) {
    const int channel = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    const bool good = connect(channel, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    close(channel);
    if (good) return true;
    std::this_thread::sleep_for(5ms);
  }
  return false;
}

Broker::Broker(const Wish& wish) : wish_(wish) {
  std::string pattern = (fs::temp_directory_path() / "fengsui_broker_XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder: " + pattern);
  folder_ = pattern;
  if (!wish_.password.empty())
    run({"mosquitto_passwd", "-b", "-c", folder_ / "users", "twin", wish_.password}, folder_ / "log");
  if (!wish_.certificate_for.empty())
    run({"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", "/CN=fengsui test", "-addext", "subjectAltName=" + wish_.certificate_for,
         "-keyout", folder_ / "key.pem", "-out", certificate()},
        folder_ / "log");
  // somebody else may take the port between the choice and the start
  for (int attempt = 0; attempt < 5; ++attempt) {
    port_ = free_port();
    write_settings();
    if (try_start()) return;
  }
  std::ifstream log(folder_ / "log");
  throw std::runtime_error("no broker: " + std::string(std::istreambuf_iterator<char>(log), {}));
}

Broker::~Broker() {
  running_.reset();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void Broker::write_settings() {
  std::ofstream file(folder_ / "settings");
  file << "listener " << port_ << " 127.0.0.1\nset_tcp_nodelay true\nmax_queued_messages 0\nuser root\n";
  if (wish_.password.empty())
    file << "allow_anonymous true\n";
  else
    file << "allow_anonymous false\npassword_file " << (folder_ / "users").string() << '\n';
  if (!wish_.certificate_for.empty())
    file << "certfile " << certificate().string() << "\nkeyfile " << (folder_ / "key.pem").string() << '\n';
}

bool Broker::try_start() {
  running_ = std::make_unique<Background>(
      std::vector<std::string>{"mosquitto", "-c", (folder_ / "settings").string()}, folder_ / "log");
  return listens(port_) && running_->running();
}

void Broker::stop() { running_.reset(); }

void Broker::start() {
  for (int attempt = 0; attempt < 5; ++attempt)
    if (try_start()) return;
  throw std::runtime_error("the broker does not start again");
}

std::string Broker::url(const std::string& topic, const std::string& login) const {
  return (wish_.certificate_for.empty() ? "mqtt://" : "mqtts://") + login +
         "127.0.0.1:" + std::to_string(port_) + "/" + topic;
}

}  // namespace fengsui::end_to_end
