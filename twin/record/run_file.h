// The run file: one HDF5 file per run (docs/file-formats.md, "run files").
//
// It grows as `<path>.partial` in SWMR mode, so others may read along, and takes its name only when complete.
// A killed run leaves an older file of that name untouched and a partial file that read_run opens and
// reports as interrupted. Times are [us] since the scenario's start.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "twin/record/record.h"

namespace fengsui {

// Version of the layout: a reader refuses files with a higher one.
inline constexpr int run_file_version = 1;

// Overwrite::refuse: an existing output file is an InputError.
enum class Overwrite { refuse, allow };

class RunFileWriter {
 public:
  // Creates `<path>.partial`. Throws InputError when the folder is missing or not writable, when `path`
  // exists and may not be overwritten.
  RunFileWriter(std::filesystem::path path, const RunInfo& run, const Names& names, Overwrite overwrite);
  // Without finish() the partial file stays, marked as interrupted, if it holds any entry; else it is
  // removed.
  ~RunFileWriter();
  RunFileWriter(RunFileWriter&&) noexcept;
  RunFileWriter& operator=(RunFileWriter&&) noexcept;

  // Each appends a batch and throws InputError when the disk is full or the file is gone.
  void append(std::span<const LogEntry> entries);
  void append(std::span<const SegmentEntry> entries);
  void append(std::span<const ReadingEntry> entries);
  void append(std::span<const Alarm> entries);
  void append(std::span<const Warning> entries);

  // Makes everything appended so far visible to those who read along.
  void flush();

  // Closes the file, writes outcome, verdict (JSON text, may be empty) and digest, and gives it its name.
  // Returns the digest of the run.
  std::string finish(Outcome outcome, std::string_view verdict);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Writes a whole record at once.
void write_run(const std::filesystem::path& path, const Record& record, Overwrite overwrite);

// Reads a run file or a partial one. Throws InputError for files that are missing, foreign, of a newer
// version, damaged, or whose indices point outside their tables; never returns a record that validate()
// refuses.
Record read_run(const std::filesystem::path& path);

// The same from the bytes of a file; `name` is for messages.
Record read_run_image(std::span<const std::byte> bytes, const std::string& name);

}  // namespace fengsui
