#include "twin/service/durable_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "twin/service/storage_error.h"

namespace fengsui {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, const std::string& what) {
  const int code = errno;
  throw StorageError(file.string(), "", "a place that " + what + " (" + std::strerror(code) + ")",
                     "a folder that exists and may be written, with room");
}

// An open file, closed with the value.
class Handle {
 public:
  explicit Handle(int number) : number_(number) {}
  ~Handle() {
    if (number_ >= 0) close(number_);
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

bool write_all(int handle, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(handle, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// what a folder holds is only sure when the folder itself is on the disk
void sync_folder(const fs::path& file) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const Handle handle(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle.number() < 0 || fsync(handle.number()) != 0) fail(folder, "does not keep its entries");
}

}  // namespace

void require_folder(const fs::path& folder) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (!fs::is_directory(folder))
    throw StorageError(folder.string(), "", problem ? problem.message() : "no folder",
                       "a folder, or a place where one can be made");
  if (access(folder.c_str(), W_OK) != 0) fail(folder, "cannot be written");
}

void write_whole(const fs::path& file, std::string_view text, Sync sync) {
  const fs::path partial = file.string() + ".partial";
  try {
    const Handle handle(open(partial.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (handle.number() < 0) fail(partial, "cannot be written");
    if (!write_all(handle.number(), text)) fail(partial, "does not keep what is written");
    if (sync == Sync::yes && fsync(handle.number()) != 0) fail(partial, "does not keep what is written");
    if (rename(partial.c_str(), file.c_str()) != 0) fail(file, "cannot be written");
  } catch (const StorageError&) {
    unlink(partial.c_str());
    throw;
  }
  if (sync == Sync::yes) sync_folder(file);
}

LineFile::LineFile(fs::path file) : path_(std::move(file)) {
  const bool fresh = !fs::exists(path_);
  handle_ = open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (handle_ < 0) fail(path_, "cannot be written");
  if (fresh) sync_folder(path_);
  std::ifstream stream(path_, std::ios::binary);
  for (std::string line; std::getline(stream, line) && !stream.eof();) {
    size_ += static_cast<std::int64_t>(line.size()) + 1;
    last_line_ = line;
  }
  if (ftruncate(handle_, size_) != 0) fail(path_, "cannot be cut to whole lines");
}

LineFile::~LineFile() {
  if (handle_ >= 0) close(handle_);
}

void LineFile::append(std::string_view lines) {
  if (lines.empty()) return;
  if (!write_all(handle_, lines) || fdatasync(handle_) != 0) {
    const int code = errno;
    // half a line is worse than none; when even this fails, the next start cuts it off
    if (ftruncate(handle_, size_) != 0) size_ = -1;
    errno = code;
    fail(path_, "does not keep what is written");
  }
  size_ += static_cast<std::int64_t>(lines.size());
}

}  // namespace fengsui
