// SQLite with owned handles and errors in words.
//
// Throws StorageError when the disk does not keep what is written, and InputError when the file is not ours
// to use: another kind of file, damaged, or in use by another process.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace fengsui {

class Statement;

class Database {
 public:
  // Opens or creates the file. A file that only can be read is refused.
  explicit Database(std::string file);

  void run(const char* sql);
  Statement prepare(const char* sql);
  std::int64_t integer_of(const char* sql);  // the first column of the first row
  std::string text_of(const char* sql);
  const std::string& file() const { return file_; }

 private:
  friend class Statement;
  // Throws unless the call went well.
  void require(int code) const;

  struct Close {
    void operator()(sqlite3* handle) const;
  };
  std::string file_;
  std::unique_ptr<sqlite3, Close> handle_;
};

// One prepared statement. Parameters and columns count from 1 and from 0, as in SQLite. The database must
// stay where it is as long as the statement lives.
class Statement {
 public:
  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, std::string_view bytes);
  bool step();  // false when there is no further row
  void run();   // to its end, ready to be bound again
  void reset();
  std::int64_t integer(int column) const;
  std::string text(int column) const;

 private:
  friend class Database;
  Statement(Database& database, const char* sql);

  struct Finalize {
    void operator()(sqlite3_stmt* handle) const;
  };
  Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

}  // namespace fengsui
