// The first 512 bytes of a run file: a line of text that says what the file is and proves that it is whole.
//
//   "fengsui run 1 unfinished"                         while it grows, and for ever if the run is killed
//   "fengsui run 1 complete, bytes 123456, sha256 …"   afterwards: size and digest of all that follows the
//   512 bytes
//
// HDF5 calls this the user block and leaves it alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace fengsui {

inline constexpr std::size_t seal_size = 512;

struct Seal {
  int version = 0;
  bool complete = false;
  std::uint64_t bytes = 0;
  std::string sha256;
};

std::string seal_text(const Seal& seal);  // exactly seal_size bytes

// Throws InputError naming `file` when the bytes are no seal, or one of a newer version.
Seal parse_seal(std::string_view bytes, const std::string& file);

// Digest of everything from `offset` on, hexadecimal; throws InputError when the file cannot be read.
std::string sha256_of_file(const std::string& path, std::size_t offset);
std::string sha256_of(std::span<const std::byte> bytes);

}  // namespace fengsui
