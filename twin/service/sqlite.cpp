#include "twin/service/sqlite.h"

#include <sqlite3.h>

#include "twin/service/storage_error.h"

namespace fengsui {

namespace {

// an engine that was just killed may not have let go of the file yet
constexpr int lock_patience_ms = 1000;

[[noreturn]] void refuse(const std::string& file, int code, const std::string& said) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw InputError(file, "", "a journal that another process uses",
                       "one that is free: end the other engine first");
    case SQLITE_NOTADB:
      throw InputError(file, "", "a file of another kind", "a journal of fengsui-engine, or a free name");
    case SQLITE_FULL:
      throw StorageError(file, "", "a full disk",
                         "room for the journal: nothing is answered that is not kept");
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      throw StorageError(file, "", "a place that cannot be written (" + said + ")",
                         "a folder that exists and may be written");
    case SQLITE_IOERR:
      throw StorageError(file, "", "a disk that does not keep what is written (" + said + ")",
                         "one that does: nothing is answered that is not kept");
    default:
      throw InputError(file, "", "a damaged database (" + said + ")",
                       "an intact journal: take a copy from before, or begin a new one");
  }
}

}  // namespace

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
void Statement::Finalize::operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }

Database::Database(std::string file) : file_(std::move(file)) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(
      file_.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, nullptr);
  handle_.reset(handle);
  require(code);
  sqlite3_busy_timeout(handle, lock_patience_ms);
  // SQLite opens what cannot be written, too, and would fail only later
  if (sqlite3_db_readonly(handle, "main") == 1) refuse(file_, SQLITE_READONLY, "it can only be read");
}

void Database::require(int code) const {
  if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
    refuse(file_, code, handle_ ? sqlite3_errmsg(handle_.get()) : "no memory");
}

void Database::run(const char* sql) { require(sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr)); }

Statement Database::prepare(const char* sql) { return {*this, sql}; }

std::int64_t Database::integer_of(const char* sql) {
  Statement statement(*this, sql);
  statement.step();
  return statement.integer(0);
}

std::string Database::text_of(const char* sql) {
  Statement statement(*this, sql);
  statement.step();
  return statement.text(0);
}

Statement::Statement(Database& database, const char* sql) : database_(&database) {
  sqlite3_stmt* handle = nullptr;
  const int code = sqlite3_prepare_v2(database.handle_.get(), sql, -1, &handle, nullptr);
  handle_.reset(handle);
  database.require(code);
}

Statement& Statement::bind(int parameter, std::int64_t value) {
  database_->require(sqlite3_bind_int64(handle_.get(), parameter, value));
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view bytes) {
  database_->require(sqlite3_bind_text64(handle_.get(), parameter, bytes.data(), bytes.size(),
                                         SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(handle_.get());
  database_->require(code);
  return code == SQLITE_ROW;
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

void Statement::reset() { sqlite3_reset(handle_.get()); }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }

std::string Statement::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
  return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column)))
               : std::string();
}

}  // namespace fengsui
