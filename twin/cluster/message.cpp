#include "twin/cluster/message.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace fengsui::cluster {

std::string encode(const Message& message) {
  return static_cast<char>(message.word) + std::to_string(message.piece) + " " + message.text;
}

Message decode(std::string_view bytes) {
  Message message;
  constexpr std::string_view words = "TPQHALUG";
  const std::size_t space = bytes.find(' ');
  if (space == std::string_view::npos || words.find(bytes[0]) == std::string_view::npos)
    throw std::runtime_error("a message between processes was garbled");
  message.word = static_cast<Word>(bytes[0]);
  const auto [end, problem] = std::from_chars(bytes.data() + 1, bytes.data() + space, message.piece);
  if (problem != std::errc() || end != bytes.data() + space)
    throw std::runtime_error("a message between processes was garbled");
  message.text = bytes.substr(space + 1);
  return message;
}

MessageSocket::MessageSocket(int file) : file_(file) {
  fcntl(file_, F_SETFL, fcntl(file_, F_GETFL) | O_NONBLOCK);
}

MessageSocket::MessageSocket(MessageSocket&& other) noexcept
    : file_(std::exchange(other.file_, -1)), out_(std::move(other.out_)), in_(std::move(other.in_)) {}

MessageSocket& MessageSocket::operator=(MessageSocket&& other) noexcept {
  close();
  file_ = std::exchange(other.file_, -1);
  out_ = std::move(other.out_);
  in_ = std::move(other.in_);
  return *this;
}

void MessageSocket::close() {
  if (file_ >= 0) ::close(file_);
  file_ = -1;
}

void MessageSocket::flush() {
  std::size_t done = 0;
  while (open() && done < out_.size()) {
    const ssize_t count = ::send(file_, out_.data() + done, out_.size() - done, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
    if (count < 0) break;  // the other end is gone: receive() finds that out
    done += static_cast<std::size_t>(count);
  }
  out_.erase(0, done);
}

void MessageSocket::send(const Message& message) {
  if (!open()) return;
  const std::string bytes = encode(message);
  const std::uint64_t size = bytes.size();
  char head[sizeof size];
  std::memcpy(head, &size, sizeof size);
  out_.append(head, sizeof head).append(bytes);
  flush();
}

std::vector<Message> MessageSocket::receive() {
  flush();
  bool ended = false;
  while (open() && !ended) {
    char buffer[65536];
    const ssize_t count = read(file_, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
    if (count > 0)
      in_.append(buffer, static_cast<std::size_t>(count));
    else
      ended = true;
  }
  std::vector<Message> messages;
  std::size_t at = 0;
  std::uint64_t size = 0;
  while (in_.size() - at >= sizeof size) {
    std::memcpy(&size, in_.data() + at, sizeof size);
    if (in_.size() - at - sizeof size < size) break;
    messages.push_back(decode(std::string_view(in_).substr(at + sizeof size, size)));
    at += sizeof size + size;
  }
  in_.erase(0, at);
  if (ended) close();
  return messages;
}

}  // namespace fengsui::cluster
