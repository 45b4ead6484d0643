// A real broker on a free loopback port, and other programs that run beside a test; each is ended by its
// number.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace fengsui::end_to_end {

// A started program; ended at the latest with this value, or with this process. What it says goes to `log`.
class Background {
 public:
  Background(std::vector<std::string> words, const std::filesystem::path& log);
  ~Background();
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  bool running();
  // First by asking, after two seconds by force.
  void end();
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = -1;
  bool ended_ = false;
};

// A port of the loopback interface that nobody uses now.
std::uint16_t free_port();

// Whether somebody listens there; asks again until 5 s are over.
bool listens(std::uint16_t port);

class Broker {
 public:
  struct Wish {
    std::string password;         // of the user "twin"; empty: anybody may come
    std::string certificate_for;  // with TLS, a certificate for this "IP:127.0.0.1" or "DNS:name"
  };

  Broker() : Broker(Wish{}) {}
  explicit Broker(const Wish& wish);
  ~Broker();
  Broker(const Broker&) = delete;
  Broker& operator=(const Broker&) = delete;

  void stop();
  void start();  // on the same port

  std::uint16_t port() const { return port_; }
  std::string url(const std::string& topic, const std::string& login = "") const;  // login: "user:password@"
  std::filesystem::path certificate() const { return folder_ / "broker.pem"; }

 private:
  bool try_start();
  void write_settings();

  Wish wish_;
  std::filesystem::path folder_;
  std::uint16_t port_ = 0;
  std::unique_ptr<Background> running_;
};

}  // namespace fengsui::end_to_end
