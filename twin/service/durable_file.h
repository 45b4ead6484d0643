// Files that are whole or not there, and on the disk when the call returns. Throws StorageError.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace fengsui {

// A folder for files: made when it is missing, tried when it is there.
void require_folder(const std::filesystem::path& folder);

enum class Sync { yes, no };

// Written beside it, then renamed: a reader sees the old content or the new. Without sync, a power cut may
// leave the old one.
void write_whole(const std::filesystem::path& file, std::string_view text, Sync sync = Sync::yes);

// A file that only grows, by whole lines.
class LineFile {
 public:
  // Opens or creates it; a last line without its end is cut off.
  explicit LineFile(std::filesystem::path file);
  ~LineFile();
  LineFile(const LineFile&) = delete;
  LineFile& operator=(const LineFile&) = delete;

  const std::string& last_line() const { return last_line_; }  // as found; empty when there was none
  void append(std::string_view lines);
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int handle_ = -1;
  std::int64_t size_ = 0;  // [bytes] of whole lines
  std::string last_line_;
};

}  // namespace fengsui
