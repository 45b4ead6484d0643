// Fingerprints of a run: SHA-256 over the canonical bytes of its columns.
//
// Canonical: little endian, fields in the order of their struct, no padding, doubles as their IEEE bits,
// texts as their length (u64) and bytes, lists as their length and elements. The digest of the run is the
// SHA-256 of the concatenated digests of its ingredients in the order of `Ingredient`, so equal columns are
// found one by one.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <string>

#include "twin/record/record.h"

namespace fengsui {

enum class Ingredient { log, segments, readings, alarms, warnings };
inline constexpr std::size_t ingredient_count = 5;
inline constexpr char ingredient_letters[ingredient_count + 1] = "lsraw";

class RunDigest {
 public:
  RunDigest();
  ~RunDigest();
  RunDigest(RunDigest&&) noexcept;
  RunDigest& operator=(RunDigest&&) noexcept;

  void add(std::span<const LogEntry> entries);
  void add(std::span<const SegmentEntry> entries);
  void add(std::span<const ReadingEntry> entries);
  void add(std::span<const Alarm> entries);
  void add(std::span<const Warning> entries);

  // Hexadecimal, 64 characters; more can be added afterwards.
  std::string total() const;
  std::string of(Ingredient ingredient) const;

  // "1f3a-90c2-…/lsraw": the first 16 bits of each chosen ingredient, in the order of `letters`.
  std::string fingerprint(std::string_view letters = ingredient_letters) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// The digest of a whole record.
RunDigest digest(const Record& record);

}  // namespace fengsui
