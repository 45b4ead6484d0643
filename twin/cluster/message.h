// What a coordinator and its workers say to one another, and a socket that carries it between two processes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fengsui::cluster {

enum class Word : char {
  // to a worker
  task = 'T',   // text: what all pieces from now on are about
  piece = 'P',  // text: the request
  quit = 'Q',   // text: "together", or "alone" when somebody is missing
  // to the coordinator
  hello = 'H',   // piece: how many at a time; text: version and place
  answer = 'A',  // text: "+" and the answer, or "-" and what went wrong
  alive = 'L',   // nothing new
  unfit = 'U',   // text: why it cannot do the task
  gone = 'G',    // text: how its process ended
};

struct Message {
  Word word = Word::alive;
  std::uint64_t piece = 0;
  std::string text;
  friend bool operator==(const Message&, const Message&) = default;
};

std::string encode(const Message& message);
// Throws std::runtime_error for what encode() did not write.
Message decode(std::string_view bytes);

// One end of a pair of sockets. Never blocks: what the other end is too slow for waits here.
class MessageSocket {
 public:
  MessageSocket() = default;
  explicit MessageSocket(int file);
  ~MessageSocket() { close(); }
  MessageSocket(MessageSocket&& other) noexcept;
  MessageSocket& operator=(MessageSocket&& other) noexcept;

  int file() const { return file_; }
  bool open() const { return file_ >= 0; }
  void close();

  void send(const Message& message);
  // What has come. Closes itself when the other end is gone.
  std::vector<Message> receive();

 private:
  void flush();

  int file_ = -1;
  std::string out_, in_;
};

}  // namespace fengsui::cluster
