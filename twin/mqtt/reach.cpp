#include "twin/mqtt/reach.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <system_error>

namespace fengsui::mqtt {

namespace {

using Clock = std::chrono::steady_clock;

// 0, or the system's error.
int try_one(const addrinfo& address, std::chrono::milliseconds patience) {
  const int channel = socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (channel < 0) return errno;
  int error = connect(channel, address.ai_addr, address.ai_addrlen) == 0 ? 0 : errno;
  if (error == EINPROGRESS) {
    pollfd watched{channel, POLLOUT, 0};
    socklen_t size = sizeof error;
    if (poll(&watched, 1, static_cast<int>(patience.count())) <= 0)
      error = ETIMEDOUT;
    else if (getsockopt(channel, SOL_SOCKET, SO_ERROR, &error, &size) != 0)
      error = errno;
  }
  close(channel);
  return error;
}

}  // namespace

Reached reach(const std::string& host, std::uint16_t port, std::chrono::milliseconds patience) {
  const auto deadline = Clock::now() + patience;
  addrinfo wanted{};
  wanted.ai_family = AF_UNSPEC;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  if (const int code = getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &list); code != 0)
    return {{}, std::string("the host's name cannot be looked up: ") + gai_strerror(code)};
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owner(list, freeaddrinfo);

  int error = ETIMEDOUT;
  int left = 0;
  for (const addrinfo* one = list; one; one = one->ai_next) ++left;
  for (const addrinfo* one = list; one; one = one->ai_next, --left) {
    // a silent address takes no more than its share of the time
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    error = try_one(*one, std::max(rest / left, std::chrono::milliseconds(1)));
    std::array<char, NI_MAXHOST> text{};
    if (error == 0 &&
        getnameinfo(one->ai_addr, one->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) == 0)
      return {text.data(), {}};
  }
  return {{}, std::generic_category().message(error)};
}

}  // namespace fengsui::mqtt
