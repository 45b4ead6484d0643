#include "twin/service/journal.h"

#include <filesystem>

#include "twin/record/sha256.h"
#include "twin/service/storage_error.h"

namespace fengsui {

namespace {

constexpr std::int64_t application = 0x46454E47;  // "FENG", at its place in the header of the file

constexpr const char* schema =
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE message (number INTEGER PRIMARY KEY, advance_to INTEGER NOT NULL, line TEXT NOT NULL,"
    " answer TEXT NOT NULL, chain TEXT NOT NULL);"
    "CREATE INDEX message_time ON message (advance_to);"
    "CREATE TABLE published (output TEXT PRIMARY KEY, message INTEGER NOT NULL) WITHOUT ROWID;";

std::span<const unsigned char> bytes_of(std::string_view text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

// neither text holds a zero byte: JSON does not
std::array<unsigned char, 32> linked(std::span<const unsigned char> before,
                                     std::initializer_list<std::string_view> texts) {
  Sha256 hash;
  hash.add(before);
  for (const std::string_view text : texts) {
    hash.add(bytes_of(text));
    hash.add(bytes_of(std::string_view("\0", 1)));
  }
  return hash.value();
}

}  // namespace

Journal::Journal(const std::string& file, Survives survives) : database_(file) {
  database_.run("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA locking_mode = EXCLUSIVE;");
  identify();
  // one sync for each transaction instead of three; the lock above makes shared memory unnecessary
  const std::string mode = database_.text_of("PRAGMA journal_mode = WAL");
  if (mode != "wal")
    throw StorageError(file, "journal_mode", mode,
                       "a file system on which SQLite can keep a write-ahead log");
  database_.run(survives == Survives::power_cut ? "PRAGMA synchronous = FULL"
                                                : "PRAGMA synchronous = NORMAL");
  // the write lock, and a new file's tables, in one transaction
  database_.run("BEGIN EXCLUSIVE");
  if (database_.integer_of("PRAGMA application_id") == 0) {
    database_.run(schema);
    database_.run(("PRAGMA application_id = " + std::to_string(application) +
                   "; PRAGMA user_version = " + std::to_string(journal_version))
                      .c_str());
  }
  database_.run("COMMIT");
  const std::string health = database_.text_of("PRAGMA quick_check(1)");
  if (health != "ok")
    throw InputError(file, "", "a damaged database (" + health + ")",
                     "an intact journal: take a copy from before, or begin a new one");

  Statement settings = database_.prepare("SELECT name, value FROM settings");
  while (settings.step()) settings_[settings.text(0)] = settings.text(1);
  Statement published = database_.prepare("SELECT output, message FROM published");
  while (published.step()) published_[published.text(0)] = published.integer(1);
  messages_ = database_.integer_of("SELECT count(*) FROM message");
  begin_ = database_.prepare("BEGIN IMMEDIATE");
  insert_ = database_.prepare("INSERT INTO message VALUES (?, ?, ?, ?, ?)");
  commit_ = database_.prepare("COMMIT");
}

// Before anything is changed: another program's database is left as it is.
void Journal::identify() {
  const std::int64_t written_by = database_.integer_of("PRAGMA application_id");
  const bool empty = database_.integer_of("SELECT count(*) FROM sqlite_master") == 0;
  if (written_by == 0 && empty) return;
  if (written_by != application)
    throw InputError(file(), "", "a database of another program",
                     "a journal of fengsui-engine, or a free name");
  const std::int64_t version = database_.integer_of("PRAGMA user_version");
  if (version != journal_version)
    throw InputError(
        file(), "", "a journal of version " + std::to_string(version),
        "version " + std::to_string(journal_version) + ": please use the fengsui-engine that wrote it");
}

std::optional<std::string> Journal::setting(const std::string& name) const {
  const auto found = settings_.find(name);
  return found == settings_.end() ? std::nullopt : std::optional(found->second);
}

void Journal::set(const std::string& name, const std::string& value) {
  database_.prepare("INSERT OR REPLACE INTO settings VALUES (?, ?)").bind(1, name).bind(2, value).run();
  settings_[name] = value;
}

void Journal::agree(const std::string& name, const std::string& value) {
  const auto kept = setting(name);
  if (!kept) return set(name, value);
  if (*kept != value)
    throw InputError(file(), name, *kept, value + ": give the value it began with, or take a new journal");
}

void Journal::begin(const std::string& rules, const std::string& hello, const std::string& ready) {
  database_.run("BEGIN IMMEDIATE");
  set("rules", rules);
  set("hello", hello);
  set("ready", ready);
  database_.run("COMMIT");
  chain_ = linked({}, {rules, hello, ready});
}

void Journal::replay(const std::function<void(const JournalMessage&)>& take) {
  chain_ = linked({}, {settings_["rules"], settings_["hello"], settings_["ready"]});
  Statement rows =
      database_.prepare("SELECT number, advance_to, line, answer, chain FROM message ORDER BY number");
  JournalMessage message;
  for (std::int64_t number = 1; rows.step(); ++number) {
    message = {rows.integer(0), Time{Duration{rows.integer(1)}}, rows.text(2), rows.text(3)};
    chain_ = linked(chain_, {std::to_string(rows.integer(1)), message.line, message.answer});
    if (message.number != number || rows.text(4) != hexadecimal(chain_))
      throw InputError(file(), "message " + std::to_string(number),
                       "one that was changed after it was written",
                       "an intact journal: take a copy from before, or begin a new one");
    take(message);
    last_time_ = message.advance_to;
  }
}

std::string Journal::answer_of(std::int64_t number, std::string_view line) {
  Statement row = database_.prepare("SELECT answer FROM message WHERE number = ? AND line = ?");
  if (row.bind(1, number).bind(2, line).step()) return row.text(0);
  throw InputError(file(), "message " + std::to_string(number), "another line than the one sent now",
                   "the same bytes again: the past of a run cannot be changed");
}

std::vector<std::int64_t> Journal::numbers_of(Time advance_to, std::string_view line) {
  Statement rows =
      database_.prepare("SELECT number FROM message WHERE advance_to = ? AND line = ? ORDER BY number");
  rows.bind(1, advance_to.time_since_epoch().count()).bind(2, line);
  std::vector<std::int64_t> numbers;
  while (rows.step()) numbers.push_back(rows.integer(0));
  return numbers;
}

void Journal::append(Time advance_to, std::string_view line, std::string_view answer) {
  const std::int64_t time = advance_to.time_since_epoch().count();
  const Chain chain = linked(chain_, {std::to_string(time), line, answer});
  begin_->run();
  insert_->bind(1, messages_ + 1)
      .bind(2, time)
      .bind(3, line)
      .bind(4, answer)
      .bind(5, hexadecimal(chain))
      .run();
  write_published();
  commit_->run();
  chain_ = chain;
  last_time_ = advance_to;
  ++messages_;
}

std::int64_t Journal::published(const std::string& output) const {
  const auto found = published_.find(output);
  return found == published_.end() ? 0 : found->second;
}

void Journal::note_published(const std::string& output, std::int64_t message) {
  published_[output] = message;
  published_changed_ = true;
}

void Journal::write_published() {
  if (!published_changed_) return;
  Statement row = database_.prepare("INSERT OR REPLACE INTO published VALUES (?, ?)");
  for (const auto& [output, message] : published_) row.bind(1, output).bind(2, message).run();
  published_changed_ = false;
}

void Journal::flush() {
  if (!published_changed_) return;
  database_.run("BEGIN IMMEDIATE");
  write_published();
  database_.run("COMMIT");
}

std::int64_t Journal::bytes() const {
  std::int64_t sum = 0;
  for (const char* suffix : {"", "-wal"}) {
    std::error_code none;
    const auto size = std::filesystem::file_size(file() + suffix, none);
    if (!none) sum += static_cast<std::int64_t>(size);
  }
  return sum;
}

}  // namespace fengsui
