// What an engine was told and what it answered, on disk: the memory of a run that outlives the process.
//
// One SQLite file. A message and its answer are one transaction, and append() returns only when both are on
// the disk (write-ahead log, synchronous=FULL). The file belongs to one process at a time. Each message
// carries a SHA-256 over itself and all before it, so that a changed or missing one is seen.
//
//   settings   name, value               rules, hello, ready, …: what must be the same at every start
//   message    number, advance_to [us], line, answer, chain     from 1, without gaps
//   published  output, message           the last message whose events went to this output
//
// Throws InputError and StorageError (see sqlite.h), with the file, what it holds and what was expected.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/time.h"
#include "twin/service/sqlite.h"

namespace fengsui {

inline constexpr int journal_version = 1;

// What a kept message survives. `power_cut`: also that of the machine; one wait for the disk for each
// message. `crash`: that of the process at any moment, but a power cut may take the latest messages.
enum class Survives { power_cut, crash };

struct JournalMessage {
  std::int64_t number = 0;  // from 1
  Time advance_to{};
  std::string line, answer;  // the line without, the answer with its end
};

class Journal {
 public:
  // Opens or creates it and locks it.
  explicit Journal(const std::string& file, Survives survives = Survives::power_cut);
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  const std::string& file() const { return database_.file(); }
  std::optional<std::string> setting(const std::string& name) const;

  // The first transaction of a run. Further settings can be added with set().
  void begin(const std::string& rules, const std::string& hello, const std::string& ready);
  void set(const std::string& name, const std::string& value);
  // Kept at the first start; throws when it differs at a later one.
  void agree(const std::string& name, const std::string& value);

  std::int64_t messages() const { return messages_; }
  Time last_time() const { return last_time_; }  // Time::min() when there is no message

  // Every message in order; throws when one was changed since it was written.
  void replay(const std::function<void(const JournalMessage&)>& take);
  std::string answer_of(std::int64_t number, std::string_view line);  // throws when it holds another line
  std::vector<std::int64_t> numbers_of(Time advance_to, std::string_view line);

  // On the disk when it returns. `published`: the latest message of each output, where it went on.
  void append(Time advance_to, std::string_view line, std::string_view answer);
  std::int64_t published(const std::string& output) const;
  // Goes with the next append(), or with flush().
  void note_published(const std::string& output, std::int64_t message);
  void flush();

  std::int64_t bytes() const;  // of the file and its write-ahead log

 private:
  using Chain = std::array<unsigned char, 32>;
  void identify();
  void write_published();

  Database database_;
  std::map<std::string, std::string> settings_;
  std::map<std::string, std::int64_t> published_;
  bool published_changed_ = false;
  std::int64_t messages_ = 0;
  Time last_time_ = Time::min();
  Chain chain_{};
  std::optional<Statement> begin_, insert_, commit_;
};

}  // namespace fengsui
